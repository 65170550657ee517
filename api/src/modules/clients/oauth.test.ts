import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals'
import { aProgram, type TestProgram } from '../../testing/test-clients.ts'
import { aTestServer, type TestAnswer, type TestBrowser, type TestServer } from '../../testing/test-server.ts'

let server: TestServer
let administrator: TestBrowser
let program: TestProgram
const scopes = ['organizations:read', 'members:read', 'activities:read']

beforeAll(async () => {
  server = await aTestServer()
  administrator = await server.signedIn()
  program = await aProgram(server, administrator, [{ scopes }])
})
afterAll(() => server.close())
afterEach(() => server.sql('TRUNCATE sign_in_throttle'))

const form = 'application/x-www-form-urlencoded'

function ask(parameters: Record<string, string> | string, headers: Record<string, string> = {}): Promise<TestAnswer> {
  const body = typeof parameters === 'string' ? parameters : new URLSearchParams(parameters).toString()
  return server.browser().request('/oauth/token', { method: 'POST', headers: { 'content-type': form, ...headers }, body })
}

const basic = (id: string, secret: string) => ({
  authorization: `Basic ${Buffer.from(`${encodeURIComponent(id)}:${encodeURIComponent(secret)}`).toString('base64')}`,
})
const inForm = () => ({ grant_type: 'client_credentials', client_id: program.clientId, client_secret: program.key })
const permissionsOf = async (token: string) => (await program.query('{ viewer { permissions } }', {}, token)).body.data?.viewer.permissions

describe('a token', () => {
  test.each(['form', 'basic'])('is given for a key (%s), and opens what the client may', async (way) => {
    const answer =
      way === 'form' ? await ask(inForm()) : await ask({ grant_type: 'client_credentials' }, basic(program.clientId, program.key))
    expect(answer).toMatchObject({
      status: 200,
      body: { access_token: expect.stringMatching(/^qz_token_[\w-]{43}$/), token_type: 'Bearer', expires_in: 900, scope: scopes.join(' ') },
    })
    expect([answer.headers.get('cache-control'), answer.headers.get('pragma')]).toEqual(['no-store', 'no-cache'])
    expect(await permissionsOf(answer.body.access_token)).toEqual(scopes)
  })

  test('is narrowed to what is asked for, and never gets more', async () => {
    const { body } = await ask({ ...inForm(), scope: 'members:read  organizations:read' })
    expect(body.scope).toBe('organizations:read members:read')
    expect(await permissionsOf(body.access_token)).toEqual(['organizations:read', 'members:read'])
    for (const scope of ['members:write', 'members:read members:eat', 'clients:manage'])
      expect(await ask({ ...inForm(), scope })).toMatchObject({ status: 400, body: { error: 'invalid_scope' } })
    const update = 'mutation ($i: UpdateApiClientInput!) { updateApiClient(input: $i) { apiClient { version } userErrors { message } } }'
    const other = await aProgram(server, administrator, [{ scopes }])
    const token = (await ask({ ...inForm(), client_id: other.clientId, client_secret: other.key, scope: 'members:read' })).body.access_token
    await administrator.query(update, { i: { id: other.id, version: 1, grants: [{ scopes: ['activities:read'], kinds: ['PARTY'] }] } })
    expect(await permissionsOf(token)).toEqual([])
  })

  test('ends by itself, with its key and with its client', async () => {
    const own = await aProgram(server, administrator, [{ scopes }])
    const tokenOf = async () => (await ask({ ...inForm(), client_id: own.clientId, client_secret: own.key })).body.access_token as string
    const works = async (token: string) => (await own.query('{ viewer { id } }', {}, token)).status === 200
    const token = await tokenOf()
    expect(await works(token)).toBe(true)
    await server.sql(`UPDATE access_token SET expires_at = now()`)
    expect(await works(token)).toBe(false)
    const another = await tokenOf()
    await server.sql(`UPDATE account SET disabled_at = now() WHERE id = $1`, [own.id])
    expect(await works(another)).toBe(false)
    await server.sql(`UPDATE account SET disabled_at = NULL WHERE id = $1`, [own.id])
    expect(await works(another)).toBe(true)
    await administrator.query(`mutation { revokeApiKey(input: { keyId: "${own.keyId}" }) { userErrors { code } } }`)
    expect(await works(another)).toBe(false)
    await server.app.modules.clients.jobs[0]!.run()
    expect(await server.sql('SELECT FROM access_token WHERE key_id = $1', [own.keyId])).toHaveLength(2)
    await server.sql(`UPDATE access_token SET expires_at = now() - interval '61 minutes'`)
    await server.app.modules.clients.jobs[0]!.run()
    expect(await server.sql('SELECT FROM access_token')).toEqual([])
  })

  test('dies with a key that ends before it', async () => {
    const own = await aProgram(server, administrator, [{ scopes }])
    await server.sql(`UPDATE api_key SET expires_at = now() + interval '100 seconds' WHERE id = $1`, [own.keyId])
    const { body } = await ask({ ...inForm(), client_id: own.clientId, client_secret: own.key })
    expect(body.expires_in).toBeLessThanOrEqual(100)
    expect(body.expires_in).toBeGreaterThan(90)
  })

  test('is one of a hundred at most', async () => {
    const own = await aProgram(server, administrator, [{ scopes }])
    await server.sql(
      `INSERT INTO access_token (token_hash, key_id, expires_at) SELECT 'x' || n, $1, now() + interval '1 minute' FROM generate_series(1, 99) n`,
      [own.keyId],
    )
    const asked = { ...inForm(), client_id: own.clientId, client_secret: own.key }
    expect((await ask(asked)).status).toBe(200)
    const refused = await ask(asked)
    expect({ status: refused.status, error: refused.body.error, retry: refused.headers.get('retry-after') }).toEqual({
      status: 429,
      error: 'slow_down',
      retry: '60',
    })
  })

  test('is kept as a digest, and stands in no log', async () => {
    const { body } = await ask(inForm())
    await program.query('{ viewer { id } }', {}, body.access_token)
    expect(server.log.join('')).not.toContain(body.access_token.slice(-43))
    expect(JSON.stringify(await server.sql('SELECT * FROM access_token'))).not.toContain(body.access_token.slice(-43))
  })
})

