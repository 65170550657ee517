import { composeNationalId, addDays } from '@qizhi/codes'
import pg from 'pg'
import { startApp } from '../support/app.ts'
import { poster } from './measure.ts'
import { signIn } from './parties.ts'

/**
 * A sync of very many rows in one run: gathered, previewed, applied; then previewed again, when nothing is left to do. `--rows=1000000` by
 * default, `--quick` 50,000; how much memory the API takes is asked of its metrics all the while.
 */
const count = Number(
  process.argv.find((word) => word.startsWith('--rows='))?.slice('--rows='.length) ??
    (process.argv.includes('--quick') ? 50_000 : 1_000_000),
)
const batch = 5_000

const app = await startApp({ demo: true })
try {
  const pool = new pg.Pool({ connectionString: app.databaseUrl, max: 2 })
  const { rows: units } = await pool.query<{ code: string }>(
    `SELECT code FROM organization WHERE kind = 'UNIT' AND dissolved_on IS NULL ORDER BY id`,
  )
  const post = poster(`${app.url}/graphql`, { cookie: await signIn(app) })
  const begun = await step<{ id: string }>('startSync', 'StartSyncInput', { source: 'HR' })
  const id = begun.id
  let most = 0
  const watching = setInterval(() => void memory().then((bytes) => (most = Math.max(most, bytes))), 1_000)

  await timed('gathered', async () => {
    for (let at = 0; at < count; at += batch) {
      await step('addSyncRows', 'AddSyncRowsInput', {
        id,
        batchKey: `rows ${at}`,
        rows: Array.from({ length: Math.min(batch, count - at) }, (_, more) => aRow(at + more)),
      })
    }
  })
  const plan = await timed('previewed', () => worked('previewSync', 'SyncRunStepInput', {}))
  const done = await timed('applied', () => worked('applySync', 'ApplySyncInput', { token: plan.token }))
  clearInterval(watching)
  console.log(JSON.stringify(done.counts), `the API took at most ${Math.round(most / 1024 / 1024)} MB`)
  if (done.counts.created !== count) process.exitCode = 1
  await pool.end()

  async function step<Run>(name: string, type: string, input: object): Promise<Run> {
    const text = await post({
      query: `mutation ($input: ${type}!) { ${name}(input: $input) { syncRun { id status version token counts { total created rejected } } userErrors { code message } } }`,
      variables: { input },
    })()
    const { data } = JSON.parse(text) as { data: Record<string, { syncRun: Run; userErrors: unknown[] }> | null }
    if (data === null || data[name]!.userErrors.length > 0) throw new Error(text.slice(0, 500))
    return data[name]!.syncRun
  }

  async function worked(name: string, type: string, input: object): Promise<Run> {
    await step(name, type, { id, version: (await look()).version, ...input })
    for (;;) {
      await new Promise((resolve) => setTimeout(resolve, 500))
      const run = await look()
      if (!run.status.endsWith('ING')) return run
    }
  }

  async function look(): Promise<Run> {
    const text = await post({
      query: 'query ($id: ID!) { syncRun(id: $id) { status version token counts { total created rejected } } }',
      variables: { id },
    })()
    return (JSON.parse(text) as { data: { syncRun: Run } }).data.syncRun
  }

  function aRow(at: number) {
    const nationalId = composeNationalId({
      birthDate: addDays('1950-01-01', Math.floor(at / 500) % 18_000),
      sex: '2',
      region: '119920',
      sequence: at % 500,
    })
    return {
      externalId: `N${at}`,
      name: `王${String.fromCodePoint(0x4e00 + (at % 20_000))}`,
      nationalId,
      unit: units[at % units.length]!.code,
      employmentStatus: 'ACTIVE',
      post: '科员',
    }
  }
} finally {
  await app.stop()
}

interface Run {
  readonly status: string
  readonly version: number
  readonly token: string
  readonly counts: { readonly created: number }
}

async function timed<Result>(what: string, work: () => Promise<Result>): Promise<Result> {
  const began = performance.now()
  const result = await work()
  const seconds = (performance.now() - began) / 1000
  console.log(`${what}: ${seconds.toFixed(1)} s, ${Math.round(count / seconds)} rows/s`)
  return result
}

async function memory(): Promise<number> {
  const text = await (await fetch(`${app.url}/metrics`)).text().catch(() => '')
  return Number(/^process_resident_memory_bytes (\S+)/m.exec(text)?.[1] ?? 0)
}
