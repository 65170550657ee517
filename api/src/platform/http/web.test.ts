import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { aTestServer, type TestServer } from '../../testing/test-server.ts'

const query = encodeURIComponent('{ viewer { id } }')
const mutation = encodeURIComponent('mutation { signOut { userErrors { code } } }')
const preflighted = { 'apollo-require-preflight': 'true' }

describe('a browser on another site', () => {
  let server: TestServer
  beforeAll(async () => {
    server = await aTestServer({ trustedProxies: '127.0.0.1' })
  })
  afterAll(() => server.close())

  test.each<[string, string, RequestInit, number]>([
    ['cannot change anything by a link', `/graphql?query=${mutation}`, { headers: preflighted }, 405],
    ['cannot ask by a link', `/graphql?query=${query}`, {}, 400],
    ['cannot ask with the type of a form', `/graphql?query=${query}`, { headers: { 'content-type': 'text/plain' } }, 415],
    ['cannot send a form', '/graphql', { method: 'POST', body: new URLSearchParams({ query: '{ viewer { id } }' }) }, 400],
    ['cannot send a form with files', '/graphql', { method: 'POST', body: formOf({ operations: '{}' }) }, 400],
    ['cannot upload without a header of its own', '/files', { method: 'POST', body: formOf({ file: 'x' }) }, 400],
    ['cannot use another method', '/graphql', { method: 'PUT', headers: { 'content-type': 'application/json' }, body: '{}' }, 405],
  ])('%s', async (_what, path, init, status) => {
    expect((await server.browser().request(path, init)).status).toBe(status)
  })

  test('may be asked by a program with GET', async () => {
    expect(await server.browser().request(`/graphql?query=${query}`, { headers: preflighted })).toMatchObject({
      status: 200,
      body: { data: { viewer: null } },
    })
  })

  test('is not told that it may read the answer', async () => {
    const origin = { origin: 'https://evil.example' }
    const answer = await server.browser().query('{ viewer { id } }', {}, origin)
    const preflight = await server.browser().request('/graphql', {
      method: 'OPTIONS',
      headers: { ...origin, 'access-control-request-method': 'POST', 'access-control-request-headers': 'content-type' },
    })
    for (const { headers } of [answer, preflight])
      expect([...headers.keys()].filter((name) => name.startsWith('access-control-'))).toEqual([])
  })

  test('gets headers that keep it out', async () => {
    const { headers } = await server.browser().query('{ viewer { id } }')
    const policy = headers.get('content-security-policy') ?? ''
    expect(policy).toContain("default-src 'self'")
    expect(policy).toContain("frame-ancestors 'none'")
    expect(policy).not.toContain('unsafe')
    expect(Object.fromEntries(headers)).toMatchObject({
      'cache-control': 'no-store',
      'referrer-policy': 'no-referrer',
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
    })
    expect(headers.get('strict-transport-security')).toBeNull()
  })

  test('is held to https where that is spoken, and its cookies with it', async () => {
    const browser = server.browser({ 'x-forwarded-proto': 'https', 'x-forwarded-for': '203.0.113.9' })
    const answer = await browser.signIn(server.administrator.username, server.administrator.password)
    expect(answer.headers.get('strict-transport-security')).toContain('max-age=31536000')
    const cookies = answer.headers.getSetCookie()
    expect(cookies).toHaveLength(2)
    for (const cookie of cookies)
      expect(cookie).toMatch(/^__Host-qizhi_\w+=[^;]+; Max-Age=\d+; Path=\/; HttpOnly; Secure; SameSite=Strict$/)
    expect((await browser.query('{ viewer { username } }')).body.data.viewer.username).toBe('admin')
    expect(await server.sql(`SELECT DISTINCT address FROM session`)).toEqual([{ address: '203.0.113.9' }])
  })

  test('gets cookies that no script can read, without https too', async () => {
    const answer = await server.browser().signIn(server.administrator.username, server.administrator.password)
    for (const cookie of answer.headers.getSetCookie())
      expect(cookie).toMatch(/^qizhi_\w+=[^;]+; Max-Age=\d+; Path=\/; HttpOnly; SameSite=Strict$/)
  })
})

describe('a server that is told to stop', () => {
  test('answers what it has begun', async () => {
    const server = await aTestServer()
    const browser = await server.signedIn()
    await server.sql('ALTER TABLE access_grant RENAME TO slow_grant')
    await server.sql('CREATE VIEW access_grant AS SELECT g.* FROM slow_grant g, pg_sleep(0.5)')
    const asked = browser.query('{ viewer { username } }')
    for (let begun = 0; begun === 0;)
      begun = (await server.sql(`SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event = 'PgSleep'`)).length
    await server.close()
    expect((await asked).body.data.viewer.username).toBe('admin')
    await expect(browser.query('{ viewer { id } }')).rejects.toThrow()
  })
})

describe('whoever watches the server', () => {
  let server: TestServer
  beforeAll(async () => {
    server = await aTestServer()
  })
  afterAll(() => server.close())

  test('learns whether it runs and whether it is ready', async () => {
    expect(await server.browser().request('/healthz')).toMatchObject({ status: 200, body: { status: 'ok' } })
    expect(await server.browser().request('/readyz')).toMatchObject({ status: 200, body: { status: 'ready' } })
    await server.sql(`DELETE FROM migration`)
    expect(await server.browser().request('/readyz')).toMatchObject({ status: 503, body: { status: 'not-migrated' } })
  })

  test('reads measurements from inside, not through a proxy', async () => {
    const browser = await server.signedIn()
    await browser.query('query WhoAmI { viewer { id } }')
    await server.browser().query('query Stranger { viewer { id } }')
    const { text } = await server.browser().request('/metrics')
    expect(text).toContain('qizhi_operation_seconds_count{operation="WhoAmI",outcome="answered"} 1')
    expect(text).not.toContain('Stranger')
    expect(text).toMatch(/qizhi_sql_statements_total \d\d/)
    expect(text).toContain('qizhi_pool_connections{state="waiting"} 0')
    expect(text).toContain('nodejs_eventloop_lag_seconds')
    expect((await server.browser().request('/metrics', { headers: { 'x-forwarded-for': '127.0.0.1' } })).status).toBe(404)
  })
})

function formOf(fields: Readonly<Record<string, string>>): FormData {
  const form = new FormData()
  for (const [name, value] of Object.entries(fields)) form.set(name, value)
  return form
}
