import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { clientScopes, permissions } from '../../platform/access/permissions.ts'
import { aProgram } from '../../testing/test-clients.ts'
import { aTestServer, type TestBrowser, type TestServer } from '../../testing/test-server.ts'
import { networkOf } from './api-client.rules.ts'

let server: TestServer
let administrator: TestBrowser
/** Administers the branch PA and what it leads, and nothing else. */
let local: TestBrowser
const ids = new Map<string, string>()
const everyKind = ['PARTY', 'UNION', 'LEAGUE', 'WOMEN', 'UNIT']

beforeAll(async () => {
  server = await aTestServer()
  administrator = await server.signedIn()
  await create('PARTY', 'COMMITTEE', 'P')
  for (const code of ['PA', 'PB']) await create('PARTY', 'BRANCH', code, 'P')
  await create('UNION', 'COMMITTEE', 'TB')
  const { credentials } = await server.app.modules.accounts.creation.create({
    username: 'local',
    displayName: '支部管理员',
    role: 'ADMINISTRATOR',
    organizationCode: 'PA',
    kinds: ['PARTY'],
  })
  local = server.browser()
  await local.signIn('local', credentials!.password)
})
afterAll(() => server.close())

async function create(kind: string, level: string, code: string, parent?: string): Promise<void> {
  const input = {
    kind,
    level,
    code,
    name: `组织${code}`,
    establishedOn: '2020-01-01',
    parentId: parent === undefined ? null : ids.get(parent),
  }
  const { body } = await administrator.query(
    'mutation ($i: CreateOrganizationInput!) { createOrganization(input: $i) { organization { id } userErrors { message } } }',
    { i: input },
  )
  ids.set(code, body.data.createOrganization.organization.id)
}

async function step(browser: TestBrowser, name: string, input: Record<string, unknown>) {
  const type = `${name[0]!.toUpperCase()}${name.slice(1)}Input`
  const { body } = await browser.query(
    `mutation ($i: ${type}!) { ${name}(input: $i) { secret apiKey { id prefix state } apiClient { id clientId version disabledAt viewerCan addresses grants { scopes kinds organization { code } } keys { id state } } userErrors { code field message } } }`,
    { i: input },
  )
  return body.errors === undefined ? body.data[name] : { error: body.errors[0].extensions.code }
}

let made = 0
const client = (browser: TestBrowser, grants: Record<string, unknown>[], more: Record<string, unknown> = {}) =>
  step(browser, 'createApiClient', {
    clientId: `made-${(made += 1)}`,
    name: '人事同步',
    grants: grants.map((grant) => ({ kinds: ['PARTY'], ...grant })),
    ...more,
  })

const reading = ['organizations:read', 'members:read']

describe('making a client', () => {
  test('answers with the key once, and keeps its digest only', async () => {
    const outcome = await client(administrator, [{ scopes: reading, organizationId: ids.get('P') }], {
      addresses: ['10.1.2.3/16', '2001:DB8::1'],
      idempotencyKey: 'once',
    })
    expect(outcome).toMatchObject({
      secret: expect.stringMatching(/^qz_live_[0-9a-f]{12}_[\w-]{43}$/),
      apiKey: { state: 'LIVE', prefix: outcome.secret.slice(0, 20) },
      apiClient: {
        version: 1,
        addresses: ['10.1.0.0/16', '2001:db8::1/128'],
        grants: [{ scopes: reading, kinds: ['PARTY'], organization: { code: 'P' } }],
        viewerCan: ['UPDATE', 'CREATE_KEY', 'DISABLE'],
      },
      userErrors: [],
    })
    made -= 1
    const repeated = await client(administrator, [{ scopes: reading, organizationId: ids.get('P') }], {
      addresses: ['10.1.2.3/16', '2001:DB8::1'],
      idempotencyKey: 'once',
    })
    expect(repeated).toMatchObject({
      secret: null,
      apiKey: { id: outcome.apiKey.id },
      apiClient: { id: outcome.apiClient.id },
      userErrors: [],
    })
    const tables = await server.sql<{ name: string }>(
      `SELECT table_name AS name FROM information_schema.tables WHERE table_schema = 'public' AND table_type = 'BASE TABLE'`,
    )
    for (const { name } of tables)
      expect(JSON.stringify(await server.sql(`SELECT * FROM "${name}"`))).not.toContain(outcome.secret.slice(-43))
  })

  test.each<[string, Record<string, unknown>[], Record<string, unknown>, string[]]>([
    ['a client id that is none', [{ scopes: reading }], { clientId: 'HR Sync!' }, ['clientId']],
    ['a client id that somebody has', [{ scopes: reading }], { clientId: 'admin' }, ['clientId']],
    ['no name', [{ scopes: reading }], { name: ' ' }, ['name']],
    ['an address that is none', [{ scopes: reading }], { addresses: ['10.0.0.0/8', '10.0.0.0/33'] }, ['addresses', '1']],
    ['a scope that does not exist', [{ scopes: [...reading, 'members:eat'] }], {}, ['grants', '0', 'scopes', '2']],
    ['a scope that no program has', [{ scopes: ['clients:manage'] }], {}, ['grants', '0', 'scopes', '0']],
    [
      'an organisation that does not exist',
      [{ scopes: reading }, { scopes: reading, organizationId: 'nowhere' }],
      {},
      ['grants', '1', 'organizationId'],
    ],
  ])('is refused for %s', async (_what, grants, more, field) => {
    const outcome = await client(administrator, grants, more)
    expect(outcome.userErrors).toEqual([expect.objectContaining({ field })])
    expect({ client: outcome.apiClient, secret: outcome.secret }).toEqual({ client: null, secret: null })
  })

  test('takes every scope that a program may have', async () => {
    expect(permissions.filter((permission) => !clientScopes.includes(permission))).toEqual([
      'sync:approve',
      'accounts:manage',
      'clients:manage',
    ])
    expect((await client(administrator, [{ scopes: clientScopes, kinds: everyKind }])).userErrors).toEqual([])
  })
})

