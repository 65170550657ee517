import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { type Role, rolePermissions } from '../../platform/access/permissions.ts'
import { aTestServer, type TestBrowser, type TestServer } from '../../testing/test-server.ts'

let server: TestServer
let administrator: TestBrowser

beforeAll(async () => {
  server = await aTestServer()
  administrator = await server.signedIn()
  // two Party branches; each leads a union, which covers a unit with a department; the second union has a group
  await create('PARTY', 'COMMITTEE', 'P')
  for (const branch of ['PA', 'PB']) await create('PARTY', 'BRANCH', branch, 'P')
  await create('UNIT', 'BUREAU', 'U')
  for (const at of ['A', 'B']) {
    await create('UNIT', 'INSTITUTION', `U${at}`, 'U')
    await create('UNIT', 'DEPARTMENT', `U${at}1`, `U${at}`)
    await create('UNION', 'COMMITTEE', `T${at}`)
    await create('UNION', 'GROUP', `T${at}1`, `T${at}`)
    await link('LED_BY', `T${at}`, `P${at}`)
    await link('COVERS', `T${at}1`, `U${at}`)
  }
})
afterAll(() => server.close())

async function create(kind: string, level: string, code: string, parent?: string): Promise<void> {
  const input = {
    kind,
    level,
    code,
    name: `测试组织${code}`,
    establishedOn: '2020-01-01',
    parentId: parent === undefined ? null : await idOf(parent),
  }
  const { body } = await administrator.query(
    'mutation ($i: CreateOrganizationInput!) { createOrganization(input: $i) { userErrors { message } } }',
    { i: input },
  )
  expect(body.data.createOrganization.userErrors).toEqual([])
}

async function link(type: string, from: string, to: string): Promise<void> {
  const input = { type, fromId: await idOf(from), toId: await idOf(to), effectiveOn: '2020-02-01' }
  const { body } = await administrator.query(
    'mutation ($i: LinkOrganizationsInput!) { linkOrganizations(input: $i) { userErrors { message } } }',
    { i: input },
  )
  expect(body.data.linkOrganizations.userErrors).toEqual([])
}

async function idOf(code: string): Promise<string> {
  const [found] = await server.sql<{ id: string }>('SELECT id FROM organization WHERE code = $1', [code])
  return found!.id
}

let accounts = 0

/** A browser in which somebody with this grant is signed in. */
async function somebody(role: Role, organizationCode: string | null, kinds: readonly string[]): Promise<TestBrowser> {
  accounts += 1
  const account = { username: `somebody-${accounts}`, displayName: '某人', role, organizationCode, kinds: kinds as never }
  const { credentials } = await server.app.modules.accounts.creation.create(account)
  const browser = server.browser()
  await browser.signIn(credentials!.username, credentials!.password)
  return browser
}

async function seenBy(browser: TestBrowser): Promise<string[]> {
  const { body } = await browser.query('{ organizations(first: 50, orderBy: CODE_ASC) { nodes { code } } }')
  return body.data.organizations.nodes.map((node: { code: string }) => node.code)
}

