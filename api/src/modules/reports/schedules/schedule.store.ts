import { type Transaction } from '../../../platform/database/write.ts'
import { AppError } from '../../../platform/errors/app-error.ts'
import { isUuid } from '../../../platform/graph/reader.ts'
import { type ReportFileFormat, type ScheduleCadence, type SchedulePause, type SchedulePeriod } from './schedule.enums.ts'

/** What its owner says of a schedule. */
export interface ScheduleContent {
  readonly cadence: ScheduleCadence
  readonly weekday: number | null
  readonly day: number | null
  readonly timeOfDay: string
  readonly period: SchedulePeriod | null
  readonly organizationId: string | null
  readonly formats: readonly ReportFileFormat[]
  readonly recipientIds: readonly string[]
}

/** A schedule as its use cases see it once it is locked. */
export interface LockedSchedule extends ScheduleContent {
  readonly id: string
  readonly reportId: string
  readonly ownerId: string
  readonly nextRunAt: Date | null
  readonly pausedBecause: SchedulePause | null
  readonly ended: boolean
  readonly version: number
}

/** Locks a schedule of the actor's own. @throws AppError NOT_FOUND for an unknown id and for what is not his; the two look the same */
export async function lockOwnSchedule(tx: Transaction, id: string): Promise<LockedSchedule> {
  const schedule = isUuid(id) ? await lockSchedule(tx, id) : undefined
  if (schedule?.ownerId !== tx.actor.viewer.accountId) throw new AppError('NOT_FOUND')
  return schedule
}

/** Locks a schedule that is due; undefined when it is not, or somebody else sees to it. */
export async function lockDueSchedule(tx: Transaction, id: string): Promise<LockedSchedule | undefined> {
  const due = await tx.query('SELECT FROM report_schedule WHERE id = $1 AND next_run_at <= now() FOR NO KEY UPDATE SKIP LOCKED', [id])
  return due.length === 0 ? undefined : lockSchedule(tx, id)
}

async function lockSchedule(tx: Transaction, id: string): Promise<LockedSchedule | undefined> {
  const [schedule] = await tx.query<LockedSchedule>(
    `SELECT s.id, s.report_id AS "reportId", s.owner_id AS "ownerId", s.cadence, s.weekday, s.day, s.time_of_day AS "timeOfDay", s.period,
       s.organization_id AS "organizationId", s.formats, s.next_run_at AS "nextRunAt", s.paused_because AS "pausedBecause",
       s.ended_at IS NOT NULL AS ended, s.version,
       ARRAY(SELECT r.account_id::text FROM report_schedule_recipient r WHERE r.schedule_id = s.id ORDER BY 1) AS "recipientIds"
     FROM report_schedule s WHERE s.id = $1 FOR NO KEY UPDATE OF s`,
    [id],
  )
  return schedule
}

export async function insertSchedule(tx: Transaction, reportId: string, content: ScheduleContent, nextRunAt: Date): Promise<string> {
  const [schedule] = await tx.query<{ id: string }>(
    `INSERT INTO report_schedule (report_id, owner_id, cadence, weekday, day, time_of_day, period, organization_id, formats, next_run_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) RETURNING id`,
    [reportId, tx.actor.viewer.accountId, ...columnsOf(content), nextRunAt],
  )
  await replaceRecipients(tx, schedule!.id, content.recipientIds)
  return schedule!.id
}

/** `nextRunAt` null: it is paused by its owner. */
export async function updateSchedule(tx: Transaction, id: string, content: ScheduleContent, nextRunAt: Date | null): Promise<void> {
  await tx.query(
    `UPDATE report_schedule SET cadence = $2, weekday = $3, day = $4, time_of_day = $5, period = $6, organization_id = $7, formats = $8,
       next_run_at = $9, paused_because = CASE WHEN $9::timestamptz IS NULL THEN coalesce(paused_because, 'OWNER') END,
       paused_at = CASE WHEN $9::timestamptz IS NULL THEN coalesce(paused_at, now()) END, version = version + 1, updated_at = now()
     WHERE id = $1`,
    [id, ...columnsOf(content), nextRunAt],
  )
  await replaceRecipients(tx, id, content.recipientIds)
}

export async function pauseSchedule(tx: Transaction, id: string, because: SchedulePause): Promise<void> {
  await tx.query(
    `UPDATE report_schedule SET next_run_at = NULL, paused_because = $2, paused_at = now(), version = version + 1, updated_at = now() WHERE id = $1`,
    [id, because],
  )
}

export async function endSchedule(tx: Transaction, id: string): Promise<void> {
  await tx.query(
    'UPDATE report_schedule SET next_run_at = NULL, ended_at = now(), version = version + 1, updated_at = now() WHERE id = $1',
    [id],
  )
}

/** Now, by the database's clock. */
export async function nowOf(tx: Transaction): Promise<Date> {
  const [clock] = await tx.query<{ now: Date }>('SELECT now() AS now')
  return clock!.now
}

function columnsOf({ cadence, weekday, day, timeOfDay, period, organizationId, formats }: ScheduleContent): unknown[] {
  return [cadence, weekday, day, timeOfDay, period, organizationId, formats]
}

async function replaceRecipients(tx: Transaction, scheduleId: string, accountIds: readonly string[]): Promise<void> {
  await tx.query('DELETE FROM report_schedule_recipient WHERE schedule_id = $1 AND account_id <> ALL ($2::uuid[])', [
    scheduleId,
    accountIds,
  ])
  await tx.query(
    'INSERT INTO report_schedule_recipient (schedule_id, account_id) SELECT $1, id FROM unnest($2::uuid[]) AS id ORDER BY id ON CONFLICT DO NOTHING',
    [scheduleId, accountIds],
  )
}
