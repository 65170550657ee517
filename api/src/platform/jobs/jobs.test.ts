import { afterEach, beforeAll, afterAll, describe, expect, test } from '@jest/globals'
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { type Pool } from 'pg'
import { createTestDatabase, type TestDatabase } from '../../testing/test-database.ts'
import { buildDataSource, poolOf } from '../database/data-source.ts'
import { buildLogger } from '../telemetry/logger.ts'
import { type QueuedJob, queueJob } from './job-queue.ts'
import { type Jobs, startJobs, workOff } from './jobs.ts'

let database: TestDatabase
let dataSource: ReturnType<typeof buildDataSource>
let pool: Pool
let jobs: Jobs | undefined
const log: string[] = []
const logger = buildLogger('debug', { write: (line) => void log.push(line) })

beforeAll(async () => {
  database = await createTestDatabase()
  dataSource = await buildDataSource({ url: database.url, entities: [] }).initialize()
  pool = poolOf(dataSource)
})
afterEach(async () => {
  await jobs?.stop()
  jobs = undefined
})
afterAll(async () => {
  await dataSource.destroy()
  await database.drop()
})

/** A job that tells what it was given. */
function recorder(name: string, failures = 0) {
  const ran: { of: number; attempt: number }[] = []
  const job: QueuedJob<{ of: number }> = {
    name,
    run: ({ of }, { attempt }) => {
      ran.push({ of, attempt })
      return attempt > failures ? Promise.resolve() : Promise.reject(new Error('not yet'))
    },
  }
  return { job, ran }
}

const asWork = (job: QueuedJob<{ of: number }>) => [job as unknown as QueuedJob]

describe('a queued job', () => {
  test('runs when the transaction that asked for it is committed, and not when it is rolled back', async () => {
    const { job, ran } = recorder('committed')
    await dataSource.transaction((tx) => queueJob(tx, job, { of: 1 }))
    await expect(
      dataSource.transaction(async (tx) => {
        await queueJob(tx, job, { of: 2 })
        throw new Error('rolled back')
      }),
    ).rejects.toThrow('rolled back')
    await workOff(pool, asWork(job), logger)
    expect(ran).toEqual([{ of: 1, attempt: 1 }])
  })

  test('is asked for once under one key, with what was said last', async () => {
    const { job, ran } = recorder('keyed')
    for (const number of [1, 2, 3]) await queueJob(dataSource.manager, job, { of: number }, { key: 'the-same' })
    await workOff(pool, asWork(job), logger)
    expect(ran).toEqual([{ of: 3, attempt: 1 }])
  })

  test('waits for its moment', async () => {
    const { job, ran } = recorder('later')
    await queueJob(dataSource.manager, job, { of: 1 }, { runAt: new Date(Date.now() + 3_600_000) })
    await workOff(pool, asWork(job), logger)
    expect(ran).toEqual([])
  })

  test('is tried again after it failed, and the failure is in the log', async () => {
    const { job, ran } = recorder('failing', 1)
    await queueJob(dataSource.manager, job, { of: 1 })
    await workOff(pool, asWork(job), logger)
    await pool.query(`UPDATE graphile_worker._private_jobs SET run_at = now()`)
    await workOff(pool, asWork(job), logger)
    expect(ran.map(({ attempt }) => attempt)).toEqual([1, 2])
    expect(log.some((line) => line.includes('"job":"failing"') && line.includes('not yet'))).toBe(true)
  })

  test('is taken over from a process that was killed in the middle of it', async () => {
    const { job, ran } = recorder('interrupted')
    await queueJob(dataSource.manager, job, { of: 7 })
    const victim = await aProcessThatHangsIn('interrupted', database.url)
    victim.kill('SIGKILL')
    await once(victim, 'close')
    // as if it had been silent for longer than anybody waits
    await pool.query(`UPDATE job_worker SET seen_at = now() - interval '1 minute'`)
    await pool.query(`UPDATE graphile_worker._private_jobs SET locked_at = now() - interval '1 minute' WHERE locked_by IS NOT NULL`)
    jobs = await startJobs(pool, { scheduled: [], queued: asWork(job) }, logger)
    while (ran.length === 0) await new Promise((resolve) => setTimeout(resolve, 50))
    expect(ran).toEqual([{ of: 7, attempt: 2 }])
  })

  test('is left to a process that lives', async () => {
    const { job, ran } = recorder('held')
    await queueJob(dataSource.manager, job, { of: 1 })
    const holder = await aProcessThatHangsIn('held', database.url)
    await pool.query(`UPDATE graphile_worker._private_jobs SET locked_at = now() - interval '1 minute' WHERE locked_by IS NOT NULL`)
    jobs = await startJobs(pool, { scheduled: [], queued: asWork(job) }, logger)
    const { rows } = await pool.query<{ held: number }>('SELECT count(locked_by)::int AS held FROM graphile_worker.jobs')
    expect({ ran, held: rows[0]!.held }).toEqual({ ran: [], held: 1 })
    holder.kill('SIGKILL')
    await once(holder, 'close')
  })
})

/** A second process that takes a job and never ends it; resolves once it has it. */
async function aProcessThatHangsIn(name: string, url: string): Promise<ChildProcess> {
  const child = spawn(process.execPath, ['--input-type=module', '-e', hangingProgram, name, url], {
    cwd: import.meta.dirname,
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  })
  await once(child, 'message')
  return child
}

/** What jobs.ts does, as far as the queue sees it: it takes a job under an id that beats in `job_worker`. */
const hangingProgram = `
import { EventEmitter } from 'node:events'
import { run } from 'graphile-worker'
import pg from 'pg'
const [name, url] = process.argv.slice(1)
const events = new EventEmitter()
const pool = new pg.Pool({ connectionString: url })
events.once('pool:create', ({ workerPool }) => pool.query('INSERT INTO job_worker (id) VALUES ($1)', [workerPool.id]))
await run({ connectionString: url, events, taskList: { [name]: () => { process.send('holds'); return new Promise(() => setInterval(() => undefined, 1000)) } } })
`
