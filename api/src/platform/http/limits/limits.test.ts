import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { getIntrospectionQuery } from 'graphql'
import { cpuTime } from '../../../testing/cpu-time.ts'
import { aTestServer, type TestAnswer, type TestBrowser, type TestServer } from '../../../testing/test-server.ts'

describe.each(['jit', 'js'] as const)('what one request may ask for (%s)', (executor) => {
  let server: TestServer
  let browser: TestBrowser
  beforeAll(async () => {
    server = await aTestServer({ executor })
    browser = await server.signedIn()
    // what is made once is not what is measured
    await browser.query('{ viewer { id } }')
    await browser.query('{ nothing }')
  })
  afterAll(() => server.close())

  /** Refused at once, by a client's fault, and the server is none the worse. */
  async function expectRefused(query: string, milliseconds: number, code: unknown = 'QUERY_TOO_COMPLEX'): Promise<TestAnswer> {
    const memory = process.memoryUsage().rss
    const start = cpuTime()
    const answer = await browser.query(query)
    const taken = cpuTime() - start
    expect(answer).toMatchObject({
      status: 400,
      body: { errors: expect.arrayContaining([expect.objectContaining({ extensions: expect.objectContaining({ code }) })]) },
    })
    expect(answer.body.data).toBeUndefined()
    // what explodes takes a thousand times as long; a collection of garbage does not
    expect(taken).toBeLessThan(4 * milliseconds)
    expect(process.memoryUsage().rss - memory).toBeLessThan(64 * 1024 * 1024)
    expect((await browser.query('{ viewer { username } }')).body.data.viewer.username).toBe('admin')
    return answer
  }

  test.each([12, 18, 26, 60])('a fragment bomb of 2^%i fields', async (generations) => {
    const fragments = Array.from({ length: generations }, (_, at) => `fragment f${at} on Viewer { ...f${at + 1} ...f${at + 1} }`)
    await expectRefused(`{ viewer { ...f0 } } ${fragments.join(' ')} fragment f${generations} on Viewer { id }`, 100)
  })

  test('a fragment bomb that no operation uses', async () => {
    const fragments = Array.from({ length: 26 }, (_, at) => `fragment f${at} on Viewer { ...f${at + 1} ...f${at + 1} }`)
    await expectRefused(`{ viewer { id } } ${fragments.join(' ')} fragment f26 on Viewer { id }`, 100)
  })

  test('fragments that use each other in a circle', async () => {
    await expectRefused('{ viewer { ...a } } fragment a on Viewer { ...b } fragment b on Viewer { ...a }', 100)
  })

  test.each(['organizations(first: 200) { totalCount }', '__typename'])('a thousand aliases of %s', async (field) => {
    await expectRefused(`{ ${Array.from({ length: 1000 }, (_, at) => `a${at}: ${field}`).join(' ')} }`, 200)
  })

  test('a mutation five hundred times', async () => {
    const signIn = 'signIn(input: { username: "admin", password: "guess" }) { userErrors { code } }'
    const answer = await expectRefused(`mutation { ${Array.from({ length: 500 }, (_, at) => `a${at}: ${signIn}`).join(' ')} }`, 200)
    expect(answer.text).not.toContain('BAD_CREDENTIALS')
  })

  test('more mutations than a handful, without aliases too', async () => {
    await expectRefused(`mutation { ${Array.from({ length: 6 }, (_, at) => `a${at}: signOut { userErrors { code } }`).join(' ')} }`, 100)
    await expectRefused(`mutation { ${'signOut { userErrors { code } } '.repeat(60)} }`, 100)
  })

  test('an array of requests', async () => {
    const answer = await browser.request('/graphql', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify([{ query: '{ viewer { id } }' }]),
    })
    expect(answer).toMatchObject({ status: 400, body: { errors: [{ message: '不支持批量请求。' }] } })
  })

  test.each([
    ['five hundred levels', `{ organizations(first: 1) { nodes ${'{ parent '.repeat(500)} { id } ${'}'.repeat(500)} } }`],
    ['levels beyond the parser’s stack', `{ viewer ${'{ a '.repeat(4900)} ${'}'.repeat(4900)} }`],
    ['fifteen thousand times the same field', `{ viewer { ${'id '.repeat(15_000)} } }`],
    ['three thousand times the same field', `{ viewer { ${'id '.repeat(3_000)} } }`],
    [
      'the same fields in many fragments',
      `{ ${Array.from({ length: 150 }, (_, at) => `...f${at}`).join(' ')} } ${Array.from({ length: 150 }, (_, at) => `fragment f${at} on Query { viewer { id username displayName permissions } }`).join(' ')}`,
    ],
    ['five thousand directives', `{ viewer { id ${'@include(if: true) '.repeat(5_000)} } }`],
    ['two hundred directives', `{ viewer { id ${'@include(if: true) '.repeat(200)} } }`],
    ['three thousand inline fragments', `{ viewer { ${'... { id } '.repeat(3_000)} } }`],
    ['two thousand inline fragments in one another', `{ viewer { ${'... { '.repeat(2_000)} id ${'}'.repeat(2_000)} } }`],
    ['lists within lists', `{ organizations(first: 1, filter: { ids: ${'['.repeat(4_000)}${']'.repeat(4_000)} }) { totalCount } }`],
  ])('%s', async (_what, query) => {
    await expectRefused(query, 200, expect.stringMatching(/QUERY_TOO_COMPLEX|GRAPHQL_VALIDATION_FAILED/))
  })

  test.each([
    ['a million', 'first: 1000000'],
    ['none', 'first: 0'],
    ['fewer than none', 'first: -1'],
  ])('%s rows', async (_what, first) => {
    const answer = await expectRefused(`{ organizations(${first}) { totalCount } }`, 100, 'BAD_USER_INPUT')
    expect(answer.body.errors[0].message).toContain('200')
  })

  test('an unknown number of rows', async () => {
    await expectRefused('{ organizations { totalCount } }', 100, 'GRAPHQL_VALIDATION_FAILED')
  })

  test('too many rows by a variable', async () => {
    const query = 'query ($first: Int!, $in: Int = 500) { organizations(first: $first) { nodes { children(first: $in) { totalCount } } } }'
    expect(await browser.query(query, { first: 500 })).toMatchObject({
      status: 400,
      body: { errors: [{ extensions: { code: 'BAD_USER_INPUT' } }] },
    })
    expect(await browser.query(query, { first: 5 })).toMatchObject({
      status: 400,
      body: { errors: [{ extensions: { code: 'BAD_USER_INPUT' } }] },
    })
    expect(await browser.query(query, { first: 5, in: 5 })).toMatchObject({ status: 200 })
    expect(await browser.query(query, { first: 1e100, in: 5 })).toMatchObject({ status: 400 })
  })

  test('pages within pages within pages', async () => {
    const nested = (depth: number): string => (depth === 0 ? '{ totalCount }' : `{ nodes { children(first: 100) ${nested(depth - 1)} } }`)
    const answer = await expectRefused(`{ organizations(first: 100) ${nested(4)} }`, 100)
    expect(answer.body.errors[0].message).toMatch(/查询成本为 \d{9,}，上限为 200000。/)
  })

  test('pages within pages hidden in fragments', async () => {
    const fragments = Array.from(
      { length: 5 },
      (_, at) => `fragment f${at} on Organization { children(first: 100) { nodes { ...f${at + 1} } } }`,
    )
    await expectRefused(`{ organizations(first: 100) { nodes { ...f0 } } } ${fragments.join(' ')} fragment f5 on Organization { id }`, 100)
  })

  test('a long text to search for', async () => {
    const search = 'query ($filter: OrganizationFilter) { organizations(first: 1, filter: $filter) { totalCount } }'
    expect(await browser.query(search, { filter: { query: '%'.repeat(101) } })).toMatchObject({
      status: 400,
      body: { errors: [{ message: '搜索内容最多 100 个字符。' }] },
    })
    expect(await browser.query(search, { filter: { query: '%'.repeat(100) } })).toMatchObject({ status: 200 })
    await expectRefused(`{ organizations(first: 1, filter: { query: "${'('.repeat(10_000)}" }) { totalCount } }`, 100, 'BAD_USER_INPUT')
  })

  test('a text of ten megabytes', async () => {
    const answer = await browser.query('{ viewer { id } }', { filter: { query: 'x'.repeat(10_000_000) } })
    expect(answer).toMatchObject({ status: 413, body: { errors: [{ extensions: { requestId: expect.any(String) } }] } })
  })

  test('the schema, for strangers', async () => {
    for (const query of [
      getIntrospectionQuery(),
      '{ __type(name: "Member") { name } }',
      '{ ...f } fragment f on Query { t: __type(name: "Query") { name } }',
    ]) {
      expect(await server.browser().query(query)).toMatchObject({
        status: 401,
        body: { errors: [{ extensions: { code: 'UNAUTHENTICATED' } }] },
      })
    }
    expect(await server.browser().query('{ __typename }')).toMatchObject({ status: 200 })
  })

  test('the schema, for whoever is signed in, as deep as tools ask', async () => {
    expect((await browser.query(getIntrospectionQuery())).body.data.__schema.queryType.name).toBe('Query')
    const nested = (depth: number): string => (depth === 0 ? '{ name }' : `{ fields { type ${nested(depth - 1)} } }`)
    await expectRefused(`{ __schema { types ${nested(4)} } }`, 100, expect.any(String))
  })

  test('a short query that would compile to a long program', async () => {
    const query = `{ organizations(first: 1) { nodes ${'{ parent '.repeat(12)} { id } ${'}'.repeat(12)} } }`
    for (let times = 0; times < 3; times += 1) {
      const start = cpuTime()
      expect((await browser.query(query)).body.data.organizations.nodes).toEqual([])
      expect(cpuTime() - start).toBeLessThan(800)
    }
  })

  test('its cost is told with every answer', async () => {
    expect((await browser.query('{ organizations(first: 50) { nodes { id } } }')).body.extensions.cost).toEqual({
      requested: 101,
      actual: 2,
      limit: 200_000,
    })
  })
})
