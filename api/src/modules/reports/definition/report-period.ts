import { Temporal } from '@js-temporal/polyfill'
import { type ReportPeriod } from '../report.enums.ts'

/** Days, both included; null where nothing bounds them. */
export interface Days {
  readonly from: string | null
  readonly to: string | null
}

/** The days of a period that is known by the calendar, as of a day. */
export function daysOf(period: Exclude<ReportPeriod, 'FROM_TO'>, today: string): { readonly from: string; readonly to: string } {
  const day = Temporal.PlainDate.from(today)
  const [, last, unit] = /^(THIS|LAST)_(YEAR|QUARTER|MONTH)$/.exec(period) as unknown as [string, 'THIS' | 'LAST', keyof typeof lengths]
  const months = lengths[unit]
  const first = day
    .with({ day: 1, month: Math.floor((day.month - 1) / months) * months + 1 })
    .subtract({ months: last === 'LAST' ? months : 0 })
  return { from: first.toString(), to: first.add({ months }).subtract({ days: 1 }).toString() }
}

/** In months. */
const lengths = { YEAR: 12, QUARTER: 3, MONTH: 1 } as const

/** The civil day in Asia/Shanghai. */
export function todayInShanghai(): string {
  return Temporal.Now.plainDateISO('Asia/Shanghai').toString()
}
