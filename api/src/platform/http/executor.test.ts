import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { getIntrospectionQuery } from 'graphql'
import { aTestServer, type TestBrowser, type TestServer } from '../../testing/test-server.ts'

describe('both executors', () => {
  const servers: TestServer[] = []
  const browsers: TestBrowser[] = []
  beforeAll(async () => {
    for (const executor of ['jit', 'js'] as const) {
      const server = await aTestServer({ executor })
      servers.push(server)
      const browser = await server.signedIn()
      browsers.push(browser)
      for (const [code, level, parent] of [
        ['C', 'COMMITTEE', undefined],
        ['B', 'BRANCH', 'C'],
      ] as const) {
        const [above] = await server.sql<{ id: string }>('SELECT id FROM organization WHERE code = $1', [parent])
        const input = { code, name: `测试组织${code}`, kind: 'PARTY', level, parentId: above?.id, establishedOn: '2020-01-01' }
        await browser.query('mutation ($i: CreateOrganizationInput!) { createOrganization(input: $i) { userErrors { code } } }', {
          i: input,
        })
      }
    }
  })
  afterAll(() => Promise.all(servers.map((server) => server.close())))

  const failing =
    'mutation ($i: RevokeSessionInput!, $j: CreateOrganizationInput!) { revokeSession(input: $i) { userErrors { code } } createOrganization(input: $j) { organization { id } userErrors { code field message rule { id title } } } }'

  test.each<[string, string, unknown]>([
    [
      'aliases, fragments and directives',
      'query Q($yes: Boolean!, $no: Boolean = false) { a: viewer { ...f kept: username @include(if: $yes) left: username @skip(if: $yes) @include(if: $no) } __typename } fragment f on Viewer { __typename username ... on Viewer { displayName } }',
      { yes: true },
    ],
    [
      'lists and enums',
      '{ viewer { permissions grants { role kinds organization { name } } } organizations(first: 5, orderBy: NAME_DESC, filter: { kinds: [PARTY] }) { totalCount nodes { id } pageInfo { hasNextPage endCursor } } }',
      {},
    ],
    [
      'interfaces and their types',
      '{ organizations(first: 5, orderBy: CODE_ASC) { edges { node { __typename code establishedOn ...p parent { code ...p } ancestors { name } } } } } fragment p on Organization { level ... on PartyOrganization { leads(first: 1) { totalCount } } ... on EmployerUnit { coveredBy { code } } }',
      {},
    ],
    [
      'one coerced to a list',
      'query ($f: OrganizationFilter) { organizations(first: 5, filter: $f) { totalCount } }',
      { f: { kinds: 'PARTY' } },
    ],
    [
      'an error beside an answer',
      failing,
      {
        i: { sessionId: '01999999-0000-7000-8000-000000000000' },
        j: { code: 'X1', name: '测试组织', kind: 'PARTY', level: 'SUB_UNION', establishedOn: '2020-01-01' },
      },
    ],
    ['a null that cannot be', '{ organization(id: "01999999-0000-7000-8000-000000000000") { id } viewer { username } }', {}],
    ['the schema', getIntrospectionQuery(), {}],
    [
      'variables that do not fit',
      'query ($n: Int!, $d: Date) { organizations(first: $n, asOf: $d) { totalCount } }',
      { n: 1.5, d: 'tomorrow' },
    ],
    ['variables that are missing', 'query ($n: Int!) { organizations(first: $n) { totalCount } }', {}],
  ])('answer alike: %s', async (_what, query, variables) => {
    // the first time a document is interpreted, from the second on it runs compiled
    const answers = []
    for (const browser of browsers)
      for (let times = 0; times < 3; times += 1) answers.push(comparable(await browser.query(query, variables)))
    for (const answer of answers) expect(answer).toEqual(answers[0])
  })
})

/** Without what differs from request to request. */
function comparable({ status, body }: { status: number; body: unknown }): unknown {
  const text = JSON.stringify(body, (key: string, value: unknown) => (differing.has(key) ? undefined : value))
  return { status, body: JSON.parse(text) as unknown }
}

const differing = new Set(['requestId', 'locations', 'id', 'endCursor'])
