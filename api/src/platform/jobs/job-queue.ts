/** Work that is asked for once, with what it is about. It may be killed at any moment and run again: every job is idempotent. */
export interface QueuedJob<Payload extends JobPayload = JobPayload> {
  readonly name: string
  /** How often it is tried, later and later, before it stays failed; 25 by default, which takes three days. */
  readonly attempts?: number
  /** `signal` is aborted when the process stops: a long job then ends where it can go on later, by throwing. */
  run(payload: Payload, control: { readonly signal: AbortSignal; readonly attempt: number }): Promise<void>
}

/** Ids and numbers. Payloads lie in the clear: personal data has no place in them. */
export type JobPayload = Readonly<Record<string, string | number | boolean | null>>

/** When and how a job is run. */
export interface QueueOptions {
  /** Of jobs with one key only the latest stays, unless it is running already. */
  readonly key?: string
  /** Not before this moment. */
  readonly runAt?: Date
  /** Jobs of one queue run one after the other. There should be few queues. */
  readonly queue?: string
}

/** Whatever sends a statement in the transaction in which the job is asked for. */
interface Sender {
  query(sql: string, parameters?: readonly unknown[]): Promise<unknown>
}

/** Asks for a job in the caller's transaction: it is run once that is committed, or never. */
export async function queueJob<Payload extends JobPayload>(
  tx: Sender,
  { name, attempts = 25 }: Pick<QueuedJob<Payload>, 'name' | 'attempts'>,
  payload: Payload,
  { key, runAt, queue }: QueueOptions = {},
): Promise<void> {
  await tx.query('SELECT FROM graphile_worker.add_job($1, $2::json, queue_name => $3, run_at => $4, max_attempts => $5, job_key => $6)', [
    name,
    JSON.stringify(payload),
    queue ?? null,
    runAt ?? null,
    attempts,
    key ?? null,
  ])
}