describe('whoever manages a part', () => {
  test('gives what he has', async () => {
    expect((await client(local, [{ scopes: reading, organizationId: ids.get('PA') }])).userErrors).toEqual([])
  })

  test.each<[string, Record<string, unknown>]>([
    ['of another branch', { organizationId: 'PB' }],
    ['of what is above', { organizationId: 'P' }],
    ['of everything', { organizationId: null }],
    ['of a whole tree', { organizationId: null, kinds: ['UNION'] }],
  ])('gives nothing %s', async (_what, { organizationId, ...more }) => {
    const outcome = await client(local, [
      { scopes: reading, organizationId: organizationId === null ? null : ids.get(organizationId as string), ...more },
    ])
    expect(outcome.userErrors).toEqual([expect.objectContaining({ field: expect.arrayContaining(['grants']) })])
  })

  test('gives no other kind than his: what the branch leads is not his', async () => {
    await administrator.query('mutation ($i: LinkOrganizationsInput!) { linkOrganizations(input: $i) { userErrors { message } } }', {
      i: { type: 'LED_BY', fromId: ids.get('TB'), toId: ids.get('PA'), effectiveOn: '2020-02-01' },
    })
    const outcome = await client(local, [{ scopes: reading, organizationId: ids.get('PA'), kinds: ['PARTY', 'UNION'] }])
    expect(outcome.userErrors).toEqual([
      expect.objectContaining({ code: 'INVALID', field: ['grants'], message: expect.stringContaining('members:read') }),
    ])
  })

  test('neither sees nor touches what reaches beyond, and gets no key of it', async () => {
    const wide = await client(administrator, [
      { scopes: reading, organizationId: ids.get('PA') },
      { scopes: reading, organizationId: ids.get('PB') },
    ])
    const all = await client(administrator, [{ scopes: reading }])
    const listed = (await local.query('{ apiClients(first: 50) { nodes { id } } }')).body.data.apiClients.nodes.map(
      ({ id }: { id: string }) => id,
    )
    for (const { apiClient, apiKey } of [wide, all]) {
      expect(listed).not.toContain(apiClient.id)
      for (const query of [`{ apiClient(id: "${apiClient.id}") { id } }`, `{ node(id: "${apiClient.id}") { id } }`])
        expect((await local.query(query)).body.errors[0].extensions.code).toBe('NOT_FOUND')
      const attempts = [
        await step(local, 'updateApiClient', { id: apiClient.id, version: 1, name: '改名' }),
        await step(local, 'disableApiClient', { id: apiClient.id, version: 1 }),
        await step(local, 'createApiKey', { apiClientId: apiClient.id }),
        await step(local, 'rotateApiKey', { keyId: apiKey.id }),
        await step(local, 'revokeApiKey', { keyId: apiKey.id }),
      ]
      expect(attempts).toEqual(attempts.map(() => ({ error: 'NOT_FOUND' })))
    }
    const [{ denied }] = (await server.sql<{ denied: number }>(
      `SELECT count(*)::int AS denied FROM audit_entry WHERE outcome = 'DENIED' AND actor_name = '支部管理员'`,
    )) as [{ denied: number }]
    expect(denied).toBe(10)
    expect(await server.sql(`SELECT FROM account WHERE display_name = '改名'`)).toEqual([])
  })

  test('is told FORBIDDEN for a key of what stands where he manages but may more than he', async () => {
    const more = await client(administrator, [{ scopes: reading, organizationId: ids.get('PA'), kinds: ['PARTY', 'UNION'] }])
    expect(await step(local, 'createApiKey', { apiClientId: more.apiClient.id })).toEqual({ error: 'FORBIDDEN' })
    expect((await step(local, 'revokeApiKey', { keyId: more.apiKey.id })).userErrors).toEqual([])
  })

  test('nobody manages programs without the permission, and no program does', async () => {
    const program = await aProgram(server, administrator, [{ scopes: clientScopes }])
    expect((await program.query('{ apiClients(first: 1) { totalCount } }')).body.errors[0].extensions.code).toBe('FORBIDDEN')
    expect(
      (await program.query(`mutation { revokeApiKey(input: { keyId: "${program.keyId}" }) { userErrors { code } } }`)).body.errors[0]
        .extensions.code,
    ).toBe('FORBIDDEN')
    expect((await server.browser().query('{ apiClients(first: 1) { totalCount } }')).body.errors[0].extensions.code).toBe('UNAUTHENTICATED')
  })
})

