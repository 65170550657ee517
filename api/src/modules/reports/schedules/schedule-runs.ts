import { type Transaction } from '../../../platform/database/write.ts'
import { queueJob } from '../../../platform/jobs/job-queue.ts'
import { dayInShanghai, justEnded } from './schedule-calendar.rules.ts'
import { type LockedSchedule } from './schedule.store.ts'

/** The name of the job that sends one mail; its payload is the delivery's id. */
export const deliveryJob = { name: 'reports.deliver' } as const

export type DeliveryPayload = { readonly deliveryId: string }

/**
 * Begins a run: whoever is a recipient now gets a mail each, by a job of its own. Null where this planned run was begun before: however
 * often it is noticed, and by however many processes, there is one.
 */
export async function beginRun(
  tx: Transaction,
  schedule: LockedSchedule,
  when: { readonly dueAt: Date } | { readonly dueAt: null; readonly at: Date },
): Promise<string | null> {
  const runOn = dayInShanghai(when.dueAt ?? when.at)
  const days = schedule.period === null ? null : justEnded(schedule.period, runOn)
  const [run] = await tx.query<{ id: string }>(
    `INSERT INTO report_schedule_run (schedule_id, due_at, run_on, period_from, period_to, organization_id, formats, requested_by)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT (schedule_id, due_at) DO NOTHING RETURNING id`,
    [
      schedule.id,
      when.dueAt,
      runOn,
      days?.from ?? null,
      days?.to ?? null,
      schedule.organizationId,
      schedule.formats,
      when.dueAt === null ? tx.actor.viewer.accountId : null,
    ],
  )
  if (run === undefined) return null
  const deliveries = await tx.query<{ id: string }>(
    'INSERT INTO report_delivery (run_id, account_id) SELECT $1, id FROM unnest($2::uuid[]) AS id ORDER BY id RETURNING id',
    [run.id, schedule.recipientIds],
  )
  for (const { id } of deliveries) await askForDelivery(tx, id)
  return run.id
}

/** Has a mail sent, now or at a moment. */
export function askForDelivery(tx: Pick<Transaction, 'query'>, deliveryId: string, runAt?: Date): Promise<void> {
  return queueJob<DeliveryPayload>(
    { query: (sql, parameters) => tx.query(sql, parameters) },
    deliveryJob,
    { deliveryId },
    { key: `report-delivery:${deliveryId}`, ...(runAt === undefined ? {} : { runAt }) },
  )
}
