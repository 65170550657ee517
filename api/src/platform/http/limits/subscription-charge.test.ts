import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals'
import { type FormattedExecutionResult } from 'graphql'
import { type Client } from 'graphql-ws'
import { aProgram, programSocket, type TestProgram } from '../../../testing/test-clients.ts'
import { aTestServer, type TestBrowser, type TestServer } from '../../../testing/test-server.ts'
import { RateLimit } from './rate-limit.ts'
import { SubscriptionCharge } from './subscription-charge.ts'

/** So few that a process holds next to nothing, and every page meets the bucket. */
const perSecond = 10
const capacity = 400_000

let server: TestServer
let administrator: TestBrowser
let program: TestProgram
let client: Client

beforeAll(async () => {
  server = await aTestServer({ rateLimit: perSecond })
  administrator = await server.signedIn()
})
afterAll(() => server.close())
beforeEach(async () => {
  await server.sql('DELETE FROM rate_bucket')
  program = await aProgram(server, administrator, [{ scopes: ['changes:read', 'organizations:read'] }])
  client = programSocket(server, `Bearer ${program.key}`)
})

let made = 0

async function anOrganization(): Promise<string> {
  made += 1
  const input = { kind: 'PARTY', level: 'COMMITTEE', code: `P${made}`, name: `党委${made}`, establishedOn: '2020-01-01' }
  const { body } = await administrator.query(
    'mutation ($i: CreateOrganizationInput!) { createOrganization(input: $i) { organization { id } userErrors { message } } }',
    { i: input },
  )
  return body.data.createOrganization.organization.id
}

interface Page {
  readonly changed: { readonly nodes: readonly { readonly entityId: string }[]; readonly pageInfo: { readonly endCursor: string } }
}

const query = `subscription ($after: String, $first: Int) { changed(after: $after, first: $first) {
  nodes { id cursor entity entityId op version changed occurredAt actor { id displayName } node { id } } pageInfo { endCursor } } }`

/** `changed`, and of each row that may come `nodes`, its thirteen values, and what stands beside them. */
const estimate = (first: number) => 1 + 16 * first
/** What stands in a page; nobody’s name is told to a program that may not see accounts. */
const actual = (rows: number) => 4 + 11 * rows

async function next(pages: AsyncIterator<FormattedExecutionResult<Page, any>>): Promise<FormattedExecutionResult<Page, any>> {
  return (await pages.next()).value
}

/** Leaves room for so many points; with `ahead`, so many seconds are to pass before anything runs off. */
async function fill(room: number, ahead = 0): Promise<void> {
  await server.sql(
    `INSERT INTO rate_bucket (subject, level, granted, at) VALUES ($1, $2, 0, now() + make_interval(secs => $3))
     ON CONFLICT (subject) DO UPDATE SET level = excluded.level, at = excluded.at`,
    [`account:${program.id}`, capacity - room, ahead],
  )
}

async function level(): Promise<number> {
  const [bucket] = await server.sql<{ level: number }>('SELECT level FROM rate_bucket WHERE subject = $1', [`account:${program.id}`])
  return bucket!.level
}

/** The last cursor that a follower was told. */
let told: string

/** A subscription whose process holds too little for another page. */
async function poorFollower() {
  const pages = client.iterate<Page, any>({ query, variables: { first: 1 } })
  await next(pages)
  await anOrganization()
  told = (await next(pages)).data!.changed.pageInfo.endCursor
  return pages
}

