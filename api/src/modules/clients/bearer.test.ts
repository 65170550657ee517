import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { cpuTime } from '../../testing/cpu-time.ts'
import { aProgram } from '../../testing/test-clients.ts'
import { aTestServer, type TestBrowser, type TestServer } from '../../testing/test-server.ts'

let server: TestServer
let administrator: TestBrowser
const ids = new Map<string, string>()

beforeAll(async () => {
  server = await aTestServer()
  administrator = await server.signedIn()
  await create('P')
  for (const code of ['PA', 'PB']) await create(code, 'P')
})
afterAll(() => server.close())

async function create(code: string, parent?: string): Promise<void> {
  const input = {
    kind: 'PARTY',
    level: parent === undefined ? 'COMMITTEE' : 'BRANCH',
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

const reading = ['organizations:read', 'members:read', 'activities:read']
const listing = '{ organizations(first: 50, orderBy: CODE_ASC) { nodes { code } } }'
const codesIn = (answer: { body: any }) => answer.body.data.organizations.nodes.map(({ code }: { code: string }) => code)

describe('a key', () => {
  test('opens what its client may, and no more', async () => {
    const program = await aProgram(server, administrator, [{ scopes: reading, organizationId: ids.get('PA')! }])
    expect(codesIn(await program.query(listing))).toEqual(['PA'])
    const { body } = await program.query(
      '{ viewer { kind username displayName permissions sandbox mustChangePassword grants { role scopes organization { code } } sessions { id } } }',
    )
    expect(body.data.viewer).toEqual({
      kind: 'CLIENT',
      username: program.clientId,
      displayName: expect.stringContaining('程序'),
      permissions: reading,
      sandbox: false,
      mustChangePassword: false,
      grants: [{ role: null, scopes: reading, organization: { code: 'PA' } }],
      sessions: [],
    })
    const refused = await program.query('{ activityCounts(by: [TYPE]) { totals { count } } }')
    expect(refused.body.errors[0].extensions.code).toBe('FORBIDDEN')
  })

  test('is asked for its client’s own scope where a query is known already', async () => {
    const [one, other] = [
      await aProgram(server, administrator, [{ scopes: reading, organizationId: ids.get('PA')! }]),
      await aProgram(server, administrator, [{ scopes: reading, organizationId: ids.get('PB')! }]),
    ]
    for (let round = 0; round < 3; round += 1) {
      expect(codesIn(await administrator.query(listing))).toEqual(['P', 'PA', 'PB'])
      expect(codesIn(await one.query(listing))).toEqual(['PA'])
      expect(codesIn(await other.query(listing))).toEqual(['PB'])
    }
  })

  test('opens file routes and the files of reports as well', async () => {
    const program = await aProgram(server, administrator, [
      { scopes: ['reports:read', 'counts:read', 'activities:read'], organizationId: ids.get('PA')! },
    ])
    const headers = { authorization: `Bearer ${program.key}` }
    const [report] = await server.sql<{ id: string }>('SELECT id FROM report WHERE official IS NOT NULL ORDER BY code LIMIT 1')
    const file = await server.browser().request(`/reports/${report!.id}/file?format=csv`, { headers })
    expect({ status: file.status, type: file.headers.get('content-type') }).toEqual({ status: 200, type: 'text/csv; charset=utf-8' })
    const refused = await server
      .browser()
      .request(`/reports/${report!.id}/file?format=csv`, { headers: { authorization: 'Bearer nonsense' } })
    expect(refused.status).toBe(401)
  })

  test.each([
    'signIn(input: { username: "admin", password: "x" })',
    'signOut',
    'changePassword(input: { currentPassword: "x", newPassword: "y" })',
    'revokeSession(input: { sessionId: "x" })',
  ])('opens no sessions: %s', async (mutation) => {
    const program = await aProgram(server, administrator, [{ scopes: reading }])
    const { body } = await program.query(`mutation { ${mutation} { userErrors { code } } }`)
    expect(body.errors[0].extensions.code).toBe('FORBIDDEN')
  })

  test('is noted as used, once a minute at most', async () => {
    const program = await aProgram(server, administrator, [{ scopes: reading }])
    const uses = () => server.sql<{ at: Date }>('SELECT last_used_at AS at FROM api_key_use WHERE key_id = $1', [program.keyId])
    expect(await uses()).toEqual([])
    await Promise.all(Array.from({ length: 8 }, () => program.query(listing)))
    const [first] = await uses()
    await program.query(listing)
    expect(await uses()).toEqual([first])
    await server.sql(`UPDATE api_key_use SET last_used_at = now() - interval '61 seconds'`)
    await program.query(listing)
    expect((await uses())[0]!.at.getTime()).toBeGreaterThanOrEqual(first!.at.getTime())
  })
})

describe('a bearer beside a cookie', () => {
  test('goes before it', async () => {
    const program = await aProgram(server, administrator, [{ scopes: reading, organizationId: ids.get('PA')! }])
    const answer = await administrator.query('{ viewer { username } }', {}, { authorization: `bearer  ${program.key}` })
    expect(answer.body.data.viewer.username).toBe(program.clientId)
  })

  test('is refused where it is not valid, whatever the cookie opens', async () => {
    const answer = await administrator.query('{ viewer { username } }', {}, { authorization: 'Bearer' })
    expect({ status: answer.status, challenge: answer.headers.get('www-authenticate') }).toEqual({
      status: 401,
      challenge: 'Bearer realm="qizhi", error="invalid_token"',
    })
  })

  test('of another scheme is somebody else’s', async () => {
    const answer = await administrator.query('{ viewer { username } }', {}, { authorization: 'Basic cHJveHk6cHJveHk=' })
    expect(answer.body.data.viewer.username).toBe('admin')
  })
})

describe('what is not valid', () => {
  /** The answer without what differs from request to request. */
  async function refusal(bearer: string) {
    const { status, headers, text } = await server
      .browser()
      .query(listing, {}, { authorization: `Bearer ${bearer}`, 'x-request-id': 'same-for-all' })
    return { status, challenge: headers.get('www-authenticate'), text }
  }

  test('gets one answer, whatever is wrong', async () => {
    const made = async (change?: string) => {
      const program = await aProgram(
        server,
        administrator,
        [{ scopes: reading }],
        change === 'elsewhere' ? { addresses: ['10.0.0.0/8'] } : {},
      )
      if (change !== undefined && change !== 'elsewhere') await server.sql(change, [program.keyId])
      return program
    }
    const good = await made()
    const session = administrator.cookies.get('qizhi_session')!
    const answers = {
      unknown: await refusal(`qz_live_000000000000_${'A'.repeat(43)}`),
      wrong: await refusal(`${good.key.slice(0, -1)}${good.key.endsWith('A') ? 'B' : 'A'}`),
      longer: await refusal(`${good.key}A`),
      sandbox: await refusal(good.key.replace('qz_live_', 'qz_test_')),
      session: await refusal(session),
      unsigned: await refusal(
        `${Buffer.from('{"alg":"none"}').toString('base64url')}.${Buffer.from('{"sub":"admin"}').toString('base64url')}.`,
      ),
      revoked: await refusal((await made('UPDATE api_key SET revoked_at = now() WHERE id = $1')).key),
      expired: await refusal((await made('UPDATE api_key SET expires_at = now() WHERE id = $1')).key),
      disabled: await refusal(
        (await made('UPDATE account SET disabled_at = now() WHERE id = (SELECT client_id FROM api_key WHERE id = $1)')).key,
      ),
      elsewhere: await refusal((await made('elsewhere')).key),
    }
    expect(new Set(Object.values(answers).map((answer) => JSON.stringify(answer))).size).toBe(1)
    expect(answers.unknown).toMatchObject({ status: 401, challenge: 'Bearer realm="qizhi", error="invalid_token"' })
    expect(answers.unknown.text).toContain('UNAUTHENTICATED')
    expect((await good.query(listing)).status).toBe(200)
  })

  test('a key as a cookie', async () => {
    const { key } = await aProgram(server, administrator, [{ scopes: reading }])
    const browser = server.browser()
    browser.cookies.set('qizhi_session', key)
    expect((await browser.query('{ viewer { username } }')).body.data.viewer).toBeNull()
  })

  test('takes the same work for an unknown key as for a wrong one', async () => {
    const { key } = await aProgram(server, administrator, [{ scopes: reading }])
    const times: Record<string, number[]> = { [`qz_live_000000000000_${'A'.repeat(43)}`]: [], [`${key.slice(0, -4)}AAAA`]: [] }
    for (let round = 0; round < 41; round += 1)
      for (const bearer of Object.keys(times)) {
        const start = cpuTime()
        await refusal(bearer)
        times[bearer]!.push(cpuTime() - start)
      }
    const medians = Object.values(times).map((all) => all.sort((one, other) => one - other)[Math.floor(all.length / 2)]!)
    expect(Math.max(...medians) / Math.min(...medians)).toBeLessThan(1.5)
  })
})

describe('what ends', () => {
  test('is felt by the next request: a key, a grant, a client, an organisation that moves', async () => {
    const program = await aProgram(server, administrator, [{ scopes: reading, organizationId: ids.get('P')! }])
    expect(codesIn(await program.query(listing))).toEqual(['P', 'PA', 'PB'])
    const update = 'mutation ($i: UpdateApiClientInput!) { updateApiClient(input: $i) { userErrors { code message } } }'
    const grants = [{ scopes: ['organizations:read'], organizationId: ids.get('PB')!, kinds: ['PARTY'] }]
    expect((await administrator.query(update, { i: { id: program.id, version: 1, grants } })).body.data.updateApiClient.userErrors).toEqual(
      [],
    )
    expect(codesIn(await program.query(listing))).toEqual(['PB'])
    const disable = 'mutation ($i: DisableApiClientInput!) { disableApiClient(input: $i) { userErrors { code message } } }'
    await administrator.query(disable, { i: { id: program.id, version: 2 } })
    expect((await program.query(listing)).status).toBe(401)
    await administrator.query(disable, { i: { id: program.id, version: 3, disabled: false } })
    expect(codesIn(await program.query(listing))).toEqual(['PB'])
    await administrator.query('mutation ($i: RevokeApiKeyInput!) { revokeApiKey(input: $i) { userErrors { code } } }', {
      i: { keyId: program.keyId },
    })
    expect((await program.query(listing)).status).toBe(401)
  })

  test('stands in the log by the key’s id, never by the key', async () => {
    const program = await aProgram(server, administrator, [{ scopes: reading }])
    await program.query('query Named { viewer { id } }')
    await server
      .browser()
      .request(`/nowhere?key=${program.key}`, { headers: { authorization: `Bearer ${program.key}`, referer: program.key } })
    const log = server.log.join('')
    expect(log).toContain(`"key":"${program.keyId}"`)
    expect(log).not.toContain(program.key.slice(-43))
    const stored = JSON.stringify([
      await server.sql('SELECT * FROM audit_entry'),
      await server.sql('SELECT * FROM change_event'),
      await server.sql('SELECT * FROM idempotency_key'),
    ])
    expect(stored).not.toContain(program.key.slice(-43))
  })
})

describe('a sandbox', () => {
  test('says so with every answer, has keys of its own, and never takes a bureau’s database', async () => {
    const sandbox = await aTestServer({ sandbox: true })
    try {
      const manager = await sandbox.signedIn()
      const program = await aProgram(sandbox, manager, [{ scopes: reading }])
      expect(program.key).toMatch(/^qz_test_/)
      const answer = await program.query('{ viewer { sandbox } }')
      expect({ header: answer.headers.get('x-sandbox'), body: answer.body.data }).toEqual({
        header: 'true',
        body: { viewer: { sandbox: true } },
      })
      expect((await sandbox.browser().request('/healthz')).headers.get('x-sandbox')).toBe('true')
      const { claimInstallation } = await import('./installation.ts')
      await expect(claimInstallation(sandbox.app.platform.database, false)).rejects.toThrow('QIZHI_SANDBOX=1')
      await expect(claimInstallation(server.app.platform.database, true)).rejects.toThrow('not a sandbox')
      expect((await server.browser().request('/healthz')).headers.get('x-sandbox')).toBeNull()
    } finally {
      await sandbox.close()
    }
  })
})