describe('is refused', () => {
  const wrong = `qz_live_000000000000_${'A'.repeat(43)}`

  test('with one body for an unknown client, a wrong secret, another’s, a token and what has ended', async () => {
    const [other, revoked, disabled] = [
      await aProgram(server, administrator, [{ scopes }]),
      await aProgram(server, administrator, [{ scopes }]),
      await aProgram(server, administrator, [{ scopes }]),
    ]
    await server.sql('UPDATE api_key SET revoked_at = now() WHERE id = $1', [revoked.keyId])
    await server.sql('UPDATE account SET disabled_at = now() WHERE id = $1', [disabled.id])
    const token = (await ask(inForm())).body.access_token
    const answers: string[] = []
    for (const [client_id, client_secret] of [
      ['nobody', wrong],
      [program.clientId, wrong],
      [program.clientId, other.key],
      [program.clientId, token],
      [revoked.clientId, revoked.key],
      [disabled.clientId, disabled.key],
      ['admin', server.administrator.password],
      [program.clientId, `${program.key}A`],
    ] as const) {
      const { status, headers, text } = await ask({ grant_type: 'client_credentials', client_id, client_secret })
      answers.push(JSON.stringify([status, headers.get('www-authenticate'), headers.get('cache-control'), text]))
      await server.sql('TRUNCATE sign_in_throttle')
    }
    expect(new Set(answers).size).toBe(1)
    expect(answers[0]).toContain('401')
    expect(answers[0]).toContain('Basic realm')
    expect(answers[0]).toContain('invalid_client')
    const denied = await server.sql<{ name: string }>(
      `SELECT actor_name AS name FROM audit_entry WHERE action = 'oauth.token' AND outcome = 'DENIED'`,
    )
    expect(denied).toHaveLength(8)
  })

  test.each<[string, number, string, Record<string, string> | string, Record<string, string>?]>([
    ['no grant type', 400, 'invalid_request', {}],
    ['another grant type', 400, 'unsupported_grant_type', { grant_type: 'password', username: 'admin', password: 'x' }],
    ['a parameter twice', 400, 'invalid_request', 'grant_type=client_credentials&grant_type=client_credentials'],
    ['no client', 401, 'invalid_client', { grant_type: 'client_credentials' }],
    ['a header that is not Basic', 401, 'invalid_client', { grant_type: 'client_credentials' }, { authorization: 'Bearer x' }],
    ['a header that cannot be read', 401, 'invalid_client', { grant_type: 'client_credentials' }, { authorization: 'Basic %%%' }],
    [
      'a client in two ways',
      400,
      'invalid_request',
      { grant_type: 'client_credentials', client_secret: 'x' },
      { authorization: 'Basic eDp4' },
    ],
    ['two clients', 400, 'invalid_request', { grant_type: 'client_credentials', client_id: 'y' }, { authorization: 'Basic eDp4' }],
    ['JSON', 400, 'invalid_request', '{"grant_type":"client_credentials"}', { 'content-type': 'application/json' }],
    ['a long form', 413, 'invalid_request', `grant_type=client_credentials&x=${'x'.repeat(9000)}`],
  ])('for %s', async (_what, status, error, parameters, headers = {}) => {
    const answer = await ask(parameters, headers)
    expect(answer).toMatchObject({ status, body: { error, error_description: expect.any(String) } })
    expect(answer.headers.get('cache-control')).toBe('no-store')
  })

  test('by another method', async () => {
    const answer = await server.browser().request('/oauth/token')
    expect({ status: answer.status, allow: answer.headers.get('allow') }).toEqual({ status: 405, allow: 'POST' })
  })

  test('after five failures from there, for ten minutes; the client goes on elsewhere, and others there', async () => {
    const bad = { ...inForm(), client_secret: wrong }
    const statuses: number[] = []
    for (let times = 0; times < 6; times += 1) statuses.push((await ask(bad)).status)
    expect(statuses).toEqual([401, 401, 401, 401, 401, 429])
    const locked = await ask(inForm())
    expect({ status: locked.status, error: locked.body.error }).toEqual({ status: 429, error: 'slow_down' })
    expect(Number(locked.headers.get('retry-after'))).toBeGreaterThan(590)
    const other = await aProgram(server, administrator, [{ scopes }])
    expect((await ask({ ...inForm(), client_id: other.clientId, client_secret: other.key })).status).toBe(200)
    await server.sql(`UPDATE sign_in_throttle SET subject = replace(subject, '127.0.0.1', '192.0.2.1')`)
    expect((await ask(inForm())).status).toBe(200)
  })

  test('from an address that floods', async () => {
    await server.sql(
      `INSERT INTO sign_in_throttle (subject, failures, locked_until) VALUES ('address:127.0.0.1', 31, now() + interval '1 minute')`,
    )
    expect((await ask(inForm())).status).toBe(429)
  })
})

test('the metadata stand where RFC 8414 puts them', async () => {
  const { status, body } = await server.browser().request('/.well-known/oauth-authorization-server')
  expect({ status, body }).toMatchObject({
    status: 200,
    body: {
      issuer: server.url,
      token_endpoint: `${server.url}/oauth/token`,
      grant_types_supported: ['client_credentials'],
      scopes_supported: expect.arrayContaining(scopes),
    },
  })
})
