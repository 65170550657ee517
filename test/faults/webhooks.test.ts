import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, sep } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { aTestReceiver, type TestReceiver } from '@qizhi/api/testing/test-receiver'
import { writeAtRandom } from '@qizhi/api/testing/test-writers'
import { type DatabaseServer, runningPostmaster, startServer } from '@qizhi/infra/database'
import { type ApiProcess, startApi } from '@qizhi/infra/launcher'
import pg from 'pg'
import { Follower, followBySocket, followByPages, type Server } from '../support/followers.ts'

const root = join(import.meta.dirname, import.meta.dirname.includes(`${sep}dist${sep}`) ? '../../..' : '../..')
const password = 'Correct-Horse-42'

const writers = 16
/** In milliseconds: for how long is written, and between two transactions of one writer. */
const duration = 10_000
const pace = 30

/** Everything in processes of its own: the database, the API and the receiver. */
let home: string
let database: DatabaseServer
let api: ApiProcess
let receiver: TestReceiver
let pool: pg.Pool
const server: Server = { url: '', cookie: '' }

beforeAll(async () => {
  home = mkdtempSync(join(tmpdir(), 'qizhi-webhooks-'))
  database = await startServer(join(home, 'postgres'), { durable: true })
  const client = new pg.Client({ connectionString: database.url('postgres') })
  await client.connect()
  await client.query(`CREATE DATABASE qizhi TEMPLATE template0 ENCODING 'UTF8' LC_COLLATE 'C.UTF-8' LC_CTYPE 'C.UTF-8'`)
  await client.end()
  receiver = await aTestReceiver()
  await beginApi()
  await signIn()
  pool = new pg.Pool({ connectionString: database.url('qizhi', 'postgres'), max: writers + 2 })
  pool.on('error', () => undefined)
}, 120_000)
afterAll(async () => {
  await pool.end()
  await api.stop()
  await receiver.close()
  await database.stop()
  rmSync(home, { recursive: true, force: true })
}, 60_000)

async function beginApi(): Promise<void> {
  const env = {
    DATABASE_URL: database.url('qizhi', 'postgres'),
    QIZHI_HOST: '127.0.0.1',
    QIZHI_PORT: '0',
    QIZHI_DATA_DIR: home,
    QIZHI_ADMIN_PASSWORD: password,
    QIZHI_SECRET_KEY: '5e'.repeat(32),
    QIZHI_DEMO: '0',
    QIZHI_RATE_LIMIT: '0',
    QIZHI_WEBHOOK_ALLOWED_NETWORKS: '127.0.0.1',
  }
  api = startApi(root, { env, log: join(home, 'api.log') })
  server.url = (await api.ready).url
}

async function signIn(): Promise<void> {
  const answer = await fetch(`${server.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      query: 'mutation ($input: SignInInput!) { signIn(input: $input) { userErrors { code } } }',
      variables: { input: { username: 'admin', password } },
    }),
  })
  server.cookie = answer.headers.getSetCookie()[0]!.split(';')[0]!
}

async function mutate(name: string, input: Record<string, unknown>, selection: string): Promise<any> {
  const type = `${name[0]!.toUpperCase()}${name.slice(1)}Input!`
  const answer = await fetch(`${server.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', cookie: server.cookie },
    body: JSON.stringify({
      query: `mutation ($input: ${type}) { ${name}(input: $input) { ${selection} userErrors { message } } }`,
      variables: { input },
    }),
  })
  const body = (await answer.json()) as { data: Record<string, unknown> }
  expect(body).toMatchObject({ data: { [name]: { userErrors: [] } } })
  return body.data[name]
}

/** Two branches under a committee, with persons and activities for the writers to change. */
async function aRegister(): Promise<{ id: string }[]> {
  const organization = async (code: string, level: string, parentId: string | null): Promise<{ id: string }> =>
    (
      await mutate(
        'createOrganization',
        { code, kind: 'PARTY', level, name: `组织${code}`, parentId, establishedOn: '2010-01-01' },
        'organization { id }',
      )
    ).organization
  const committee = await organization('C', 'COMMITTEE', null)
  const branches = [await organization('A', 'BRANCH', committee.id), await organization('B', 'BRANCH', committee.id)]
  for (const branch of branches)
    for (let at = 0; at < 3; at += 1)
      await mutate(
        'planActivity',
        { organizationId: branch.id, typeCode: 'BRANCH_MEETING', title: `会${at}`, plannedStart: '2026-03-02T09:00:00+08:00' },
        'activity { id }',
      )
  for (let at = 0; at < 24; at += 1) {
    const { rows } = await pool.query<{ id: string }>(`INSERT INTO member (name, sex) VALUES ('某人' || $1, 'FEMALE') RETURNING id`, [at])
    await pool.query(
      `INSERT INTO membership (member_id, kind, organization_id, status, valid) VALUES ($1, 'PARTY', $2, 'FULL', daterange('2016-01-01', NULL))`,
      [rows[0]!.id, branches[at % 2]!.id],
    )
  }
  return branches
}

