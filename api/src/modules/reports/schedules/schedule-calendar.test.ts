import { describe, expect, test } from '@jest/globals'
import { Temporal } from '@js-temporal/polyfill'
import fc from 'fast-check'
import { dayInShanghai, justEnded, latestRun, nextRun, type Rhythm } from './schedule-calendar.rules.ts'

const rhythm = (more: Partial<Rhythm> & Pick<Rhythm, 'cadence'>): Rhythm => ({ weekday: null, day: null, timeOfDay: '08:00', ...more })
const shanghai = (text: string) => new Date(`${text}:00+08:00`)

describe('the next run', () => {
  test.each<[string, Rhythm, string, string]>([
    ['of a Monday, on the Sunday before', rhythm({ cadence: 'WEEKLY', weekday: 1 }), '2026-11-29T23:59', '2026-11-30T08:00'],
    ['of a Monday, just before it', rhythm({ cadence: 'WEEKLY', weekday: 1 }), '2026-11-30T07:59', '2026-11-30T08:00'],
    ['of a Monday, at its very moment, is a week later', rhythm({ cadence: 'WEEKLY', weekday: 1 }), '2026-11-30T08:00', '2026-12-07T08:00'],
    ['of a Sunday, from a Monday', rhythm({ cadence: 'WEEKLY', weekday: 7 }), '2026-11-23T00:00', '2026-11-29T08:00'],
    ['of the 31st in a month that is shorter', rhythm({ cadence: 'MONTHLY', day: 31 }), '2026-11-01T00:00', '2026-11-30T08:00'],
    ['of the 31st in February', rhythm({ cadence: 'MONTHLY', day: 31 }), '2026-02-01T00:00', '2026-02-28T08:00'],
    ['of the 29th in a leap year', rhythm({ cadence: 'MONTHLY', day: 29 }), '2028-02-01T00:00', '2028-02-29T08:00'],
    ['of the 29th after the last one was on the 28th', rhythm({ cadence: 'MONTHLY', day: 29 }), '2026-02-28T08:00', '2026-03-29T08:00'],
    ['of a quarter', rhythm({ cadence: 'QUARTERLY', day: 5 }), '2026-11-26T00:00', '2027-01-05T08:00'],
    ['of a year’s end', rhythm({ cadence: 'YEAR_END' }), '2026-11-26T00:00', '2026-12-31T08:00'],
    ['of a year’s end that has just passed', rhythm({ cadence: 'YEAR_END' }), '2026-12-31T08:00', '2027-12-31T08:00'],
    [
      'at midnight is the day’s beginning in Shanghai',
      rhythm({ cadence: 'MONTHLY', day: 1, timeOfDay: '00:00' }),
      '2026-12-31T23:59',
      '2027-01-01T00:00',
    ],
  ])('%s', (_what, given, after, expected) => {
    expect(nextRun(given, shanghai(after))).toEqual(shanghai(expected))
  })
})

describe('the period that has just ended', () => {
  test.each([
    ['WEEK', '2026-11-30', '2026-11-23', '2026-11-29'],
    ['WEEK', '2026-11-29', '2026-11-23', '2026-11-29'],
    ['WEEK', '2026-11-28', '2026-11-16', '2026-11-22'],
    ['MONTH', '2026-12-01', '2026-11-01', '2026-11-30'],
    ['MONTH', '2026-11-30', '2026-11-01', '2026-11-30'],
    ['MONTH', '2026-11-29', '2026-10-01', '2026-10-31'],
    ['MONTH', '2028-02-29', '2028-02-01', '2028-02-29'],
    ['MONTH', '2028-02-28', '2028-01-01', '2028-01-31'],
    ['QUARTER', '2026-12-31', '2026-10-01', '2026-12-31'],
    ['QUARTER', '2026-12-30', '2026-07-01', '2026-09-30'],
    ['YEAR', '2026-12-31', '2026-01-01', '2026-12-31'],
    ['YEAR', '2026-12-30', '2025-01-01', '2025-12-31'],
    ['YEAR', '2027-01-01', '2026-01-01', '2026-12-31'],
  ] as const)('a %s, on %s, is %s to %s', (period, day, from, to) => {
    expect(justEnded(period, day)).toEqual({ from, to })
  })
})

const rhythms: fc.Arbitrary<Rhythm> = fc
  .record({
    cadence: fc.constantFrom('WEEKLY' as const, 'MONTHLY' as const, 'QUARTERLY' as const, 'YEAR_END' as const),
    weekday: fc.integer({ min: 1, max: 7 }),
    day: fc.integer({ min: 1, max: 31 }),
    hour: fc.integer({ min: 0, max: 23 }),
    minute: fc.integer({ min: 0, max: 59 }),
  })
  .map(({ cadence, weekday, day, hour, minute }) => ({
    cadence,
    weekday: cadence === 'WEEKLY' ? weekday : null,
    day: cadence === 'MONTHLY' || cadence === 'QUARTERLY' ? day : null,
    timeOfDay: [hour, minute].map((part) => String(part).padStart(2, '0')).join(':'),
  }))
const moments = fc.date({ min: new Date('1992-01-01T00:00:00Z'), max: new Date('2100-01-01T00:00:00Z'), noInvalidDate: true })

describe('any rhythm', () => {
  test('runs exactly at its days and times, which a walk through the calendar finds as well', () => {
    fc.assert(
      fc.property(rhythms, moments, (given, moment) => {
        const next = nextRun(given, moment)
        expect(next > moment).toBe(true)
        expect(next).toEqual(firstByWalking(given, moment))
        expect(latestRun(given, next)).toEqual(next)
        expect(latestRun(given, moment) <= moment).toBe(true)
        expect(nextRun(given, latestRun(given, moment))).toEqual(next)
      }),
      { numRuns: 200 },
    )
  })

  test('tells a whole period that is over by the end of the run’s day, and the next one is not', () => {
    fc.assert(
      fc.property(fc.constantFrom('WEEK' as const, 'MONTH' as const, 'QUARTER' as const, 'YEAR' as const), moments, (period, moment) => {
        const day = dayInShanghai(moment)
        const { from, to } = justEnded(period, day)
        expect(to <= day).toBe(true)
        const after = Temporal.PlainDate.from(to).add({ days: 1 })
        expect(justEnded(period, after.subtract({ days: 1 }).toString())).toEqual({ from, to })
        // the one that began then is not over
        const length = { WEEK: { days: 7 }, MONTH: { months: 1 }, QUARTER: { months: 3 }, YEAR: { years: 1 } }[period]
        expect(after.add(length).subtract({ days: 1 }).toString() > day).toBe(true)
        expect(after.subtract(length).toString()).toBe(from)
      }),
      { numRuns: 200 },
    )
  })
})

/** Day after day, as somebody with a calendar on the wall would look for it. */
function firstByWalking({ cadence, weekday, day, timeOfDay }: Rhythm, moment: Date): Date {
  for (let date = Temporal.PlainDate.from(dayInShanghai(moment)); ; date = date.add({ days: 1 })) {
    const isDay =
      cadence === 'WEEKLY'
        ? date.dayOfWeek === weekday
        : cadence === 'YEAR_END'
          ? date.month === 12 && date.day === 31
          : date.day === Math.min(day!, date.daysInMonth) && (cadence === 'MONTHLY' || [1, 4, 7, 10].includes(date.month))
    const run = shanghai(`${date.toString()}T${timeOfDay}`)
    if (isDay && run > moment) return run
  }
}
