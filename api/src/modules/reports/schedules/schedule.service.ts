import { type Actor, type Transaction, type Writer } from '../../../platform/database/write.ts'
import { AppError } from '../../../platform/errors/app-error.ts'
import { userError } from '../../../platform/errors/user-error.ts'
import { type UserError } from '../../../platform/errors/user-error.type.ts'
import { type Reader } from '../../../platform/graph/reader.ts'
import { organizationsInScope } from '../report.store.ts'
import { type ReportFacts, type ReportRecipients } from './report-recipients.ts'
import { nextRun } from './schedule-calendar.rules.ts'
import { scheduleErrors } from './schedule-check.rules.ts'
import { beginRun } from './schedule-runs.ts'
import {
  type CreateReportScheduleInput,
  type EndReportScheduleInput,
  type ReportSchedulePayload,
  type RunReportScheduleNowInput,
  type UpdateReportScheduleInput,
} from './schedule.inputs.ts'
import {
  endSchedule,
  insertSchedule,
  type LockedSchedule,
  lockOwnSchedule,
  nowOf,
  type ScheduleContent,
  updateSchedule,
} from './schedule.store.ts'

/** Who writes, with the door through which he reads. */
type Reading = Actor & { readonly reader: Reader }

const mostSchedules = 20
const mostRunsADay = 10

/** Having reports mailed: what somebody sets up is his own, and no wider than what he and his recipients may see. */
export class ReportScheduleService {
  constructor(
    private readonly writer: Writer,
    private readonly recipients: ReportRecipients,
    /** Whether there is a mail server at all. */
    private readonly mailIsSetUp: boolean,
  ) {}

  async create(actor: Reading, input: CreateReportScheduleInput): Promise<ReportSchedulePayload> {
    const content = contentOf(input)
    const facts = await this.recipients.factsFor(actor, input.reportId, content.recipientIds)
    return this.writer.write(actor, 'reportSchedule.create', input, async (tx) => {
      const userErrors = [
        ...reportErrors(facts),
        ...this.mailErrors(),
        ...(await contentErrors(tx, content, null, facts)),
        ...(await tooManyErrors(tx, input.reportId)),
      ]
      if (userErrors.length > 0) return { scheduleId: null, userErrors }
      const id = await insertSchedule(tx, input.reportId, content, nextRun(content, await nowOf(tx)))
      tx.audit({ entity: 'ReportSchedule', entityId: id, after: { reportId: input.reportId, ...content } })
      return { scheduleId: id, userErrors: [] }
    })
  }

  async update(actor: Reading, input: UpdateReportScheduleInput): Promise<ReportSchedulePayload> {
    const facts = await this.recipients.factsForSchedule(actor, input.id, input.recipientIds ?? [])
    return this.writer.write(actor, 'reportSchedule.update', input, async (tx) => {
      const schedule = await lockOwnSchedule(tx, input.id)
      const content = changedContent(schedule, input)
      const wasPaused = schedule.pausedBecause !== null
      const paused = input.paused ?? wasPaused
      const userErrors = [
        ...stateErrors(schedule, input.version),
        ...(paused ? [] : reportErrors(facts)),
        ...(wasPaused && !paused ? this.mailErrors() : []),
        ...(await contentErrors(tx, content, schedule, facts)),
      ]
      if (userErrors.length > 0) return { scheduleId: schedule.id, userErrors }
      await updateSchedule(tx, schedule.id, content, paused ? null : nextRun(content, await nowOf(tx)))
      tx.audit({
        entity: 'ReportSchedule',
        entityId: schedule.id,
        before: { ...contentOf(schedule), paused: wasPaused },
        after: { ...content, paused },
      })
      return { scheduleId: schedule.id, userErrors: [] }
    })
  }

  end(actor: Actor, input: EndReportScheduleInput): Promise<ReportSchedulePayload> {
    return this.writer.write(actor, 'reportSchedule.end', input, async (tx) => {
      const schedule = await lockOwnSchedule(tx, input.id)
      const userErrors = stateErrors(schedule, input.version)
      if (userErrors.length > 0) return { scheduleId: schedule.id, userErrors }
      await endSchedule(tx, schedule.id)
      tx.audit({ entity: 'ReportSchedule', entityId: schedule.id, after: { ended: true } })
      return { scheduleId: schedule.id, userErrors: [] }
    })
  }

