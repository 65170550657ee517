import { setImmediate as soon } from 'node:timers/promises'
import { afterAll, beforeAll, expect, it } from '@jest/globals'
import { addDays, composeNationalId } from '@qizhi/codes'
import pg from 'pg'
import { type App, startApp } from '../support/app.ts'
import { cookieOf, sent } from '../support/client.ts'

const rows = 6_000
const batch = 2_000

let first: App
let sql: pg.Client
const apps: App[] = []

beforeAll(async () => {
  first = await startApp({ demo: true })
  sql = new pg.Client({ connectionString: first.databaseUrl })
  await sql.connect()
})
afterAll(async () => {
  await sql.end()
  for (const app of apps) await app.stop()
  await first.stop()
})

interface Run {
  readonly id: string
  readonly status: string
  readonly version: number
  readonly token: string | null
  readonly counts: { readonly created: number; readonly rejected: number }
}

/** A sync on which the whole product is killed, once while it is previewed and once while it is applied, ends as if nothing had happened. */
it('goes on with a sync after a kill, and takes no row twice', async () => {
  const cookie = await cookieOf(first)
  let app = first
  const step = async (name: string, type: string, input: object): Promise<Run> => {
    const data = await sent(
      app,
      cookie,
      `mutation ($input: ${type}!) { ${name}(input: $input) { syncRun { id status version token counts { created rejected } } userErrors { code message } } }`,
      { input },
    )
    expect(data[name].userErrors).toEqual([])
    return data[name].syncRun
  }
  const look = async (): Promise<Run> =>
    (await sent(app, cookie, 'query ($id: ID!) { syncRun(id: $id) { id status version token counts { created rejected } } }', { id })).syncRun
  const settled = async (): Promise<Run> => {
    for (;;) {
      const run = await look()
      if (!run.status.endsWith('ING')) return run
      await new Promise((resolve) => setTimeout(resolve, 100))
    }
  }

  const { rows: units } = await sql.query<{ code: string }>(
    `SELECT code FROM organization WHERE kind = 'UNIT' AND dissolved_on IS NULL ORDER BY id`,
  )
  const { id } = await step('startSync', 'StartSyncInput', { source: 'HR' })
  for (let at = 0; at < rows; at += batch) {
    const some = Array.from({ length: batch }, (_, more) => aRow(at + more, units[(at + more) % units.length]!.code))
    await step('addSyncRows', 'AddSyncRowsInput', { id, batchKey: `rows ${at}`, rows: some })
  }

  await step('previewSync', 'SyncRunStepInput', { id, version: (await look()).version })
  app = await killedAndStartedAgain(app, id, 'PREVIEWING')
  const previewed = await settled()
  expect(previewed).toMatchObject({ status: 'PREVIEWED', counts: { created: rows, rejected: 0 } })
  expect(await persons()).toBe(0)

  await step('applySync', 'ApplySyncInput', { id, version: previewed.version, token: previewed.token })
  app = await killedAndStartedAgain(app, id, 'APPLYING')
  expect(await settled()).toMatchObject({ status: 'APPLIED', counts: { created: rows, rejected: 0 } })
  expect(await persons()).toBe(rows)
}, 180_000)

/** Kills the product between two chunks of its work, and starts it on the same data. */
async function killedAndStartedAgain(app: App, id: string, status: string): Promise<App> {
  const progress = async () =>
    (await sql.query<{ status: string; done_chunks: number }>('SELECT status, done_chunks FROM sync_run WHERE id = $1', [id])).rows[0]!
  while ((await progress()).done_chunks < 2) await soon()
  process.kill(app.pid, 'SIGKILL')
  const broken = await progress()
  expect(broken.status).toBe(status)
  const begun = await startApp({ database: { url: first.databaseUrl, drop: () => Promise.resolve() } })
  apps.push(begun)
  // as if the dead one had been silent for longer than anybody waits
  await sql.query(`UPDATE job_worker SET seen_at = now() - interval '1 minute' WHERE seen_at < now() - interval '1 second'`)
  await sql.query(`UPDATE graphile_worker._private_jobs SET locked_at = now() - interval '1 minute' WHERE locked_by IS NOT NULL`)
  return begun
}

/** How many persons the sync has made. */
async function persons(): Promise<number> {
  const { rows: found } = await sql.query<{ persons: number }>(
    `SELECT count(DISTINCT member_id)::int AS persons FROM external_identity WHERE source = 'HR' AND external_id LIKE 'KILL-%'`,
  )
  return found[0]!.persons
}

function aRow(at: number, unit: string) {
  const nationalId = composeNationalId({ birthDate: addDays('1960-01-01', Math.floor(at / 500)), sex: '2', region: '119920', sequence: at % 500 })
  return { externalId: `KILL-${at}`, name: `王${String.fromCodePoint(0x4e00 + at)}`, nationalId, unit, employmentStatus: 'ACTIVE', post: '科员' }
}