describe('a grant', () => {
  test.each<[string, string | null, string[], string[]]>([
    ['holds in the organisation and below', 'P', ['PARTY'], ['P', 'PA', 'PB']],
    ['holds in no sibling', 'PA', ['PARTY'], ['PA']],
    ['reaches what the organisation leads, with what is below that', 'PA', ['PARTY', 'UNION'], ['PA', 'TA', 'TA1']],
    ['reaches the units that those cover, with what is below', 'PA', ['PARTY', 'UNION', 'UNIT'], ['PA', 'TA', 'TA1', 'UA', 'UA1']],
    ['may be for another kind only', 'PA', ['UNION'], ['TA', 'TA1']],
    ['reaches units without the organisations between', 'PA', ['UNIT'], ['UA', 'UA1']],
    ['reaches from a union the units that it covers', 'TB', ['UNION', 'UNIT'], ['TB', 'TB1', 'UB', 'UB1']],
    ['does not reach up from a unit', 'UA', ['UNIT', 'UNION', 'PARTY'], ['UA', 'UA1']],
    ['without an organisation holds in every tree of the kinds', null, ['UNION'], ['TA', 'TA1', 'TB', 'TB1']],
    [
      'without an organisation, for all kinds, holds everywhere',
      null,
      ['PARTY', 'UNION', 'LEAGUE', 'WOMEN', 'UNIT'],
      ['P', 'PA', 'PB', 'TA', 'TA1', 'TB', 'TB1', 'U', 'UA', 'UA1', 'UB', 'UB1'],
    ],
  ])('%s', async (_what, anchor, kinds, expected) => {
    expect(await seenBy(await somebody('VIEWER', anchor, kinds))).toEqual(expected)
  })

  test('ends at once where a link ends, an organisation moves or it is taken away', async () => {
    const browser = await somebody('VIEWER', 'PA', ['PARTY', 'UNION'])
    expect(await seenBy(browser)).toEqual(['PA', 'TA', 'TA1'])
    await server.sql(`UPDATE organization_link SET valid = daterange(lower(valid), today()) WHERE from_id = $1 AND type = 'LED_BY'`, [
      await idOf('TA'),
    ])
    expect(await seenBy(browser)).toEqual(['PA'])
    await server.sql('DELETE FROM access_grant WHERE account_id = (SELECT account_id FROM session ORDER BY created_at DESC LIMIT 1)')
    expect((await browser.query('{ organizations(first: 1) { nodes { code } } }')).body.errors[0].extensions.code).toBe('FORBIDDEN')
    await server.sql(`UPDATE organization_link SET valid = daterange(lower(valid), NULL) WHERE from_id = $1 AND type = 'LED_BY'`, [
      await idOf('TA'),
    ])
  })

  test('is shown to its holder with the organisation, and so are his permissions', async () => {
    const browser = await somebody('REPORTER', 'PB', ['PARTY', 'UNION'])
    const { body } = await browser.query(
      '{ viewer { displayName mustChangePassword permissions grants { role kinds organization { code name } } } }',
    )
    expect(body.data.viewer).toEqual({
      displayName: '某人',
      mustChangePassword: true,
      permissions: expect.arrayContaining([...rolePermissions.REPORTER]),
      grants: [{ role: 'REPORTER', kinds: ['PARTY', 'UNION'], organization: { code: 'PB', name: '测试组织PB' } }],
    })
  })

  test('is shown in the answer to signing in as well', async () => {
    const browser = server.browser()
    const query =
      'mutation ($input: SignInInput!) { signIn(input: $input) { viewer { grants { role organization { code } } sessions { current } } } }'
    const { credentials } = await server.app.modules.accounts.creation.create({
      username: 'secretary',
      displayName: '书记',
      role: 'SECRETARY',
      organizationCode: 'PA',
      kinds: ['PARTY'],
    })
    expect((await browser.query(query, { input: credentials })).body.data.signIn.viewer).toEqual({
      grants: [{ role: 'SECRETARY', organization: { code: 'PA' } }],
      sessions: [{ current: true }],
    })
  })
})

describe('making an account', () => {
  const creation = () => server.app.modules.accounts.creation
  const officer = { displayName: '干部', role: 'OFFICER', organizationCode: null, kinds: ['PARTY'] } as const

  test('answers with a password that is kept nowhere', async () => {
    const { credentials } = await creation().create({ ...officer, username: ' Officer.One ' })
    expect(credentials).toEqual({ username: 'officer.one', password: expect.stringMatching(/^[\w]{16}$/) })
    for (const table of ['account', 'audit_entry', 'change_event', 'idempotency_key']) {
      expect(JSON.stringify(await server.sql(`SELECT * FROM ${table}`))).not.toContain(credentials!.password)
    }
  })

  test.each([
    ['a name that is taken', { username: 'admin' }, { code: 'ALREADY_EXISTS', field: ['username'] }],
    ['a name that is none', { username: '管理员' }, { code: 'INVALID', field: ['username'] }],
    ['nobody', { username: 'nobody', displayName: ' ' }, { code: 'REQUIRED', field: ['displayName'] }],
    [
      'an organisation that does not exist',
      { username: 'lost', organizationCode: 'NOWHERE' },
      { code: 'NOT_FOUND', field: ['organizationCode'] },
    ],
  ])('is refused for %s', async (_what, input, refusal) => {
    expect(await creation().create({ ...officer, ...input })).toMatchObject({ credentials: null, userErrors: [refusal] })
  })

  test('happens once for the first administrator, also where processes start together', async () => {
    const fresh = await aTestServer()
    try {
      expect(await fresh.app.modules.accounts.creation.createFirstAdministrator(undefined)).toBeUndefined()
      await fresh.sql('TRUNCATE account, session, access_grant, idempotency_key CASCADE')
      const made = await Promise.all(
        Array.from({ length: 5 }, () => fresh.app.modules.accounts.creation.createFirstAdministrator(undefined)),
      )
      const [only, ...others] = made.filter((one) => one !== undefined)
      expect(others).toEqual([])
      expect((await fresh.browser().signIn(only!.username, only!.password)).body.data.signIn).toMatchObject({
        viewer: { username: 'admin' },
        userErrors: [],
      })
    } finally {
      await fresh.close()
    }
  })
})
