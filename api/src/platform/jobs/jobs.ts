import { Logger as WorkerLogger, parseCronItems, run, type Runner } from 'graphile-worker'
import { type Pool } from 'pg'
import { type Logger } from 'pino'
import { loggable } from '../errors/database-error.ts'

/** Work that is done beside the requests. It may be killed at any moment and run again: every job is idempotent. */
export interface Job {
  readonly name: string
  /** When it runs, in cron's five fields, UTC. Several processes share one schedule: it runs once. */
  readonly schedule: string
  run(): Promise<void>
}

/** Jobs that are being worked off. */
export interface Jobs {
  /** Waits for the one that runs. */
  stop(): Promise<void>
}

/** Starts working off the jobs of all modules, in this process. */
export async function startJobs(pool: Pool, jobs: readonly Job[], logger: Logger): Promise<Jobs> {
  // a connection that breaks while a job holds it fails the job, not the process
  pool.on('connect', (client) => client.on('error', (error) => logger.warn({ err: loggable(error) }, 'a connection to the database broke')))
  const runner: Runner = await run({
    pgPool: pool,
    concurrency: 1,
    noHandleSignals: true,
    logger: new WorkerLogger(
      () => (level, message) => logger[level === 'warning' ? 'warn' : level === 'error' ? 'error' : 'debug']({ from: 'jobs' }, message),
    ),
    taskList: Object.fromEntries(jobs.map((job) => [job.name, () => observed(job, logger)])),
    parsedCronItems: parseCronItems(
      jobs.map((job) => ({ task: job.name, match: job.schedule, options: { backfillPeriod: 0, maxAttempts: 1 } })),
    ),
  })
  return { stop: () => runner.stop() }
}

async function observed(job: Job, logger: Logger): Promise<void> {
  try {
    await job.run()
  } catch (error) {
    logger.error({ job: job.name, err: loggable(error) }, 'a job failed; it runs again at its next time')
    throw error
  }
}
