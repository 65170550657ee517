import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, sep } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { aTestReceiver, type TestReceiver } from '@qizhi/api/testing/test-receiver'
import { type DatabaseServer, runningPostmaster, startServer } from '@qizhi/infra/database'
import { type ApiProcess, startApi } from '@qizhi/infra/launcher'
import pg from 'pg'

const root = join(import.meta.dirname, import.meta.dirname.includes(`${sep}dist${sep}`) ? '../../..' : '../..')
const password = 'Correct-Horse-42'

let home: string
let database: DatabaseServer
let databaseUrl: string
let api: ApiProcess
let url: string
let cookie: string
let receiver: TestReceiver

beforeAll(async () => {
  home = mkdtempSync(join(tmpdir(), 'qizhi-webhooks-'))
  database = await startServer(join(home, 'postgres'), { durable: true })
  const client = new pg.Client({ connectionString: database.url('postgres') })
  await client.connect()
  await client.query(`CREATE DATABASE qizhi_webhooks TEMPLATE template0 ENCODING 'UTF8' LC_COLLATE 'C.UTF-8' LC_CTYPE 'C.UTF-8'`)
  await client.end()
  databaseUrl = database.url('qizhi_webhooks')
  receiver = await aTestReceiver()
  await begin()
  await signIn()
}, 120_000)
afterAll(async () => {
  await api.stop()
  await receiver.close()
  await database.stop()
  rmSync(home, { recursive: true, force: true })
}, 60_000)

async function begin(): Promise<void> {
  const env = {
    DATABASE_URL: databaseUrl,
    QIZHI_HOST: '127.0.0.1',
    QIZHI_PORT: '0',
    QIZHI_DATA_DIR: home,
    QIZHI_ADMIN_PASSWORD: password,
    QIZHI_SECRET_KEY: '5e'.repeat(32),
    QIZHI_DEMO: '0',
    QIZHI_WEBHOOK_ALLOWED_NETWORKS: '127.0.0.1',
  }
  api = startApi(root, { env, log: join(home, 'api.log') })
  url = (await api.ready).url
}

async function signIn(): Promise<void> {
  const answer = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      query: 'mutation ($input: SignInInput!) { signIn(input: $input) { userErrors { code } } }',
      variables: { input: { username: 'admin', password } },
    }),
  })
  cookie = answer.headers.getSetCookie()[0]!.split(';')[0]!
}

/** Asks again until there is an answer: the server, or its database, may be away. */
async function ask(query: string, variables: Record<string, unknown>): Promise<any> {
  for (;;) {
    try {
      const answer = await fetch(`${url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', cookie },
        body: JSON.stringify({ query, variables }),
      })
      const { data, errors } = (await answer.json()) as { data: unknown; errors?: unknown[] }
      if (errors === undefined) return data
    } catch {
      // not there
    }
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
}

let writing = true
const organizations: { id: string; version: number }[] = []

/** Makes organisations and renames them, each once, however often it has to be asked for. */
async function write(): Promise<void> {
  for (let round = 0; writing; round += 1) {
    const known = organizations[round % 7]
    if (known === undefined || round % 5 === 0) {
      const { createOrganization } = await ask(
        `mutation ($input: CreateOrganizationInput!) { createOrganization(input: $input) { organization { id version } userErrors { message } } }`,
        {
          input: {
            code: `P${round}`,
            kind: 'PARTY',
            level: 'COMMITTEE',
            name: `党委${round}`,
            establishedOn: '2020-01-01',
            idempotencyKey: `make ${round}`,
          },
        },
      )
      organizations.push(createOrganization.organization)
    } else {
      const { data } = { data: await ask(`query ($id: ID!) { organization(id: $id) { version } }`, { id: known.id }) }
      await ask(`mutation ($input: RenameOrganizationInput!) { renameOrganization(input: $input) { userErrors { message } } }`, {
        input: {
          id: known.id,
          version: data.organization.version,
          name: `改名${round}`,
          effectiveOn: new Date(Date.now() + 8 * 3600_000).toISOString().slice(0, 10),
          idempotencyKey: `rename ${round}`,
        },
      })
    }
  }
}

/** A copy that is kept by the feed alone, whatever happens to the server. */
async function follow(copy: Map<string, number>): Promise<string | null> {
  let cursor: string | null = null
  for (let last = false; ;) {
    const { changes } = await ask(
      `query ($after: String) { changes(after: $after, first: 50, entities: [ORGANIZATION]) { nodes { entityId node { ... on Organization { version } } } pageInfo { endCursor hasNextPage } } }`,
      { after: cursor },
    )
    for (const { entityId, node } of changes.nodes) copy.set(entityId, node.version)
    cursor = changes.pageInfo.endCursor
    if (last && !changes.pageInfo.hasNextPage) return cursor
    last = !writing
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}

/** What the receiver knows, each message taken once. */
async function received(): Promise<Map<string, number>> {
  const known = new Map<string, number>()
  const seen = new Set<string>()
  for (const { headers, text, status } of await receiver.messages()) {
    if (status !== 204 || seen.has(headers['webhook-id']!)) continue
    seen.add(headers['webhook-id']!)
    const { change, answer } = JSON.parse(text).data
    if (answer?.node) known.set(change.entityId, Math.max(answer.node.version, known.get(change.entityId) ?? 0))
  }
  return known
}

async function table(): Promise<Map<string, number>> {
  const client = new pg.Client({ connectionString: databaseUrl })
  await client.connect()
  const { rows } = await client.query<{ id: string; version: number }>('SELECT id, version FROM organization')
  await client.end()
  return new Map(rows.map(({ id, version }) => [id, version]))
}

describe('the API killed and PostgreSQL restarted at once, under load', () => {
  it('leave whoever follows the feed, and whoever is told, with the state of the tables', async () => {
    const { createWebhook } = await ask(
      `mutation ($input: CreateWebhookInput!) { createWebhook(input: $input) { endpoint { id } userErrors { message } } }`,
      {
        input: {
          name: '对方',
          url: receiver.url,
          entities: ['ORGANIZATION'],
          start: 'BEGINNING',
          query: 'query ($id: ID!) { node(id: $id) { ... on Organization { version } } }',
        },
      },
    )
    expect(createWebhook.userErrors).toEqual([])
    const copy = new Map<string, number>()
    const work = Promise.all([write(), follow(copy)])
    for (let fault = 0; fault < 2; fault += 1) {
      await new Promise((resolve) => setTimeout(resolve, 1_500))
      process.kill(api.pid, 'SIGKILL')
      await api.ended
      await begin()
      await new Promise((resolve) => setTimeout(resolve, 1_500))
      // what `pg_ctl restart -m immediate` does
      process.kill(runningPostmaster(join(home, 'postgres'))!.pid, 'SIGQUIT')
      await database.ended
      database = await startServer(join(home, 'postgres'), { durable: true })
    }
    await new Promise((resolve) => setTimeout(resolve, 1_000))
    writing = false
    await work
    const truth = await table()
    expect(truth.size).toBeGreaterThan(1)
    expect(copy).toEqual(truth)
    // what was on its way when the process was killed is told again once its time is over
    for (;;) {
      const known = await received()
      if (known.size === truth.size && [...truth].every(([id, version]) => known.get(id) === version)) break
      await new Promise((resolve) => setTimeout(resolve, 500))
    }
  }, 240_000)
})
