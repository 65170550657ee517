import { userError } from '../../../platform/errors/user-error.ts'
import { type UserError } from '../../../platform/errors/user-error.type.ts'
import { type ScheduleContent } from './schedule.store.ts'

export const mostRecipients = 200

/** What is wrong with a schedule by itself, field by field. */
export function scheduleErrors({ cadence, weekday, day, timeOfDay, formats, recipientIds }: ScheduleContent): UserError[] {
  const errors: UserError[] = []
  const isWeekly = cadence === 'WEEKLY'
  const hasDay = cadence === 'MONTHLY' || cadence === 'QUARTERLY'
  if (isWeekly !== (weekday !== null) || (weekday !== null && (weekday < 1 || weekday > 7)))
    errors.push(userError('INVALID', 'schedule.weekday', { field: 'weekday' }))
  if (hasDay !== (day !== null) || (day !== null && (day < 1 || day > 31)))
    errors.push(userError('INVALID', 'schedule.day', { field: 'day' }))
  if (!/^([01]\d|2[0-3]):[0-5]\d$/.test(timeOfDay)) errors.push(userError('INVALID', 'schedule.timeOfDay', { field: 'timeOfDay' }))
  if (formats.length === 0 || new Set(formats).size < formats.length)
    errors.push(userError('INVALID', 'schedule.formats', { field: 'formats' }))
  if (recipientIds.length === 0 || recipientIds.length > mostRecipients)
    errors.push(userError('INVALID', 'schedule.recipients', { field: 'recipientIds', params: { most: mostRecipients } }))
  return errors
}
