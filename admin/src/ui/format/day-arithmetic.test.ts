import { describe, expect, test } from '@jest/globals'
import {
  addDays,
  addMonths,
  daysBetween,
  endOfMonth,
  endOfQuarter,
  endOfWeek,
  quarterOf,
  startOfQuarter,
  startOfWeek,
  weekdayOf,
} from './day-arithmetic.ts'
import { periodOf } from './period.ts'

describe('calendar days', () => {
  test('go on over months and years', () => {
    expect(addDays('2026-12-31', 1)).toBe('2027-01-01')
    expect(addDays('2028-03-01', -1)).toBe('2028-02-29')
    expect(daysBetween('2026-02-27', '2026-03-01')).toEqual(['2026-02-27', '2026-02-28', '2026-03-01'])
  })

  test('a month later is the last day where the month is shorter', () => {
    expect(addMonths('2026-01-31', 1)).toBe('2026-02-28')
    expect(addMonths('2026-03-31', -1)).toBe('2026-02-28')
    expect(addMonths('2026-11-15', 2)).toBe('2027-01-15')
    expect(addMonths('2026-01-15', -13)).toBe('2024-12-15')
  })

  test('weeks run from Monday to Sunday', () => {
    expect(weekdayOf('2026-11-23')).toBe(1)
    expect(weekdayOf('2026-11-29')).toBe(7)
    expect(startOfWeek('2026-11-29')).toBe('2026-11-23')
    expect(endOfWeek('2026-11-23')).toBe('2026-11-29')
  })

  test('months and quarters end where they end', () => {
    expect(endOfMonth('2028-02-10')).toBe('2028-02-29')
    expect(startOfQuarter('2026-11-23')).toBe('2026-10-01')
    expect(endOfQuarter('2026-11-23')).toBe('2026-12-31')
    expect([quarterOf('2026-03-31'), quarterOf('2026-04-01')]).toEqual([1, 2])
  })
})

describe('periods by name', () => {
  const today = '2026-02-14'
  test.each([
    ['this-year', '2026-01-01', '2026-12-31'],
    ['last-year', '2025-01-01', '2025-12-31'],
    ['this-quarter', '2026-01-01', '2026-03-31'],
    ['last-quarter', '2025-10-01', '2025-12-31'],
    ['this-month', '2026-02-01', '2026-02-28'],
    ['last-month', '2026-01-01', '2026-01-31'],
    ['twelve-months', '2025-03-01', '2026-02-28'],
  ] as const)('%s', (name, from, to) => expect(periodOf(name, today)).toEqual({ from, to }))
})
