import { describe, expect, test } from '@jest/globals'
import { DateScalar, DateTimeScalar } from './scalars.ts'

describe('a Date', () => {
  test.each(['2026-11-23', '2024-02-29', '0001-01-01', '9999-12-31'])('may be %s', (day) => {
    expect(DateScalar.parseValue(day)).toBe(day)
  })

  test.each(['2026-02-30', '2025-02-29', '2026-13-01', '0000-01-01', '+002026-01-01', '-000001-01-01', '2026-1-1', '2026-11-23T00:00', 'today', '', 20261123, null])(
    'is not %p',
    (value) => {
      expect(() => DateScalar.parseValue(value)).toThrow('A Date is a day that exists')
    },
  )
})

describe('a DateTime', () => {
  test.each(['2026-11-23T09:30:00+08:00', '2026-11-23T09:30:00.123456Z', '0001-01-01T00:00:00Z'])('may be %s', (instant) => {
    expect(DateTimeScalar.parseValue(instant)).toBe(instant)
  })

  // how early or late it may be is the affair of whoever is given it
  test.each(['2026-11-23T09:30:00', '2026-02-30T00:00:00Z', '2026-11-23', '', 1])('is not %p', (value) => {
    expect(() => DateTimeScalar.parseValue(value)).toThrow('A DateTime is an instant with an offset')
  })
})
