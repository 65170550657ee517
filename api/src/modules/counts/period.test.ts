import { describe, expect, it } from '@jest/globals'
import { earlierPeriod, shiftOf } from './engine/period.ts'

describe('the period before', () => {
  it.each([
    // whole months go back by months, whatever their length
    ['2026-03-01', '2026-03-31', '2026-02-01', '2026-02-28'],
    ['2024-03-01', '2024-03-31', '2024-02-01', '2024-02-29'],
    ['2026-01-01', '2026-03-31', '2025-10-01', '2025-12-31'],
    ['2026-01-01', '2026-12-31', '2025-01-01', '2025-12-31'],
    // anything else by days
    ['2026-03-02', '2026-03-31', '2026-01-31', '2026-03-01'],
    ['2026-03-01', '2026-03-30', '2026-01-30', '2026-02-28'],
    ['2026-03-01', '2026-03-01', '2026-02-28', '2026-02-28'],
    ['2024-03-01', '2024-03-01', '2024-02-29', '2024-02-29'],
  ])('of %s to %s is %s to %s', (from, to, before, until) => {
    expect(earlierPeriod({ from, to }, shiftOf({ from, to }, 'PREVIOUS_PERIOD'))).toEqual({ from: before, to: until })
  })

  it.each([
    ['2026-01-01', '2026-12-31', '2025-01-01', '2025-12-31'],
    ['2025-02-01', '2025-02-28', '2024-02-01', '2024-02-29'],
    ['2024-02-01', '2024-02-29', '2023-02-01', '2023-02-28'],
    ['2025-02-28', '2025-03-01', '2024-02-28', '2024-03-01'],
    ['2026-03-31', '2026-04-30', '2025-03-31', '2025-04-30'],
  ])('last year of %s to %s is %s to %s', (from, to, before, until) => {
    expect(earlierPeriod({ from, to }, shiftOf({ from, to }, 'SAME_PERIOD_LAST_YEAR'))).toEqual({ from: before, to: until })
  })

  it('has no day for 29 February alone', () => {
    const leapDay = { from: '2024-02-29', to: '2024-02-29' }
    const { from, to } = earlierPeriod(leapDay, shiftOf(leapDay, 'SAME_PERIOD_LAST_YEAR'))
    expect(from > to).toBe(true)
  })
})