  /** Sends everybody's mail now, beside the times that are set. */
  async runNow(actor: Reading, input: RunReportScheduleNowInput): Promise<ReportSchedulePayload> {
    const facts = await this.recipients.factsForSchedule(actor, input.id, [])
    return this.writer.write(actor, 'reportSchedule.runNow', input, async (tx) => {
      const schedule = await lockOwnSchedule(tx, input.id)
      const userErrors = schedule.ended
        ? [userError('CONFLICT', 'schedule.ended')]
        : [...reportErrors(facts), ...this.mailErrors(), ...(await tooManyRunsErrors(tx, schedule.id))]
      if (userErrors.length > 0) return { scheduleId: schedule.id, userErrors }
      const runId = await beginRun(tx, schedule, { dueAt: null, at: await nowOf(tx) })
      tx.audit({ entity: 'ReportSchedule', entityId: schedule.id, after: { runId, recipientIds: schedule.recipientIds } })
      return { scheduleId: schedule.id, userErrors: [] }
    })
  }

  private mailErrors(): UserError[] {
    return this.mailIsSetUp ? [] : [userError('CONFLICT', 'schedule.mailNotSetUp')]
  }
}

/** @throws AppError NOT_FOUND when the report is not shown to the actor */
function reportErrors(facts: ReportFacts | null): UserError[] {
  if (facts === null) throw new AppError('NOT_FOUND')
  return facts.archived ? [userError('CONFLICT', 'report.archived')] : []
}

/** `present`: what it says already, whose recipients and organisation may have left the scope; that is told when they get nothing. */
async function contentErrors(
  tx: Transaction,
  content: ScheduleContent,
  present: ScheduleContent | null,
  facts: ReportFacts | null,
): Promise<UserError[]> {
  const errors = scheduleErrors(content)
  const { organizationId, recipientIds } = content
  if (organizationId !== null && organizationId !== present?.organizationId) {
    const known = await organizationsInScope(tx, [organizationId], tx.actor.viewer.scope('counts:read'))
    if (!known.has(organizationId)) errors.push(userError('NOT_FOUND', 'report.organization', { field: 'organizationId' }))
  }
  const allowed = new Set([...(present?.recipientIds ?? []), ...(facts?.recipientIds ?? [])])
  for (const [at, id] of recipientIds.entries()) {
    if (!allowed.has(id)) errors.push(userError('NOT_FOUND', 'schedule.recipient', { field: ['recipientIds', String(at)] }))
  }
  return errors
}

function contentOf(input: CreateReportScheduleInput | ScheduleContent): ScheduleContent {
  const { cadence, weekday = null, day = null, timeOfDay, period = null, organizationId = null, formats, recipientIds } = input
  return { cadence, weekday, day, timeOfDay, period, organizationId, formats, recipientIds: [...new Set(recipientIds)] }
}

/** A cadence comes with its weekday or day; everything else that is absent stays. */
function changedContent(present: LockedSchedule, input: UpdateReportScheduleInput): ScheduleContent {
  const sameCadence = input.cadence == null
  return contentOf({
    cadence: input.cadence ?? present.cadence,
    weekday: input.weekday === undefined ? (sameCadence ? present.weekday : null) : input.weekday,
    day: input.day === undefined ? (sameCadence ? present.day : null) : input.day,
    timeOfDay: input.timeOfDay ?? present.timeOfDay,
    period: input.period === undefined ? present.period : input.period,
    organizationId: input.organizationId === undefined ? present.organizationId : input.organizationId,
    formats: input.formats ?? present.formats,
    recipientIds: input.recipientIds ?? present.recipientIds,
  })
}

function stateErrors({ version, ended }: LockedSchedule, seen: number): UserError[] {
  if (version !== seen) return [userError('STALE_VERSION', 'schedule.stale', { field: 'version', params: { version } })]
  return ended ? [userError('CONFLICT', 'schedule.ended')] : []
}

async function tooManyErrors(tx: Transaction, reportId: string): Promise<UserError[]> {
  const present = await tx.query('SELECT FROM report_schedule WHERE report_id = $1 AND owner_id = $2 AND ended_at IS NULL LIMIT $3', [
    reportId,
    tx.actor.viewer.accountId,
    mostSchedules,
  ])
  return present.length < mostSchedules ? [] : [userError('CONFLICT', 'schedule.tooMany', { params: { most: mostSchedules } })]
}

/** Nobody floods mailboxes by pressing a button. */
async function tooManyRunsErrors(tx: Transaction, scheduleId: string): Promise<UserError[]> {
  const recent = await tx.query(
    `SELECT FROM report_schedule_run WHERE schedule_id = $1 AND due_at IS NULL AND started_at > now() - interval '1 day' LIMIT $2`,
    [scheduleId, mostRunsADay],
  )
  return recent.length < mostRunsADay ? [] : [userError('CONFLICT', 'schedule.tooManyRuns', { params: { most: mostRunsADay } })]
}
