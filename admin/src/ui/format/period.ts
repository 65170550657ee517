import { addDays, addMonths, endOfMonth, endOfQuarter, startOfMonth, startOfQuarter } from './day-arithmetic.ts'

/** Periods that people name; they move on with the calendar, so that a saved address stays true. */
export const periodNames = ['this-year', 'last-year', 'this-quarter', 'last-quarter', 'this-month', 'last-month', 'twelve-months'] as const
export type PeriodName = (typeof periodNames)[number]

/** Two days, both included; an absent one sets no bound. */
export interface Period {
  readonly from: string | undefined
  readonly to: string | undefined
}

/** The days that a name stands for on a given day. */
export function periodOf(name: PeriodName, today: string): { readonly from: string; readonly to: string } {
  const year = Number(today.slice(0, 4))
  switch (name) {
    case 'this-year':
      return { from: `${year}-01-01`, to: `${year}-12-31` }
    case 'last-year':
      return { from: `${year - 1}-01-01`, to: `${year - 1}-12-31` }
    case 'this-quarter':
      return { from: startOfQuarter(today), to: endOfQuarter(today) }
    case 'last-quarter':
      return { from: addMonths(startOfQuarter(today), -3), to: addDays(startOfQuarter(today), -1) }
    case 'this-month':
      return { from: startOfMonth(today), to: endOfMonth(today) }
    case 'last-month':
      return { from: addMonths(startOfMonth(today), -1), to: addDays(startOfMonth(today), -1) }
    case 'twelve-months':
      return { from: addMonths(startOfMonth(today), -11), to: endOfMonth(today) }
  }
}
