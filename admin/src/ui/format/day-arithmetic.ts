/** Reckoning with calendar days, YYYY-MM-DD: no time of day and no time zone can creep in. Weeks begin on Monday. */

/** The day so many days later, or earlier for a negative number. */
export function addDays(day: string, days: number): string {
  return textOf(new Date(dateOf(day).getTime() + days * 86_400_000))
}

/** The same day so many months later; the last of the month where that month is shorter. */
export function addMonths(day: string, months: number): string {
  const [year, month, date] = partsOf(day)
  const last = new Date(Date.UTC(year, month + months, 0)).getUTCDate()
  return textOf(new Date(Date.UTC(year, month - 1 + months, Math.min(date, last))))
}

/** Monday is 1, Sunday 7. */
export function weekdayOf(day: string): number {
  return dateOf(day).getUTCDay() || 7
}

export function startOfWeek(day: string): string {
  return addDays(day, 1 - weekdayOf(day))
}

export function endOfWeek(day: string): string {
  return addDays(day, 7 - weekdayOf(day))
}

export function startOfMonth(day: string): string {
  return `${day.slice(0, 7)}-01`
}

export function endOfMonth(day: string): string {
  return addDays(addMonths(startOfMonth(day), 1), -1)
}

export function startOfQuarter(day: string): string {
  const [year, month] = partsOf(day)
  return textOf(new Date(Date.UTC(year, month - 1 - ((month - 1) % 3), 1)))
}

export function endOfQuarter(day: string): string {
  return addDays(addMonths(startOfQuarter(day), 3), -1)
}

/** 1 for January to March. */
export function quarterOf(day: string): number {
  return Math.ceil(partsOf(day)[1] / 3)
}

/** Every day of a period, both ends included. */
export function daysBetween(from: string, to: string): string[] {
  const days: string[] = []
  for (let day = from; day <= to; day = addDays(day, 1)) days.push(day)
  return days
}

/** The later of two days, where an absent one sets no bound. */
export function laterOf(a: string | undefined, b: string | undefined): string | undefined {
  if (a === undefined || b === undefined) return a ?? b
  return a > b ? a : b
}

export function earlierOf(a: string | undefined, b: string | undefined): string | undefined {
  if (a === undefined || b === undefined) return a ?? b
  return a < b ? a : b
}

function partsOf(day: string): [year: number, month: number, date: number] {
  return [Number(day.slice(0, 4)), Number(day.slice(5, 7)), Number(day.slice(8, 10))]
}

function dateOf(day: string): Date {
  return new Date(`${day}T00:00:00Z`)
}

function textOf(date: Date): string {
  return date.toISOString().slice(0, 10)
}
