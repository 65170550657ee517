import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { aTestServer, type TestAnswer, type TestBrowser, type TestServer } from '../../testing/test-server.ts'

const nationalId = '11010119900307123X'

/** Words that an answer never holds, whatever goes wrong. */
const neverSaid =
  /did you mean|stack|\bat \/|node_modules|\.ts\b|\.js\b|select |insert |constraint|relation "|duplicate key|violates|<html|<!doctype/i

describe.each(['jit', 'js'] as const)('an error (%s)', (executor) => {
  let server: TestServer
  let browser: TestBrowser
  beforeAll(async () => {
    server = await aTestServer({ executor })
    browser = await server.signedIn()
  })
  afterAll(() => server.close())

  function expectDiscreet(answer: TestAnswer): void {
    expect(answer.text).not.toMatch(neverSaid)
    expect(answer.text).not.toContain(nationalId)
    for (const error of answer.body.errors) {
      expect(
        Object.keys(error)
          .sort()
          .filter((key) => !['extensions', 'locations', 'message', 'path'].includes(key)),
      ).toEqual([])
      expect(error.extensions.requestId).toBe(answer.headers.get('x-request-id'))
    }
  }

  test.each([
    ['a field', '{ viewr { id } }', undefined],
    ['a field further down', '{ viewer { usernam } }', undefined],
    ['an argument', '{ organizations(frst: 1) { totalCount } }', undefined],
    ['an enum value', '{ organizations(first: 1, orderBy: TRE) { totalCount } }', undefined],
    ['a type', 'query ($x: OrganizationFiltr) { organizations(first: 1, filter: $x) { totalCount } }', undefined],
    ['a directive', '{ viewer { id @includ(if: true) } }', undefined],
    ['a fragment’s type', '{ viewer { ... on Viewr { id } } }', undefined],
    ['an input’s field', '{ organizations(first: 1, filter: { withn: "x" }) { totalCount } }', undefined],
    [
      'a variable’s field',
      'query ($x: OrganizationFilter) { organizations(first: 1, filter: $x) { totalCount } }',
      { x: { withn: nationalId } },
    ],
    ['a variable’s enum value', 'query ($x: OrganizationOrder) { organizations(first: 1, orderBy: $x) { totalCount } }', { x: 'TRE' }],
    ['an operation', 'query A { viewer { id } } query B { viewer { id } }', undefined],
  ])('suggests no name for %s that does not exist', async (_what, query, variables) => {
    const answer = await browser.query(query, variables)
    expect(answer.status).toBe(400)
    expectDiscreet(answer)
  })

  test.each([
    ['a literal', `{ organizations(first: "${nationalId}") { totalCount } }`, undefined],
    ['a literal of a scalar of ours', `{ organizations(first: 1, asOf: "${nationalId}") { totalCount } }`, undefined],
    ['an enum', `{ organizations(first: 1, orderBy: "${nationalId}") { totalCount } }`, undefined],
    ['a variable', 'query ($x: Int!) { organizations(first: $x) { totalCount } }', { x: nationalId }],
    ['a variable of a scalar of ours', 'query ($x: Date) { organizations(first: 1, asOf: $x) { totalCount } }', { x: nationalId }],
    [
      'a variable within a list',
      'query ($x: OrganizationFilter) { organizations(first: 1, filter: $x) { totalCount } }',
      { x: { kinds: ['PARTY', nationalId] } },
    ],
    ['a string that does not end', `{ organizations(first: 1, filter: { query: "${nationalId} }) { totalCount } }`, undefined],
    ['a string in the wrong place', `{ "${nationalId}" }`, undefined],
    [
      'an input that its class refuses',
      'mutation ($i: SignInInput!) { signIn(input: $i) { userErrors { code } } }',
      { i: { username: nationalId.repeat(5), password: nationalId } },
    ],
  ])('does not repeat %s', async (_what, query, variables) => {
    const answer = await browser.query(query, variables)
    expect(answer.body.errors.length).toBeGreaterThan(0)
    expectDiscreet(answer)
  })

  test('names the variable and what was expected of it', async () => {
    const query = 'query ($x: OrganizationFilter, $n: Int!) { organizations(first: $n, filter: $x) { totalCount } }'
    const answer = await browser.query(query, { x: { kinds: ['PARTY', 'PARTEI'], withn: 1 } }, { 'accept-language': 'en' })
    expect(answer.body.errors.map((error: { message: string }) => error.message)).toEqual([
      '$x.withn is not defined by OrganizationFilter.',
      'The value of $x.kinds.1 is not a valid OrganizationKind.',
      '$n of type Int! is required.',
    ])
    expect(answer).toMatchObject({ status: 400, body: { errors: [{ extensions: { code: 'BAD_USER_INPUT' } }, {}, {}] } })
  })

  test('names the fields that an input’s class refuses, and the rules they break', async () => {
    const answer = await browser.query('mutation ($i: SignInInput!) { signIn(input: $i) { userErrors { code } } }', {
      i: { username: '', password: 'x' },
    })
    expect(answer.body.errors[0].extensions).toMatchObject({
      code: 'BAD_USER_INPUT',
      fields: [{ path: ['username'], rules: ['isLength'] }],
    })
  })

  test('speaks the language of the request', async () => {
    const said = async (headers: Record<string, string>) =>
      (await server.browser().query('{ organizations(first: 1) { totalCount } }', {}, headers)).body.errors[0].message
    expect(await said({})).toBe('请先登录。')
    expect(await said({ 'accept-language': 'fr, en;q=0.8, zh;q=0.5' })).toBe('Please sign in first.')
    expect(await said({ 'accept-language': 'en', 'x-qizhi-language': 'zh-CN' })).toBe('请先登录。')
  })

  test('of the database is a number and nothing else, and is logged with that number', async () => {
    await server.sql('ALTER TABLE access_grant RENAME TO elsewhere')
    try {
      const answer = await browser.query('{ viewer { id } }', {}, { 'x-request-id': 'number-of-the-request' })
      expect(answer.body.errors).toEqual([
        {
          message: '服务器内部错误，编号 number-of-the-request。',
          extensions: { code: 'INTERNAL_SERVER_ERROR', requestId: 'number-of-the-request' },
        },
      ])
      expectDiscreet(answer)
      expect(server.log.some((line) => line.includes('number-of-the-request') && line.includes('42P01'))).toBe(true)
    } finally {
      await server.sql('ALTER TABLE elsewhere RENAME TO access_grant')
    }
  })

  test('of a statement that takes too long says so', async () => {
    await server.sql('ALTER TABLE access_grant RENAME TO slow_grant')
    await server.sql('CREATE VIEW access_grant AS SELECT g.* FROM slow_grant g, pg_sleep(30)')
    try {
      const asked = browser.query('{ viewer { id } }')
      // what the timeout does, without waiting for it
      const cancel = `SELECT pg_cancel_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND wait_event = 'PgSleep'`
      for (let cancelled = 0; cancelled === 0;) cancelled = (await server.sql(cancel)).length
      expect(await asked).toMatchObject({
        status: 503,
        body: { errors: [{ message: '处理时间过长，已停止。请缩小范围后再试。', extensions: { code: 'UNAVAILABLE' } }] },
      })
    } finally {
      await server.sql('DROP VIEW access_grant')
      await server.sql('ALTER TABLE slow_grant RENAME TO access_grant')
    }
  })

  test('of a database that is gone is temporary, and it is found again without help', async () => {
    const cut = `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()`
    const answers = await Promise.all([...Array.from({ length: 10 }, () => browser.query('{ viewer { id } }')), server.sql(cut)])
    for (const answer of answers.slice(0, -1) as TestAnswer[]) {
      if (answer.status !== 200) expect(answer).toMatchObject({ status: 503, body: { errors: [{ extensions: { code: 'UNAVAILABLE' } }] } })
    }
    expect((await browser.query('{ viewer { username } }')).body.data.viewer.username).toBe('admin')
  })
})