describe('keys', () => {
  test('are two at most, and one takes the place of another', async () => {
    const program = await aProgram(server, administrator, [{ scopes: reading }])
    const works = async (key: string) => (await program.query('{ viewer { id } }', {}, key)).status === 200
    const rotated = await step(administrator, 'rotateApiKey', { keyId: program.keyId, overlapHours: 1 })
    expect([await works(program.key), await works(rotated.secret)]).toEqual([true, true])
    expect(await step(administrator, 'createApiKey', { apiClientId: program.id })).toMatchObject({
      secret: null,
      userErrors: [{ code: 'CONFLICT' }],
    })
    expect(await step(administrator, 'rotateApiKey', { keyId: rotated.apiKey.id })).toMatchObject({
      secret: null,
      userErrors: [{ code: 'CONFLICT' }],
    })
    await server.sql(`UPDATE api_key SET expires_at = now() WHERE id = $1`, [program.keyId])
    expect([await works(program.key), await works(rotated.secret)]).toEqual([false, true])
    const again = await step(administrator, 'rotateApiKey', { keyId: rotated.apiKey.id, overlapHours: 0 })
    expect([await works(rotated.secret), await works(again.secret)]).toEqual([false, true])
    expect(again.apiClient.keys.map(({ state }: { state: string }) => state)).toEqual(['LIVE', 'REVOKED', 'EXPIRED'])
    expect(await step(administrator, 'rotateApiKey', { keyId: rotated.apiKey.id })).toMatchObject({
      userErrors: [{ code: 'CONFLICT', field: ['keyId'] }],
    })
    const second = await step(administrator, 'createApiKey', { apiClientId: program.id, keyExpiresInDays: 730 })
    expect([await works(again.secret), await works(second.secret)]).toEqual([true, true])
  })

  test('are never three, also where several are made at once', async () => {
    const program = await aProgram(server, administrator, [{ scopes: reading }])
    const outcomes = await Promise.all(Array.from({ length: 6 }, () => step(administrator, 'createApiKey', { apiClientId: program.id })))
    expect(outcomes.filter(({ secret }) => secret !== null)).toHaveLength(1)
  })

  test.each([0, 731])('live no %i days', async (keyExpiresInDays) => {
    const program = await aProgram(server, administrator, [{ scopes: reading }])
    expect(await step(administrator, 'createApiKey', { apiClientId: program.id, keyExpiresInDays })).toEqual({ error: 'BAD_USER_INPUT' })
  })

  test('of a client that is disabled are made by nobody', async () => {
    const program = await aProgram(server, administrator, [{ scopes: reading }])
    expect((await step(administrator, 'disableApiClient', { id: program.id, version: 1 })).apiClient).toMatchObject({
      disabledAt: expect.any(String),
      viewerCan: ['ENABLE'],
    })
    expect((await step(administrator, 'createApiKey', { apiClientId: program.id })).userErrors).toMatchObject([{ code: 'CONFLICT' }])
    expect((await step(administrator, 'disableApiClient', { id: program.id, version: 1, disabled: false })).userErrors).toMatchObject([
      { code: 'STALE_VERSION' },
    ])
  })
})

test.each([
  ['10.1.2.3', '10.1.2.3/32'],
  ['10.1.2.3/16', '10.1.0.0/16'],
  ['10.1.255.3/17', '10.1.128.0/17'],
  ['0.0.0.0/0', '0.0.0.0/0'],
  ['2001:DB8:0:ffff::1/49', '2001:db8:0:8000:0:0:0:0/49'],
  ['::1', '0:0:0:0:0:0:0:1/128'],
  ['10.1.2.3/33', undefined],
  ['10.1.2', undefined],
  ['example.org', undefined],
  ['10.1.2.3/', undefined],
])('%s is the network %s', (text, network) => expect(networkOf(text)).toBe(network))
