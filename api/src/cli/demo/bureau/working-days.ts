import { addDays, type Day } from '@qizhi/codes'

/** The holidays of 2026 in which nothing is held, first and last day of each. */
const holidays: readonly (readonly [Day, Day])[] = [
  ['2026-01-01', '2026-01-03'],
  ['2026-02-15', '2026-02-23'],
  ['2026-04-04', '2026-04-06'],
  ['2026-05-01', '2026-05-05'],
  ['2026-06-19', '2026-06-21'],
  ['2026-09-25', '2026-09-27'],
  ['2026-10-01', '2026-10-07'],
]

/** The day itself, or the first working day after it. */
export function workingDayFrom(day: Day): Day {
  let candidate = day
  while (isWeekend(candidate) || holidays.some(([first, last]) => first <= candidate && candidate <= last))
    candidate = addDays(candidate, 1)
  return candidate
}

function isWeekend(day: Day): boolean {
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay()
  return weekday === 0 || weekday === 6
}