describe('an error outside GraphQL', () => {
  let server: TestServer
  beforeAll(async () => {
    server = await aTestServer()
  })
  afterAll(() => server.close())

  test.each<[string, string, RequestInit, number]>([
    ['JSON that is none', '/graphql', { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{"query": ' }, 400],
    ['no body', '/graphql', { method: 'POST', headers: { 'content-type': 'application/json' } }, 400],
    [
      'another charset',
      '/graphql',
      { method: 'POST', headers: { 'content-type': 'application/json; charset=cp949' }, body: '{"query":"{ viewer { id } }"}' },
      415,
    ],
    [
      'another content type',
      '/graphql',
      { method: 'POST', headers: { 'content-type': 'text/plain' }, body: '{"query":"{ viewer { id } }"}' },
      415,
    ],
    ['no query', '/graphql', { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{"variables":{}}' }, 400],
    [
      'a prototype',
      '/graphql',
      { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{"query":"{ viewer { id } }","__proto__":{"admin":true}}' },
      400,
    ],
    ['an address where nothing is', '/nowhere', {}, 404],
    ['an address that is none', '/%zz', {}, 400],
    ['a path that leads out', '/..%2f..%2fpackage.json', {}, 404],
  ])('%s', async (_what, path, init, status) => {
    const answer = await server.browser().request(path, init)
    expect(answer.status).toBe(status)
    expect(answer.headers.get('content-type')).toMatch(/^application\/(graphql-response\+)?json/)
    expect(answer.body.errors).toHaveLength(1)
    expect(answer.body.errors[0].extensions).toEqual({ code: expect.any(String), requestId: expect.any(String) })
    expect(answer.text).not.toMatch(neverSaid)
  })

  test('headers beyond measure', async () => {
    const answer = await server.browser().request('/healthz', { headers: { 'x-long': 'x'.repeat(20_000) } })
    expect(answer).toMatchObject({ status: 431, body: { errors: [{ extensions: { code: 'BAD_REQUEST' } }] } })
  })
})
