import { Temporal } from '@js-temporal/polyfill'
import { type CountComparison } from './count-query.ts'
import { type Shift } from './model.ts'

/** Days, both included. */
export interface Period {
  readonly from: string
  readonly to: string
}

/**
 * How far back the period lies that another is compared with. A period of whole months is preceded by as many months, any other by as
 * many days; last year's lies twelve months back.
 */
export function shiftOf({ from, to }: Period, compare: CountComparison): Shift {
  if (compare === 'SAME_PERIOD_LAST_YEAR') return { months: 12 }
  const [first, next] = [Temporal.PlainDate.from(from), Temporal.PlainDate.from(to).add({ days: 1 })]
  if (first.day === 1 && next.day === 1) return { months: first.until(next, { largestUnit: 'months' }).months }
  return { days: first.until(next, { largestUnit: 'days' }).days }
}

/**
 * The days that a shift carries into the period. A month's last days all come to the last day of a shorter month, so that every day of
 * the earlier period is compared with some day; 29 February itself is preceded by no day.
 */
export function earlierPeriod({ from, to }: Period, shift: Shift): Period {
  return { from: shiftedBack(from, shift, 'FIRST'), to: shiftedBack(to, shift, 'LAST') }
}

/** The first day that comes to `day` or later, or the last that comes to `day` or earlier. */
function shiftedBack(day: string, shift: Shift, bound: 'FIRST' | 'LAST'): string {
  const aim = Temporal.PlainDate.from(day)
  // a month that is cut short moves a day by less than four days
  let found = aim.subtract(shift)
  const carried = (candidate: Temporal.PlainDate) => Temporal.PlainDate.compare(candidate.add(shift), aim)
  if (bound === 'FIRST') {
    while (carried(found) < 0) found = found.add({ days: 1 })
    while (carried(found.subtract({ days: 1 })) >= 0) found = found.subtract({ days: 1 })
  } else {
    while (carried(found) > 0) found = found.subtract({ days: 1 })
    while (carried(found.add({ days: 1 })) <= 0) found = found.add({ days: 1 })
  }
  return found.toString()
}
