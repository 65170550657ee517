import { describe, expect, test } from '@jest/globals'
import { daysOf } from './report-period.ts'

describe('the days of a period', () => {
  test.each([
    ['THIS_YEAR', '2026-11-23', '2026-01-01', '2026-12-31'],
    ['LAST_YEAR', '2026-01-01', '2025-01-01', '2025-12-31'],
    ['THIS_QUARTER', '2026-03-31', '2026-01-01', '2026-03-31'],
    ['THIS_QUARTER', '2026-12-31', '2026-10-01', '2026-12-31'],
    ['LAST_QUARTER', '2026-01-01', '2025-10-01', '2025-12-31'],
    ['LAST_QUARTER', '2026-05-31', '2026-01-01', '2026-03-31'],
    ['THIS_MONTH', '2028-02-29', '2028-02-01', '2028-02-29'],
    ['LAST_MONTH', '2028-03-31', '2028-02-01', '2028-02-29'],
    ['LAST_MONTH', '2026-01-15', '2025-12-01', '2025-12-31'],
  ] as const)('%s on %s is %s to %s', (period, today, from, to) => {
    expect(daysOf(period, today)).toEqual({ from, to })
  })
})
