import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { buildSchema, parse } from 'graphql'
import { deprecatedUses } from '../../platform/http/deprecated-uses.ts'
import { aProgram } from '../../testing/test-clients.ts'
import { aTestServer, type TestBrowser, type TestServer } from '../../testing/test-server.ts'
import { ClientUse } from './client-use.ts'

let server: TestServer
let administrator: TestBrowser

beforeAll(async () => {
  server = await aTestServer()
  // as a field is that will go one day
  Object.assign(server.app.schema.getQueryType()!.getFields()['organizations']!, { deprecationReason: 'for the test' })
  administrator = await server.signedIn()
})
afterAll(() => server.close())

const seen =
  '{ apiClients(first: 50) { nodes { name lastUsedAt use { day requests errors } deprecatedUses { element uses firstUsedAt lastUsedAt } } } }'

test('requests, errors and deprecated fields are counted by program and shown', async () => {
  const program = await aProgram(server, administrator, [{ scopes: ['organizations:read'] }])
  for (let times = 0; times < 3; times += 1) await program.query('{ organizations(first: 1) { totalCount } }')
  await program.query('{ members(first: 1) { totalCount } }')
  await program.query('{ nothing }')
  await server.browser().request('/files/nothing', { headers: { authorization: `Bearer ${program.key}` } })
  await administrator.query('{ organizations(first: 1) { totalCount } }')
  await server.app.modules.clients.use.flush()
  const [{ today }] = (await server.sql<{ today: string }>('SELECT today()::text AS today')) as [{ today: string }]
  const [node] = (await administrator.query(seen)).body.data.apiClients.nodes
  expect(node).toEqual({
    name: expect.any(String),
    lastUsedAt: expect.any(String),
    use: [{ day: today, requests: 6, errors: 3 }],
    deprecatedUses: [{ element: 'Query.organizations', uses: 3, firstUsedAt: expect.any(String), lastUsedAt: expect.any(String) }],
  })
  await program.query('{ organizations(first: 1) { totalCount } }')
  await server.app.modules.clients.use.flush()
  expect((await administrator.query(seen)).body.data.apiClients.nodes[0]).toMatchObject({
    use: [{ requests: 7, errors: 3 }],
    deprecatedUses: [{ uses: 4 }],
  })
})

test('several processes that write at once lose nothing, and neither does one that could not', async () => {
  const [one, other] = [
    await aProgram(server, administrator, [{ scopes: ['organizations:read'] }]),
    await aProgram(server, administrator, [{ scopes: ['organizations:read'] }]),
  ]
  const database = server.app.platform.database
  let broken = true
  const failing = {
    query: (statement: Parameters<typeof database.query>[0]) => (broken ? Promise.reject(new Error('away')) : database.query(statement)),
  }
  const processes = [new ClientUse(database), new ClientUse(database), new ClientUse(failing)]
  for (const use of processes)
    for (const [at, { id }] of [one, other, other].entries()) use.note({ clientId: id, failed: at === 1, deprecated: ['B.b', 'A.a'] })
  await expect(processes[2]!.flush()).rejects.toThrow('away')
  broken = false
  processes[2]!.note({ clientId: one.id, failed: false, deprecated: [] })
  await Promise.all(processes.map((use) => use.flush()))
  const rows = await server.sql(
    'SELECT client_id AS id, requests::int, errors::int FROM api_client_use WHERE client_id = ANY ($1) ORDER BY client_id',
    [[one.id, other.id]],
  )
  expect(rows).toEqual([
    { id: one.id, requests: 4, errors: 0 },
    { id: other.id, requests: 6, errors: 3 },
  ])
  expect(await server.sql(`SELECT uses::int FROM api_client_deprecated_use WHERE client_id = $1 ORDER BY element`, [other.id])).toEqual([
    { uses: 6 },
    { uses: 6 },
  ])
})

test('what a document uses that is deprecated is found wherever it stands', () => {
  const schema = buildSchema(`
    type Query { old: String @deprecated thing(how: How, by: By, was: Int @deprecated): Thing }
    type Thing { name: String title: String @deprecated next: Thing }
    enum How { NEW OLD @deprecated }
    input By { id: ID name: String @deprecated how: How deeper: By }`)
  const uses = (text: string) => deprecatedUses(schema, parse(text))
  expect(uses('{ thing(how: NEW, by: { id: 1, how: NEW }) { name next { name } } }')).toEqual([])
  expect(uses('{ old thing { next { ...t } } } fragment t on Thing { title again: title }')).toEqual(['Query.old', 'Thing.title'])
  expect(uses('{ thing(was: 1, how: OLD, by: { deeper: { name: "x", how: OLD } }) { name } }')).toEqual([
    'By.name',
    'How.OLD',
    'Query.thing(was:)',
  ])
})
