import { Temporal } from '@js-temporal/polyfill'
import { type Days } from '../definition/report-period.ts'
import { type ScheduleCadence, type SchedulePeriod } from './schedule.enums.ts'

/** When a schedule runs. */
export interface Rhythm {
  readonly cadence: ScheduleCadence
  /** Of WEEKLY: Monday is 1. */
  readonly weekday: number | null
  /** Of MONTHLY, and of QUARTERLY in a quarter's first month; a shorter month has it on its last day. */
  readonly day: number | null
  /** HH:MM in Asia/Shanghai. */
  readonly timeOfDay: string
}

/** The first run after a moment. */
export function nextRun(rhythm: Rhythm, after: Date): Date {
  const cycle = cycleAt(rhythm, after)
  const run = runIn(rhythm, cycle)
  return run > after ? run : runIn(rhythm, cycle.add(length[units[rhythm.cadence]]))
}

/** The last run at a moment or before it. */
export function latestRun(rhythm: Rhythm, until: Date): Date {
  const cycle = cycleAt(rhythm, until)
  const run = runIn(rhythm, cycle)
  return run <= until ? run : runIn(rhythm, cycle.subtract(length[units[rhythm.cadence]]))
}

/** The latest week (from Monday), month, quarter or year whose last day is not after a day: on 31 December, the year that ends on it. */
export function justEnded(period: SchedulePeriod, day: string): Days & { readonly from: string; readonly to: string } {
  const start = startOf(period, Temporal.PlainDate.from(day).add({ days: 1 }))
  return { from: start.subtract(length[period]).toString(), to: start.subtract({ days: 1 }).toString() }
}

/** The civil day in Asia/Shanghai of a moment. */
export function dayInShanghai(moment: Date): string {
  return zoned(moment).toPlainDate().toString()
}

const zone = 'Asia/Shanghai'

/** Each cadence runs once in each of its units. */
const units: Readonly<Record<ScheduleCadence, SchedulePeriod>> = {
  WEEKLY: 'WEEK',
  MONTHLY: 'MONTH',
  QUARTERLY: 'QUARTER',
  YEAR_END: 'YEAR',
}

const length = { WEEK: { days: 7 }, MONTH: { months: 1 }, QUARTER: { months: 3 }, YEAR: { years: 1 } } as const

function cycleAt({ cadence }: Rhythm, moment: Date): Temporal.PlainDate {
  return startOf(units[cadence], zoned(moment).toPlainDate())
}

/** The run in the unit that begins on this day. */
function runIn({ cadence, weekday, day, timeOfDay }: Rhythm, start: Temporal.PlainDate): Date {
  const on = {
    WEEKLY: () => start.add({ days: (weekday ?? 1) - 1 }),
    // Temporal itself takes the last day of a month that is shorter
    MONTHLY: () => start.with({ day: day ?? 1 }),
    QUARTERLY: () => start.with({ day: day ?? 1 }),
    YEAR_END: () => start.with({ month: 12, day: 31 }),
  }[cadence]()
  return new Date(on.toZonedDateTime({ timeZone: zone, plainTime: Temporal.PlainTime.from(timeOfDay) }).epochMilliseconds)
}

function startOf(unit: SchedulePeriod, day: Temporal.PlainDate): Temporal.PlainDate {
  switch (unit) {
    case 'WEEK':
      return day.subtract({ days: day.dayOfWeek - 1 })
    case 'MONTH':
      return day.with({ day: 1 })
    case 'QUARTER':
      return day.with({ day: 1, month: Math.floor((day.month - 1) / 3) * 3 + 1 })
    case 'YEAR':
      return day.with({ day: 1, month: 1 })
  }
}

function zoned(moment: Date): Temporal.ZonedDateTime {
  return Temporal.Instant.fromEpochMilliseconds(moment.getTime()).toZonedDateTimeISO(zone)
}
