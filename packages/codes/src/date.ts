import { addDays, dayOf, type Day } from './day.ts'
import { read, refuse, unread, type Reading } from './reading.ts'
import { toHalfWidth, withoutSpaces } from './text.ts'

export type DatePrecision = 'DAY' | 'MONTH'

/** A date and how exactly it is known. One known to the month stands on that month's first day. */
export interface HrDate {
  readonly day: Day
  readonly precision: DatePrecision
}

const earliestYear = 1900
const latestYear = 2100

/**
 * Reads a date as HR systems and spreadsheets write it: 1985-03-12, 1985/3/12, 1985年3月12日, 19850312, 1985.03, 1985年3月,
 * or a spreadsheet's serial number (31123). With `notAfter`, a later day is refused.
 */
export function readDate(written: string | number, options: { notAfter?: Day } = {}): Reading<HrDate> {
  const text = String(written)
  const found = interpret(withoutSpaces(toHalfWidth(withoutTime(text))), text)
  if (!found.ok) return found

  const { date, canonical } = found
  if (options.notAfter !== undefined && date.day > options.notAfter) {
    return unread(refuse('date.future', { date: canonical, today: options.notAfter }))
  }
  return read(date, text, canonical)
}

type Interpretation = { ok: true; date: HrDate; canonical: string } | ReturnType<typeof unread>

function interpret(compact: string, text: string): Interpretation {
  if (compact === '') return unread(refuse('date.empty'))

  const serial = /^(\d{5})(\.\d+)?$/.exec(compact)
  if (serial) return inRange(ofDay(dayOfSerial(Number(serial[1]))))
  if (/^\d{4}年?$/.test(compact)) return unread(refuse('date.year-only', { text }))
  // A number cell cannot keep the zero of 1985.10.
  if (/^\d{4}\.1$/.test(compact)) return unread(refuse('date.ambiguous-month', { text }))

  const parts = /^(\d{4})(\d{2})(\d{2})?$/.exec(compact) ?? separated(compact)
  if (!parts) return unread(refuse('date.unreadable', { text }))

  const dayOfMonth = parts[3]
  const day = dayOf(Number(parts[1]), Number(parts[2]), Number(dayOfMonth ?? 1))
  if (!day) return unread(refuse('date.impossible', { text }))
  return inRange(dayOfMonth === undefined ? ofMonth(day) : ofDay(day))
}

function inRange(date: HrDate): Interpretation {
  const year = Number(date.day.slice(0, 4))
  if (year < earliestYear || year > latestYear) return unread(refuse('date.year-range', { year }))
  return { ok: true, date, canonical: date.precision === 'DAY' ? date.day : date.day.slice(0, 7) }
}

/** Both separators are of one kind: 1985-3-12, 1985.03, 1985年3月12日. */
function separated(compact: string): RegExpExecArray | null {
  return (
    /^(\d{4})年(\d{1,2})月(?:(\d{1,2})[日号]?)?$/.exec(compact) ??
    /^(\d{4})-(\d{1,2})(?:-(\d{1,2}))?$/.exec(compact) ??
    /^(\d{4})\/(\d{1,2})(?:\/(\d{1,2}))?$/.exec(compact) ??
    /^(\d{4})\.(\d{1,2})(?:\.(\d{1,2}))?$/.exec(compact)
  )
}

/** Spreadsheets that export a date as a moment add a midnight, which says nothing. */
function withoutTime(text: string): string {
  return text.trim().replace(/(?<=\d)[T ]\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?Z?$/, '')
}

/** Day 1 is 1900-01-01, and spreadsheets believe in 1900-02-29: from there on, as with every count of five digits, it is one too high. */
function dayOfSerial(serial: number): Day {
  return addDays('1899-12-30', serial)
}

function ofDay(day: Day): HrDate {
  return { day, precision: 'DAY' }
}

function ofMonth(day: Day): HrDate {
  return { day, precision: 'MONTH' }
}
