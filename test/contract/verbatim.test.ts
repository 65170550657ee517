import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { actualCost } from '@qizhi/api/platform/http/limits/actual-cost'
import { aTestWorld, grantOver, type TestClient, type TestWorld } from '@qizhi/api/testing/test-world'
import { aPopulatedRegion, type Region } from './region.ts'
import { walks } from './schema-walk.ts'
import { valuesOf } from './walk-values.ts'

/** What the database writes must be what the executor would have made of its rows, to the last key and in the same order. */
describe('an answer that the database writes', () => {
  let world: TestWorld
  let region: Region
  let clients: TestClient[]
  beforeAll(async () => {
    world = await aTestWorld()
    const administrator = await world.as()
    region = await aPopulatedRegion(world, administrator, '甲')
    await aPopulatedRegion(world, administrator, '乙')
    clients = [
      administrator,
      await world.as([grantOver('OFFICER', ...region.paths)]),
      await world.as([{ role: 'REPORTER', paths: null }]),
      await world.as([{ scopes: ['organizations:read'], paths: region.paths }]),
    ]
  }, 60_000)
  afterAll(() => world.close())

  it('is that of the executor, along any path of the schema', async () => {
    const written = new Set<string>()
    for (const { paths, document, variables } of walks(world.schema, 2, valuesOf(region))) {
      // once more without what only a resolver knows
      const texts = new Set([document, document.replaceAll(/ (viewerCan|nextStatuses|endings)\b/g, '')])
      for (const text of texts) for (const client of clients) if (await isWrittenAlike(client, text, variables)) written.add(paths[0]!)
    }
    expect(written.size).toBeGreaterThan(600)
  }, 240_000)

  const page = 'pageInfo { hasNextPage hasPreviousPage startCursor endCursor __typename }'
  it.each([
    ['pages', `query ($after: String) { members(first: 2, after: $after) { nodes { id name } ${page} totalCount } }`],
    ['pages in another order', `query ($after: String) { p: members(first: 1, after: $after, orderBy: CODE_DESC) { ${page} rows: nodes { code } } }`],
    ['pages of a size of its own', `query ($after: String) { p: members(first: 3, after: $after) { ${page} nodes { code } __typename } }`],
    ['pages within rows', `{ organizations(first: 50) { nodes { id children(first: 1) { ${page} nodes { name __typename } } } ${page} } }`],
    ['keys of its own', `{ ms: members(first: 3) { list: nodes { a: name b: name party { at: organization { n: name t: __typename } s: status } } } }`],
    ['arguments under keys', `{ organizations(first: 50) { nodes { few: children(first: 1) { nodes { id } } many: children(first: 9) { nodes { id } } } } }`],
    ['fragments', `{ members(first: 3) { ...F nodes { name } } } fragment F on MemberConnection { nodes { id ... { code } ...G } } fragment G on Member { sex name }`],
    [
      'changes of one kind',
      `query ($after: String) { changes(first: 3, after: $after, entities: [MEMBER]) { scopeChanged nodes { id entityId op version node { ... on Member { name party { status } } } } ${page} } }`,
    ],
    [
      'changes of every kind',
      `query ($after: String) { c: changes(first: 30, after: $after) { ${page} __typename nodes { __typename entity entityId op v: version occurredAt node { id __typename } } } }`,
    ],
    [
      'counts',
      `{ c: activityCounts(by: [TYPE, MONTH], first: 2, filter: { from: "2020-01-01", to: "2030-12-31" }, compare: SAME_PERIOD_LAST_YEAR) { __typename n: rowCount totals { all: count suppressed __typename } rest { count comparison { count { before percent } } }
        rows { __typename type { c: code name __typename } month when: month year count comparison { __typename count { difference before __typename } } s: share { count a: attendances __typename } suppressed ledger(first: 1) { nodes { title } totalCount } }
        byType: subtotals(by: [TYPE]) { type { name } count } rows { attendances } } }`,
    ],
    [
      'counts of persons',
      `{ memberCounts(by: [EDUCATION, ETHNICITY, SEX, ORGANIZATION]) { rows { education { label: name code __typename } ethnicity { name } sex organization { id name } n: count } totals { count } } }`,
    ],
    ['several questions', `{ a: members(first: 1) { nodes { id } } b: organizations(first: 1) { nodes { id } totalCount } }`],
  ])('is that of the executor: %s', async (_what, document) => {
    for (const client of clients.slice(0, 2)) {
      let after: string | null = null
      for (let turn = 0; turn < 3; turn += 1) {
        expect(await isWrittenAlike(client, document, { after })).toBe(true)
        const { data } = await client.query(document, { after })
        const connection = Object.values<{ pageInfo?: { endCursor: string | null } }>(data)[0]
        after = connection?.pageInfo?.endCursor ?? null
      }
    }
  })

  it.each([
    ['fields of one type among several', `{ organizations(first: 50) { nodes { id ... on PartyOrganization { ledBy: name } } } }`],
    ['what a resolver adds', `{ members(first: 2) { nodes { id viewerCan } } }`],
    ['edges', `{ members(first: 2) { edges { cursor } } }`],
    ['directives', `query ($yes: Boolean = true) { members(first: 2) { nodes { id @include(if: $yes) } } }`],
  ])('is left to the executor: %s', async (_what, document) => {
    expect(await clients[0]!.written(document)).toBeUndefined()
  })

  it('is refused as the executor refuses it', async () => {
    const document = 'query ($id: ID!) { member(id: $id) { name } viewer { username } }'
    const both = `query ($id: ID!) { member(id: $id) { name } organizations(first: 1) { nodes { id } } }`
    const id = crypto.randomUUID()
    for (const text of [document.replace(' viewer { username }', ''), both]) {
      const [answer, written] = [await clients[0]!.query(text, { id }), await clients[0]!.written(text, { id })]
      expect(written).toMatchObject({ data: answer.data, errors: [{ path: ['member'], originalError: { code: 'NOT_FOUND' } }] })
    }
  })
})

async function isWrittenAlike(client: TestClient, document: string, variables: Record<string, unknown>, unmoved = false): Promise<boolean> {
  const before = unmoved ? (await client.query(document, variables)).data : undefined
  const written = await client.written(document, variables)
  if (written === undefined) return false
  const { data, errors } = await client.query(document, variables)
  if (!('parts' in written)) {
    expect(written.data).toEqual(data)
    expect(written.errors?.map(({ path }) => path?.join('.'))).toEqual(errors.map(({ path }) => path))
    return false
  }
  const [text, expected] = [JSON.stringify(JSON.parse(written.parts.join(''))), JSON.stringify(data)]
  // an empty page of the feed ends at the oldest transaction of the whole server, on which other suites work as well: only what stood still compares
  if (text !== expected && (!unmoved || JSON.stringify(before) !== expected)) return isWrittenAlike(client, document, variables, true)
  // its keys in their order as well
  expect(text).toBe(expected)
  expect(written.values).toBe(actualCost(data))
  expect(errors).toEqual([])
  return true
}
