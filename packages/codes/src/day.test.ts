import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { addDays, addMonths, addYears, ageOn, dayOf, isDay } from './index.ts'

const days = fc.integer({ min: -36_500, max: 73_000 }).map((offset) => addDays('2000-01-01', offset))

describe('days', () => {
  it('knows leap years', () => {
    expect(dayOf(2000, 2, 29)).toBe('2000-02-29')
    expect(dayOf(1900, 2, 29)).toBeUndefined()
    expect(dayOf(2024, 2, 29)).toBe('2024-02-29')
    expect(dayOf(2023, 4, 31)).toBeUndefined()
  })

  it('takes only the canonical form', () => {
    expect(isDay('2026-11-23')).toBe(true)
    for (const text of ['2026-11-31', '2026-1-1', '2026-11-23T00:00', '0000-01-01', '10000-01-01', '-001-01-01', '']) expect(isDay(text)).toBe(false)
  })

  it('ends a shorter month on its last day', () => {
    expect(addMonths('2025-01-31', 1)).toBe('2025-02-28')
    expect(addMonths('2024-03-31', -1)).toBe('2024-02-29')
    expect(addYears('2024-02-29', 1)).toBe('2025-02-28')
    expect(addMonths('2025-12-15', 1)).toBe('2026-01-15')
    expect(addMonths('2025-01-15', -13)).toBe('2023-12-15')
  })

  it('undoes what it adds', () => {
    fc.assert(
      fc.property(days, fc.integer({ min: -4000, max: 4000 }), (day, count) => expect(addDays(addDays(day, count), -count)).toBe(day)),
    )
  })
})

describe('age', () => {
  it('changes on the birthday', () => {
    expect(ageOn('2000-11-23', '2018-11-22')).toBe(17)
    expect(ageOn('2000-11-23', '2018-11-23')).toBe(18)
  })

  it('changes on 1 March for somebody born on 29 February, in a common year', () => {
    expect(ageOn('2004-02-29', '2022-02-28')).toBe(17)
    expect(ageOn('2004-02-29', '2022-03-01')).toBe(18)
    expect(ageOn('2004-02-29', '2024-02-29')).toBe(20)
  })
})
