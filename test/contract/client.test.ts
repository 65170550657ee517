import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { aProgram } from '@qizhi/api/testing/test-clients'
import { TestRegister } from '@qizhi/api/testing/test-register'
import { aTestServer, type TestServer } from '@qizhi/api/testing/test-server'
import {
  type Change,
  changes,
  exportMembers,
  type Page,
  QizhiClient,
  type QizhiError,
  syncMembers,
  typed,
  verifiedWebhook,
  WebhookVerificationError,
} from '@qizhi/client'
import { Webhook } from 'standardwebhooks'

let server: TestServer
let client: QizhiClient
let key: string
let program: Awaited<ReturnType<typeof aProgram>>

beforeAll(async () => {
  server = await aTestServer()
  const register = new TestRegister(server)
  const unit = await register.anOrganization({ kind: 'UNIT', level: 'BUREAU' })
  await server.sql(`UPDATE organization SET code = 'HR-1' WHERE id = $1`, [unit.id])
  const branch = await register.anOrganization({ level: 'BRANCH' })
  for (let at = 0; at < 7; at += 1) await register.aMemberOf(branch)
  program = await aProgram(server, await server.signedIn(), [
    {
      scopes: ['organizations:read', 'members:read', 'members:personal', 'members:write', 'changes:read', 'sync:run', 'exports:run'],
      organizationId: null,
    },
  ])
  key = program.key
  client = new QizhiClient({ url: server.url, credentials: { key } })
}, 60_000)
afterAll(() => server.close())

const Members = typed<{ members: Page<{ id: string; name: string }> }, { first: number; after?: string | null }>(
  'query Members($first: Int!, $after: String) { members(first: $first, after: $after) { nodes { id name } pageInfo { hasNextPage endCursor } } }',
)
const Viewer = typed<{ viewer: { username: string } | null }>('{ viewer { username } }')

async function all<Item>(items: AsyncIterable<Item>): Promise<Item[]> {
  const found: Item[] = []
  for await (const item of items) found.push(item)
  return found
}

/** A network that answers as it is told, and then as the server does. */
function afterAnswers(...answers: (() => Response | Promise<never>)[]): typeof fetch & { readonly sent: string[] } {
  const sent: string[] = []
  const through = async (input: Parameters<typeof fetch>[0], init?: RequestInit) => {
    sent.push(typeof init?.body === 'string' ? init.body : '')
    const next = answers.shift()
    return next === undefined ? fetch(input, init) : next()
  }
  return Object.assign(through as typeof fetch, { sent })
}

const broken = () => Promise.reject<never>(new TypeError('fetch failed'))
const answer =
  (status: number, code: string, headers: Record<string, string> = {}) =>
  () =>
    new Response(JSON.stringify({ errors: [{ message: code, extensions: { code } }] }), { status, headers })