describe('a subscription', () => {
  test('says of each page what it cost, as a query does', async () => {
    const pages = client.iterate<Page, any>({ query, variables: { first: 50 } })
    const first = await next(pages)
    expect(first.extensions?.cost).toEqual({ requested: estimate(50), actual: actual(0), limit: 200_000 })
    await anOrganization()
    const second = await next(pages)
    const rows = second.data!.changed.nodes.length
    expect(second.extensions?.cost).toEqual({ requested: estimate(50), actual: actual(rows), limit: 200_000 })
    await client.dispose()
  })

  test('takes its estimate when it begins, and of each later page what is in it', async () => {
    const pages = client.iterate<Page, any>({ query, variables: { first: 200 } })
    await next(pages)
    // a second’s worth is taken beside it
    expect(await level()).toBeCloseTo(estimate(200) + perSecond, 0)
    // the rest of it pays for what comes later
    let spent = actual(0)
    for (let at = 0; at < 20; at += 1) {
      await anOrganization()
      spent += actual((await next(pages)).data!.changed.nodes.length)
    }
    await client.dispose()
    const { headers } = await program.query('{ viewer { id } }')
    const remaining = Number(/r=(\d+)/.exec(headers.get('ratelimit')!)![1])
    // some has run off meanwhile
    expect(capacity - remaining).toBeGreaterThan(spent / 2)
    expect(capacity - remaining).toBeLessThan(spent + 2 * perSecond)
  }, 20_000)

  test('does not begin where its principal has no room: the operation is refused with the time to wait, the socket stays', async () => {
    await fill(100)
    const refused = client.iterate<Page, any>({ query, variables: { first: 200 } })
    await expect(refused.next()).rejects.toMatchObject([
      { message: expect.stringContaining('311'), extensions: { code: 'THROTTLED', retryAfter: 311, requestId: expect.any(String) } },
    ])
    const smaller = client.iterate<Page, any>({ query, variables: { first: 5 } })
    expect((await next(smaller)).errors).toBeUndefined()
    // nobody else pays for it
    const other = programSocket(server, `Bearer ${(await aProgram(server, administrator, [{ scopes: ['changes:read', 'organizations:read'] }])).key}`)
    expect((await next(other.iterate<Page, any>({ query, variables: { first: 200 } }))).errors).toBeUndefined()
    await Promise.all([client.dispose(), other.dispose()])
  })

  test('waits with a page for room that is near', async () => {
    const pages = await poorFollower()
    await fill(-20)
    const began = Date.now()
    const id = await anOrganization()
    const page = await next(pages)
    expect(page.data!.changed.nodes[0]).toMatchObject({ entityId: id })
    expect(Date.now() - began).toBeGreaterThan(1_500)
    await client.dispose()
  }, 20_000)

  test('ends with THROTTLED where room is far off, and loses nothing: it is taken up from its last cursor', async () => {
    const pages = await poorFollower()
    await fill(0, 60)
    const id = await anOrganization()
    const ended = await next(pages)
    expect(ended).toMatchObject({ data: null, errors: [{ extensions: { code: 'THROTTLED', retryAfter: expect.any(Number) } }] })
    expect(ended.errors![0]!.extensions!['retryAfter']).toBeGreaterThanOrEqual(60)
    expect((await pages.next()).done).toBe(true)
    await fill(10_000)
    const again = client.iterate<Page, any>({ query, variables: { first: 5, after: told } })
    expect((await next(again)).data!.changed.nodes.map(({ entityId }) => entityId)).toContain(id)
    await client.dispose()
  })

  test('is let go of at once by whoever leaves while it waits for room', async () => {
    const data = Object.fromEntries(Array.from({ length: 30 }, (_, at) => [`value${at}`, at]))
    let ended = false
    async function* source() {
      try {
        for (;;) yield { data }
      } finally {
        ended = true
      }
    }
    const rate = new RateLimit(server.app.platform.database, perSecond)
    const charge = await SubscriptionCharge.take(rate, `account:${program.id}`, 30)
    const pages = charge.settling(source())
    await pages.next()
    await fill(-40)
    const waiting = pages.next()
    const began = Date.now()
    await pages.return()
    expect(await waiting).toMatchObject({ done: true })
    expect(ended).toBe(true)
    expect(Date.now() - began).toBeLessThan(5_000)
  }, 20_000)
})
