import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { aTestServer, type TestAnswer, type TestBrowser, type TestServer } from '../../testing/test-server.ts'

/** A program that weighs types is left to Apollo; what fetch sends by itself is not. */
const closerLook = { accept: 'application/json, text/html;q=0.1' }

const two = 'query A($first: Int!) { organizations(first: $first) { totalCount } } query B { viewer { username } }'

describe('a query that is sent again', () => {
  let server: TestServer
  let administrator: TestBrowser
  beforeAll(async () => {
    server = await aTestServer()
    administrator = await server.signedIn()
  })
  afterAll(() => server.close())

  test.each<[string, object]>([
    ['its data', { query: 'query Me { viewer { username grants { role } } }' }],
    ['its variables', { query: two, operationName: 'A', variables: { first: 5 } }],
    ['the operation that is named', { query: two, operationName: 'B' }],
    ['what is not found', { query: 'query ($id: ID!) { member(id: $id) { name } }', variables: { id: crypto.randomUUID() } }],
    ['a page that is too long', { query: two, operationName: 'A', variables: { first: 201 } }],
    ['a variable of another type', { query: two, operationName: 'A', variables: { first: 'five' } }],
    ['variables that are no object', { query: two, operationName: 'A', variables: [5] }],
    ['an operation that is not there', { query: two, operationName: 'C' }],
    ['no operation named', { query: two }],
  ])('is answered as the first time: %s', async (_what, body) => {
    // two good ones, so that the document is known and compiled
    for (const operationName of ['A', 'B']) await post(administrator, { query: two, operationName, variables: { first: 1 } })
    for (let sent = 0; sent < 2; sent += 1) await post(administrator, body)
    const [short, long] = [await counted(() => post(administrator, body)), await counted(() => post(administrator, body, closerLook))]
    expect(comparable(short.answer)).toEqual(comparable(long.answer))
    expect(short.statements).toBe(long.statements)
  })

  test('is refused to whoever is not signed in', async () => {
    const body = { query: '{ organizations(first: 1) { totalCount } }' }
    for (let sent = 0; sent < 3; sent += 1) expect((await post(administrator, body)).body.errors).toBeUndefined()
    const answer = await post(server.browser(), body)
    expect(answer.body).toMatchObject({ data: null, errors: [{ extensions: { code: 'UNAUTHENTICATED' } }] })
  })

  test('shows each viewer his own part, whoever sent it before', async () => {
    const ids: Record<string, string> = {}
    for (const [code, parent] of [
      ['S1', null],
      ['S2', 'S1'],
      ['S3', 'S1'],
    ] as const) {
      const input = {
        code,
        name: '测试组织',
        kind: 'PARTY',
        level: 'COMMITTEE',
        establishedOn: '2020-01-01',
        parentId: parent && ids[parent],
      }
      const { body } = await administrator.query(
        'mutation ($input: CreateOrganizationInput!) { createOrganization(input: $input) { organization { id } } }',
        { input },
      )
      ids[code] = body.data.createOrganization.organization.id
    }
    const { credentials } = await server.app.modules.accounts.creation.create({
      username: 'part',
      displayName: '分管',
      role: 'OFFICER',
      organizationCode: 'S2',
      kinds: ['PARTY'],
    })
    const officer = server.browser()
    await officer.signIn('part', credentials!.password)
    const query = 'query ($id: ID!) { organization(id: $id) { code parent { code } ancestors { code } } }'
    for (let round = 0; round < 3; round += 1) {
      const [whole, part, beside] = [
        await post(administrator, { query, variables: { id: ids['S2'] } }),
        await post(officer, { query, variables: { id: ids['S2'] } }),
        await post(officer, { query, variables: { id: ids['S3'] } }),
      ]
      expect(whole.body.data.organization).toEqual({ code: 'S2', parent: { code: 'S1' }, ancestors: [{ code: 'S1' }] })
      expect(part.body.data.organization).toEqual({ code: 'S2', parent: null, ancestors: [] })
      expect(beside.body).toMatchObject({ data: { organization: null }, errors: [{ extensions: { code: 'NOT_FOUND' } }] })
    }
  })

  test('still counts in the metrics and stands in the log by its name', async () => {
    const body = { query: 'query Counted { viewer { username } }' }
    for (let sent = 0; sent < 4; sent += 1) await post(administrator, body)
    const metrics = await server.app.platform.metrics.registry.metrics()
    expect(metrics).toContain('qizhi_operation_seconds_count{operation="Counted",outcome="answered"} 4')
    expect(server.log.filter((line) => line.includes('"operation":"Counted"'))).toHaveLength(4)
  })

  test('runs each time when it is a mutation', async () => {
    const query = 'mutation ($input: CreateOrganizationInput!) { createOrganization(input: $input) { userErrors { code } } }'
    for (const code of ['K1', 'K2', 'K3']) {
      const input = { code, name: '测试组织', kind: 'PARTY', level: 'COMMITTEE', establishedOn: '2020-01-01' }
      await post(administrator, { query, variables: { input } })
    }
    expect(await server.sql(`SELECT code FROM organization WHERE code LIKE 'K_' ORDER BY code`)).toEqual([
      { code: 'K1' },
      { code: 'K2' },
      { code: 'K3' },
    ])
  })

  /** The fewest statements of several times: what runs beside, or a viewer who is read anew, only ever adds some. */
  async function counted(send: () => Promise<TestAnswer>): Promise<{ answer: TestAnswer; statements: number }> {
    const times: { answer: TestAnswer; statements: number }[] = []
    for (let sent = 0; sent < 3; sent += 1) {
      const before = await statementsSent()
      const answer = await send()
      times.push({ answer, statements: (await statementsSent()) - before })
    }
    return times.reduce((least, time) => (time.statements < least.statements ? time : least))
  }

  async function statementsSent(): Promise<number> {
    const metric = await server.app.platform.metrics.registry.getSingleMetric('qizhi_sql_statements_total')!.get()
    return metric.values[0]!.value
  }
})

function post(browser: TestBrowser, body: object, headers: Record<string, string> = {}): Promise<TestAnswer> {
  return browser.request('/graphql', {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  })
}

function comparable({ status, headers, text }: TestAnswer) {
  // these tell of the moment, not of the answer
  const kept = [...headers].filter(([name]) => name !== 'date' && name !== 'x-request-id' && name !== 'ratelimit')
  return { status, headers: Object.fromEntries(kept), text: text.replaceAll(/"requestId":"[^"]+"/g, '') }
}