describe('the client library', () => {
  test('walks through all pages of a list', async () => {
    const members = await all(client.pages(Members, { first: 3 }, (data) => data.members))
    expect(new Set(members.map(({ id }) => id)).size).toBe(7)
  })

  test('signs in by a key, and by client credentials with a token that it keeps and renews', async () => {
    expect((await client.request(Viewer, {})).viewer?.username).toBe(program.clientId)
    const [clientId, clientSecret] = [program.clientId, key]
    const network = afterAnswers()
    const other = new QizhiClient({ url: server.url, credentials: { clientId, clientSecret }, fetch: network })
    for (let round = 0; round < 2; round += 1) expect((await other.request(Viewer, {})).viewer?.username).toBe(clientId)
    expect(network.sent).toHaveLength(3)
    await server.sql('DELETE FROM access_token')
    // what asks for somebody is refused with the old token, and asked again with a new one
    expect(await all(other.pages(Members, { first: 200 }, (data) => data.members))).toHaveLength(7)
    const wrong = new QizhiClient({ url: server.url, credentials: { clientId, clientSecret: 'qz_wrong' } })
    await expect(wrong.request(Viewer, {})).rejects.toMatchObject({ name: 'QizhiError', code: 'invalid_client' })
  })

  test('sends again what can be, waits for as long as it is told, and gives up in the end', async () => {
    const waits: number[] = []
    const with_ = (network: typeof fetch, retries = 3) =>
      new QizhiClient({ url: server.url, credentials: { key }, fetch: network, retries, onWait: (_reason, seconds) => waits.push(seconds) })
    await with_(afterAnswers(broken, answer(503, 'UNAVAILABLE'))).request(Viewer, {})
    expect(waits).toHaveLength(2)
    waits.length = 0
    await with_(afterAnswers(answer(429, 'THROTTLED', { 'retry-after': '1' }))).request(Viewer, {})
    expect(waits).toEqual([1])
    await expect(with_(afterAnswers(broken, broken), 1).request(Viewer, {})).rejects.toMatchObject({ code: 'UNREACHABLE' })
    // a mutation of one's own, without a key, might be done twice
    const once = afterAnswers(broken)
    await expect(with_(once).request(typed('mutation { signOut { userErrors { code } } }'), {})).rejects.toMatchObject({
      code: 'UNREACHABLE',
    })
    expect(once.sent).toHaveLength(1)
    const refused = await client.request(typed('{ nothing }'), {}).catch((error: unknown) => error as QizhiError)
    expect(refused).toMatchObject({ status: 400, requestId: expect.any(String) })
  })

  test('syncs in batches under one key each, so that a run begun again takes nothing twice', async () => {
    const rows = Array.from({ length: 25 }, (_, at) => ({
      externalId: `E${at}`,
      name: `同步${'甲乙丙丁'[at % 4]}`,
      sex: '男',
      unit: 'HR-1',
    }))
    const run = (runKey: string, mode: 'DRY_RUN' | 'APPLY') => all(syncMembers(client, { source: 'HR', mode, runKey, rows, batchSize: 10 }))
    const rehearsed = await run('dry', 'DRY_RUN')
    expect(rehearsed.map(({ counts }) => counts.total)).toEqual([10, 10, 5])
    const applied = await run('real', 'APPLY')
    expect(applied.flatMap((batch) => batch.rows.map(({ status }) => status))).toEqual(
      rehearsed.flatMap((batch) => batch.rows.map(({ status }) => status)),
    )
    const again = await run('real', 'APPLY')
    expect(again.every(({ repeated }) => repeated)).toBe(true)
  })

  test('follows the feed, and keeps a cursor once what is before it was worked off', async () => {
    let kept: string | null = null
    const seen = new Map<string, Change>()
    const checkpoint = (cursor: string) => void (kept = cursor)
    // broken off before the first page was done with, nothing is kept
    for await (const _change of changes(client, { after: null, checkpoint })) break
    expect(kept).toBeNull()
    for await (const change of changes(client, { after: kept, checkpoint })) seen.set(change.id, change)
    expect([...seen.values()].filter(({ entity, op }) => entity === 'MEMBER' && op === 'CREATED').length).toBeGreaterThanOrEqual(7)
    expect(await all(changes(client, { after: kept, checkpoint }))).toEqual([])
  })

  test('asks for an export, waits for it and gives its file', async () => {
    const statuses: string[] = []
    const [file] = await Promise.all([
      exportMembers(client, { format: 'JSONL', fields: ['NAME'] }, { onProgress: ({ status }) => statuses.push(status) }),
      (async () => {
        while (statuses.length === 0) await new Promise((resolve) => setTimeout(resolve, 50))
        await server.workOff()
      })(),
    ])
    const text = await new Response(file).text()
    expect(text.trim().split('\n').length).toBeGreaterThanOrEqual(7)
    expect(statuses.at(-1)).toBe('READY')
  })

  test('tells a webhook of ours from one that is not', () => {
    const secret = `whsec_${Buffer.from('a secret of thirty-two bytes ...').toString('base64')}`
    const body = JSON.stringify({ type: 'member.updated', data: { id: '1' } })
    const now = new Date()
    const headers = {
      'webhook-id': 'msg_1',
      'webhook-timestamp': String(Math.floor(now.getTime() / 1000)),
      'webhook-signature': new Webhook(secret).sign('msg_1', now, body),
    }
    const older = `whsec_${Buffer.from('another secret that was rotated.').toString('base64')}`
    expect(verifiedWebhook([older, secret], headers, body)).toEqual(JSON.parse(body))
    expect(() => verifiedWebhook(secret, headers, `${body} `)).toThrow(WebhookVerificationError)
    expect(() => verifiedWebhook(older, headers, body)).toThrow(WebhookVerificationError)
  })

  test('is built as ES modules and as CommonJS', () => {
    const root = join(import.meta.dirname, import.meta.dirname.includes('/dist/') ? '../../..' : '../..')
    execFileSync(process.execPath, [join(root, 'packages/client/build.mjs')], { stdio: 'pipe' })
    const run = (...args: string[]) => execFileSync(process.execPath, args, { cwd: join(root, 'test'), encoding: 'utf8' }).trim()
    expect(run('-p', "typeof require('@qizhi/client').QizhiClient")).toBe('function')
    expect(run('--input-type=module', '-e', "console.log(typeof (await import('@qizhi/client')).QizhiClient)")).toBe('function')
  })
})
