import { Temporal } from '@js-temporal/polyfill'
import { type Permission } from '../../platform/access/permissions.ts'
import { userError } from '../../platform/errors/user-error.ts'
import { type UserError } from '../../platform/errors/user-error.type.ts'
import { type ActivityAction, type ActivityStatus } from './activity.enums.ts'

interface Transition {
  readonly from: ActivityStatus
  readonly verb: ActivityAction
  readonly to: ActivityStatus
  readonly permission: Permission
  /** Only on the day that it is planned for. */
  readonly onTheDay?: true
}

const permission = 'activities:write'

/** The life of an activity: what may be done in each state, and what it becomes. What is not in this table cannot be done. */
export const activityTransitions: readonly Transition[] = [
  { from: 'PLANNED', verb: 'UPDATE', to: 'PLANNED', permission },
  { from: 'PLANNED', verb: 'HOLD', to: 'HELD', permission },
  { from: 'PLANNED', verb: 'CANCEL', to: 'CANCELLED', permission },
  { from: 'PLANNED', verb: 'RECORD_ATTENDANCE', to: 'PLANNED', permission, onTheDay: true },
  { from: 'PLANNED', verb: 'ATTACH', to: 'PLANNED', permission },
  { from: 'PLANNED', verb: 'EXCLUDE', to: 'PLANNED', permission },
  { from: 'HELD', verb: 'UPDATE', to: 'HELD', permission },
  { from: 'HELD', verb: 'ARCHIVE', to: 'ARCHIVED', permission },
  { from: 'HELD', verb: 'RECORD_ATTENDANCE', to: 'HELD', permission },
  { from: 'HELD', verb: 'ATTACH', to: 'HELD', permission },
]

/** What of an activity decides about its next steps. */
export interface ActivityStanding {
  readonly status: ActivityStatus
  readonly onDay: string
}

/** What can be done with it today by somebody whose permissions for it `may` knows. */
export function possibleActions(activity: ActivityStanding, today: string, may: (permission: Permission) => boolean): ActivityAction[] {
  return activityTransitions.filter((step) => applies(step, activity, today) && may(step.permission)).map((step) => step.verb)
}

/** Why the activity is not in a state for this; empty when it is. */
export function standingErrors(activity: ActivityStanding, verb: ActivityAction, today: string): UserError[] {
  const steps = activityTransitions.filter((step) => step.verb === verb && step.from === activity.status)
  if (steps.length === 0) return [userError('CONFLICT', `activity.${activity.status}`)]
  if (!steps.some((step) => applies(step, activity, today))) return [userError('CONFLICT', 'activity.notTheDay', { params: { day: activity.onDay } })]
  return []
}

function applies(step: Transition, { status, onDay }: ActivityStanding, today: string): boolean {
  return step.from === status && (step.onTheDay !== true || onDay === today)
}

/** An instant as the database and the audit trail write it. */
export function instantOf(text: string): string {
  return Temporal.Instant.from(text).toString({ smallestUnit: 'millisecond' })
}

/** The civil day of an instant. */
export function dayOf(instant: string): string {
  return Temporal.Instant.from(instant).toZonedDateTimeISO('Asia/Shanghai').toPlainDate().toString()
}

/** Why an activity cannot begin then: its organiser did not exist, or it is further ahead than anybody plans. */
export function startErrors(plannedStart: string, organizerSince: string, today: string): UserError[] {
  const day = Temporal.PlainDate.from(dayOf(plannedStart))
  const latest = Temporal.PlainDate.from(today).add({ years: yearsAhead })
  if (Temporal.PlainDate.compare(day, organizerSince) < 0) return [userError('INVALID', 'activity.beforeOrganizer', { field: 'plannedStart', params: { day: organizerSince } })]
  if (Temporal.PlainDate.compare(day, latest) > 0) return [userError('INVALID', 'activity.tooFarAhead', { field: 'plannedStart', params: { day: latest.toString() } })]
  return []
}

const yearsAhead = 5

/** Why an activity cannot have been held on that day. */
export function heldErrors(heldOn: string, organizerSince: string, today: string): UserError[] {
  if (heldOn > today) return [userError('INVALID', 'activity.heldInFuture', { field: 'heldOn', params: { day: heldOn } })]
  if (heldOn < organizerSince) return [userError('INVALID', 'activity.beforeOrganizer', { field: 'heldOn', params: { day: organizerSince } })]
  return []
}
