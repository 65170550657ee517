/** A calendar day as `YYYY-MM-DD`. Such texts sort and compare as the days do. */
export type Day = string

const dayForm = /^(\d{4})-(\d{2})-(\d{2})$/

/** The day, or nothing where the calendar has no such day (30 February, month 13, year 0). */
export function dayOf(year: number, month: number, dayOfMonth: number): Day | undefined {
  if (year < 1 || month < 1 || month > 12 || dayOfMonth < 1 || dayOfMonth > daysInMonth(year, month)) return undefined
  return write(year, month, dayOfMonth)
}

/** Whether a text is a real day in the canonical form. */
export function isDay(text: string): boolean {
  const parts = dayForm.exec(text)
  return parts !== null && dayOf(Number(parts[1]), Number(parts[2]), Number(parts[3])) !== undefined
}

export function addDays(day: Day, count: number): Day {
  const { year, month, dayOfMonth } = split(day)
  const date = new Date(Date.UTC(year, month - 1, dayOfMonth + count))
  return write(date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate())
}

/** The same day of a later (or earlier) month; the last day of that month where it is shorter: 31 January + 1 = 28 February. */
export function addMonths(day: Day, count: number): Day {
  const { year, month, dayOfMonth } = split(day)
  const months = year * 12 + (month - 1) + count
  const targetYear = Math.floor(months / 12)
  const targetMonth = (((months % 12) + 12) % 12) + 1
  return write(targetYear, targetMonth, Math.min(dayOfMonth, daysInMonth(targetYear, targetMonth)))
}

export function addYears(day: Day, count: number): Day {
  return addMonths(day, count * 12)
}

/** Completed years of age 周岁. Somebody born on 29 February comes of age on 1 March of a common year. */
export function ageOn(birthDate: Day, day: Day): number {
  const born = split(birthDate)
  const on = split(day)
  const hadBirthday = on.month > born.month || (on.month === born.month && on.dayOfMonth >= born.dayOfMonth)
  return on.year - born.year - (hadBirthday ? 0 : 1)
}

function split(day: Day) {
  const parts = dayForm.exec(day)
  if (!parts) throw new RangeError(`Not a day: ${day}`)
  return { year: Number(parts[1]), month: Number(parts[2]), dayOfMonth: Number(parts[3]) }
}

function daysInMonth(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28
  return [4, 6, 9, 11].includes(month) ? 30 : 31
}

function write(year: number, month: number, dayOfMonth: number): Day {
  return `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(dayOfMonth).padStart(2, '0')}`
}
