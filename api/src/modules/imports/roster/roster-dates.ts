import { type Day, type HrDate, readDate } from '@qizhi/codes'
import { reasonOf } from '../findings/reasons.ts'
import { type RosterField } from './roster-fields.ts'
import { type RosterRow } from './roster-record.ts'

type DateField = Extract<
  RosterField,
  'birthDate' | 'partyJoinedOn' | 'partyFullOn' | 'employmentStarted' | 'unionJoinedOn' | 'leagueJoinedOn'
>

/** Tells how a date was taken that is not written as a day or a month usually is. */
export function noteDate(row: RosterRow, field: DateField, { day, precision }: HrDate): void {
  const written = row.text(field)
  if (/^\d{5}(\.\d+)?$/.test(written)) row.note('DATE_FROM_SERIAL', field, { meant: day })
  else if (!usualDate.test(written)) row.note('DATE_UNDERSTOOD', field, { meant: precision === 'DAY' ? day : day.slice(0, 7) })
}

/** 1985-03-12, 1985/3/12, 1985.3.12, 1985-03, 1985.03, 19850312, with or without a midnight. */
const usualDate = /^\d{4}([-/.]\d{1,2}([-/.]\d{1,2})?|\d{4})( 00:00:00)?$/

/** The day of joining a union or the league; null where there is none that can be read. One known to the month is that month's first day. */
export function readEventDate(row: RosterRow, field: 'unionJoinedOn' | 'leagueJoinedOn', today: Day): Day | null {
  if (row.text(field) === '') return null
  const reading = readDate(row.text(field), { notAfter: today })
  if (!reading.ok) {
    row.note('DATE_UNUSABLE', field, { reason: reasonOf(reading.refusal) })
    return null
  }
  noteDate(row, field, reading.value)
  return reading.value.day
}

/** The day of joining the Party or of becoming full; null where there is none, undefined where it cannot be read and the row is refused. */
export function readPartyDate(row: RosterRow, field: 'partyJoinedOn' | 'partyFullOn', today: Day): Day | null | undefined {
  if (row.text(field) === '') return null
  const reading = readDate(row.text(field), { notAfter: today })
  if (!reading.ok) {
    row.note('PARTY_DATE_UNUSABLE', field, { reason: reasonOf(reading.refusal) })
    return undefined
  }
  const { day, precision } = reading.value
  if (precision === 'MONTH') row.note('DATE_UNDERSTOOD', field, { meant: day })
  else noteDate(row, field, reading.value)
  return day
}