/** What the tables hold, as a follower's copy does: `MEMBER id version`. */
async function tables(): Promise<string[]> {
  const { rows } = await pool.query<{ line: string }>(`
    SELECT 'ORGANIZATION ' || id || ' ' || version AS line FROM organization UNION ALL SELECT 'MEMBER ' || id || ' ' || version FROM member
    UNION ALL SELECT 'MEMBERSHIP ' || id || ' ' || version FROM membership UNION ALL SELECT 'ACTIVITY ' || id || ' ' || version FROM activity ORDER BY 1`)
  return rows.map(({ line }) => line)
}

/** Every change that the tables recorded. */
async function recorded(): Promise<number> {
  const { rows } = await pool.query<{ changes: number }>(
    `SELECT count(*)::int AS changes FROM change_event WHERE entity IN ('Organization', 'Member', 'Membership', 'Activity')`,
  )
  return rows[0]!.changes
}

let read = 0

/** Takes in what the receiver has got meanwhile: each message once, by its id. */
async function takeIn(told: Follower, ids: Map<string, string>): Promise<void> {
  const messages = await receiver.messages(read)
  read += messages.length
  for (const { headers, text, status } of messages) {
    const id = headers['webhook-id']!
    if (status !== 204 || ids.has(id)) continue
    const { change, answer } = JSON.parse(text).data
    ids.set(id, change.id)
    told.take({ ...change, node: answer?.node ?? null })
  }
}

/** Writes for a while, with whatever happens meanwhile, and waits until all three know what there is to know. */
async function everybodyKnows(branches: readonly { id: string }[], meanwhile: () => Promise<void>): Promise<void> {
  let writing = true
  const goesOn = () => writing
  const work = Promise.all(
    Array.from({ length: writers }, (_, seed) => writeAtRandom(pool, branches, { seed: seed + 1, goesOn, pace, long: 500 })),
  )
  await Promise.all([pause(duration), meanwhile()])
  writing = false
  await work
  const [truth, changes] = [await tables(), await recorded()]
  for (const follower of [pages, socket]) await follower.knows(changes)
  while (told.changes < changes) {
    await pause(100)
    await takeIn(told, ids)
  }
  // all of them, each once, and each message of another change
  for (const follower of [pages, socket, told]) {
    expect({ reader: follower.name, changes: follower.changes, doubled: follower.doubled }).toEqual({
      reader: follower.name,
      changes,
      doubled: [],
    })
    expect({ reader: follower.name, contents: follower.contents }).toEqual({ reader: follower.name, contents: truth })
  }
  expect(new Set(ids.values()).size).toBe(ids.size)
}

const [pages, socket, told] = [new Follower('pages'), new Follower('socket'), new Follower('webhook')]
const ids = new Map<string, string>()

describe('sixteen writers, some of whom take back or wait', () => {
  const stopping = new AbortController()
  const following: Promise<void>[] = []
  let branches: { id: string }[]

  beforeAll(async () => {
    branches = await aRegister()
    await mutate(
      'createWebhook',
      {
        name: '对方',
        url: receiver.url,
        entities: ['ORGANIZATION', 'MEMBER', 'MEMBERSHIP', 'ACTIVITY'],
        start: 'BEGINNING',
        document:
          'query ($id: ID!) { node(id: $id) { ... on Organization { version } ... on Member { version } ... on Membership { version } ... on Activity { version } } }',
      },
      'endpoint { id }',
    )
    following.push(followByPages(server, pages, stopping.signal), followBySocket(server, socket, stopping.signal))
  }, 60_000)
  afterAll(async () => {
    stopping.abort()
    await Promise.all(following)
  })

  test('leave readers of the feed, by pages and by subscription, and a receiver of webhooks with the state of the tables', async () => {
    await everybodyKnows(branches, () => Promise.resolve())
    expect(told.changes).toBeGreaterThan(200)
  }, 120_000)

  test('and so they do though the API is killed twice, and PostgreSQL restarted at once', async () => {
    const before = told.changes
    await everybodyKnows(branches, async () => {
      for (const moment of ['before', 'after']) {
        await pause(1_500)
        process.kill(api.pid, 'SIGKILL')
        await api.ended
        await beginApi()
        if (moment === 'after') break
        await pause(1_000)
        // what `pg_ctl restart -m immediate` does
        process.kill(runningPostmaster(join(home, 'postgres'))!.pid, 'SIGQUIT')
        await database.ended
        // it would own the next one as well
        await database.stop()
        database = await startServer(join(home, 'postgres'), { durable: true })
      }
    })
    expect(told.changes).toBeGreaterThan(before + 100)
  }, 120_000)
})
