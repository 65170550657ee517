import { EventEmitter } from 'node:events'
import {
  Logger as WorkerLogger,
  parseCronItems,
  run,
  runMigrations,
  runOnce,
  type SharedOptions,
  type TaskList,
  type WorkerEvents,
} from 'graphile-worker'
import { type Pool } from 'pg'
import { type Logger } from 'pino'
import { loggable } from '../errors/database-error.ts'
import { type QueuedJob } from './job-queue.ts'
import { watchWorkers } from './live-workers.ts'

/** Work that is done beside the requests, by the clock. It may be killed at any moment and run again: every job is idempotent. */
export interface Job {
  readonly name: string
  /** When it runs, in cron's five fields, UTC. Several processes share one schedule: it runs once. */
  readonly schedule: string
  run(): Promise<void>
}

/** All that there is to be done beside the requests. */
export interface Work {
  readonly scheduled: readonly Job[]
  readonly queued: readonly QueuedJob[]
}

/** Jobs that are being worked off. */
export interface Jobs {
  /** Waits for those that run. */
  stop(): Promise<void>
}

/** How many jobs run at once in a process: those that wait for other people's machines do not hold up the rest. */
const concurrency = 4

/** Starts working off the jobs of all modules, in this process. */
export async function startJobs(pool: Pool, { scheduled, queued }: Work, logger: Logger): Promise<Jobs> {
  const events: WorkerEvents = new EventEmitter()
  const worker = new Promise<string>((resolve) => events.once('pool:create', ({ workerPool }) => resolve(workerPool.id)))
  const runner = await run({
    ...optionsOf(pool, logger),
    concurrency,
    noHandleSignals: true,
    events,
    taskList: { ...scheduledTasks(scheduled, logger), ...queuedTasks(queued, logger) },
    parsedCronItems: parseCronItems(
      scheduled.map((job) => ({ task: job.name, match: job.schedule, options: { backfillPeriod: 0, maxAttempts: 1 } })),
    ),
  })
  const watch = watchWorkers(pool, await worker, (error) =>
    logger.warn({ err: loggable(error) }, 'could not tell that the jobs are worked off'),
  )
  return {
    stop: async () => {
      await runner.stop()
      await watch.stop()
    },
  }
}

/** Works off the queued jobs that are due, one after the other, and no more. */
export async function workOff(pool: Pool, queued: readonly QueuedJob[], logger: Logger): Promise<void> {
  await runOnce({ ...optionsOf(pool, logger), concurrency: 1, noHandleSignals: true, taskList: queuedTasks(queued, logger) })
}

/** Makes the queue's tables; does nothing where they are as they should be. */
export async function installQueue(connectionString: string, logger?: Logger): Promise<void> {
  await runMigrations({ connectionString, maxPoolSize: 2, logger: workerLogger(logger) })
}

function optionsOf(pool: Pool, logger: Logger): SharedOptions {
  attend(pool, logger)
  return { pgPool: pool, logger: workerLogger(logger) }
}

function workerLogger(logger?: Logger): WorkerLogger {
  return new WorkerLogger(
    () => (level, message) => logger?.[level === 'warning' ? 'warn' : level === 'error' ? 'error' : 'debug']({ from: 'jobs' }, message),
  )
}

function scheduledTasks(jobs: readonly Job[], logger: Logger): TaskList {
  return Object.fromEntries(
    jobs.map((job) => [job.name, () => observed(job.name, () => job.run(), logger, 'a job failed; it runs again at its next time')]),
  )
}

function queuedTasks(jobs: readonly QueuedJob[], logger: Logger): TaskList {
  return Object.fromEntries(
    jobs.map((job) => [
      job.name,
      (payload, { abortSignal, job: { attempts } }) =>
        observed(
          job.name,
          () => job.run(payload as never, { signal: abortSignal, attempt: attempts }),
          logger,
          'a job failed; it is tried again later, as often as it may be',
        ),
    ]),
  )
}

async function observed(name: string, run: () => Promise<void>, logger: Logger, message: string): Promise<void> {
  const failure = await run().then(
    () => null,
    (error: unknown) => loggable(error),
  )
  if (failure === null) return
  logger.error({ job: name, err: failure }, message)
  // the queue keeps the message in its table: without the values that a database quotes
  throw new Error(String(failure['message'] ?? failure['type']))
}

const attended = new WeakSet<Pool>()

/** A connection that breaks while a job holds it fails the job, not the process. */
function attend(pool: Pool, logger: Logger): void {
  if (attended.has(pool)) return
  attended.add(pool)
  pool.on('connect', (client) => client.on('error', (error) => logger.warn({ err: loggable(error) }, 'a connection to the database broke')))
}
