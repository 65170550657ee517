import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals'
import { aTestServer, type TestBrowser, type TestServer } from '../../../testing/test-server.ts'
import { RateLimit } from './rate-limit.ts'

const perSecond = 5_000
const capacity = 500_000

let server: TestServer
let administrator: TestBrowser
beforeAll(async () => {
  server = await aTestServer({ rateLimit: perSecond })
  administrator = await server.signedIn()
})
afterAll(() => server.close())
beforeEach(async () => void (await server.sql('DELETE FROM rate_bucket')))

/** Costs 80,401 by the estimate and next to nothing by the answer. */
const dear = '{ organizations(first: 200) { nodes { children(first: 200) { nodes { id } } } } }'

describe('the rate limit', () => {
  test('gives each principal a bucket, across processes, and never more than it holds', async () => {
    const processes = [1, 2, 3].map(() => new RateLimit(server.app.platform.database, perSecond))
    const began = Date.now()
    const standings = await Promise.all(Array.from({ length: 300 }, (_, at) => processes[at % 3]!.take('account:x', 10_000)))
    const seconds = (Date.now() - began) / 1000 + 1
    const given = standings.filter(({ retryAfter }) => retryAfter === undefined).length * 10_000
    expect(given).toBeLessThanOrEqual(capacity + seconds * perSecond)
    // what a process has taken and not used is lost to the others, a second's worth at most for each time it asked
    expect(given).toBeGreaterThan(capacity / 2)
    expect((await processes[0]!.take('account:y', 10_000)).retryAfter).toBeUndefined()
  })

  test('says how long to wait, and no longer than is needed', async () => {
    const limit = new RateLimit(server.app.platform.database, perSecond)
    await server.sql(`INSERT INTO rate_bucket (subject, level, granted, at) VALUES ('account:x', $1, 0, now())`, [capacity - 20_000])
    expect(await limit.take('account:x', 60_000)).toMatchObject({ retryAfter: 8 })
    // refused, it took nothing: what there is room for is still given
    expect((await limit.take('account:x', 20_000)).retryAfter).toBeUndefined()
    await server.sql(`UPDATE rate_bucket SET at = at - interval '12 seconds'`)
    expect((await limit.take('account:x', 60_000)).retryAfter).toBeUndefined()
  })

  test('meets the database once for many small requests, and gives back what an operation did not cost', async () => {
    let statements = 0
    const { database } = server.app.platform
    const limit = new RateLimit({ query: (statement) => ((statements += 1), database.query(statement)) }, perSecond)
    for (let at = 0; at < 400; at += 1) await limit.take('account:x', 10)
    expect(statements).toBe(1)
    await limit.take('account:y', 100_000)
    limit.giveBack('account:y', 99_000)
    for (let at = 0; at < 9; at += 1) await limit.take('account:y', 10_000)
    expect(statements).toBe(2)
  })

  test('stands in every answer, by the fields of the IETF draft', async () => {
    for (let round = 0; round < 2; round += 1) {
      const { headers, body } = await administrator.query('{ organizations(first: 50) { nodes { id } } }')
      expect(headers.get('ratelimit-policy')).toBe(`"cost";q=${capacity};w=100;qu="cost"`)
      expect(headers.get('ratelimit')).toMatch(/^"cost";r=(49\d{4}|500000);t=\d$/)
      expect(body.extensions.cost).toEqual({ requested: 101, actual: 2, limit: 200_000 })
    }
  })

  test('refuses with 429 and the time to wait, each account for itself and strangers by their network', async () => {
    const [account] = await server.sql<{ id: string }>(`SELECT id FROM account WHERE username = 'admin'`)
    const fill = (subject: string) =>
      server.sql(
        `INSERT INTO rate_bucket (subject, level, granted, at) VALUES ($1, $2, 0, now() + interval '1 minute') ON CONFLICT (subject) DO UPDATE SET level = excluded.level, at = excluded.at`,
        [subject, capacity],
      )
    await fill(`account:${account!.id}`)
    // what this process holds is spent first
    let refused = await administrator.query(dear)
    for (let tries = 0; refused.status === 200 && tries < 20; tries += 1) refused = await administrator.query(dear)
    expect(refused).toMatchObject({
      status: 429,
      body: { errors: [{ extensions: { code: 'THROTTLED', retryAfter: expect.any(Number) } }] },
    })
    const { retryAfter } = refused.body.errors[0].extensions
    expect(refused.headers.get('retry-after')).toBe(String(retryAfter))
    expect(refused.body.errors[0].message).toBe(`请求过于频繁，请在 ${retryAfter} 秒后重试。`)
    const stranger = server.browser()
    expect((await stranger.query('{ viewer { id } }')).status).toBe(200)
    await server.sql(`UPDATE rate_bucket SET level = 0, at = now() WHERE subject = $1`, [`account:${account!.id}`])
    expect((await administrator.query(dear)).status).toBe(200)
  })
})
