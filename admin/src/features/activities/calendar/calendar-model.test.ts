import { describe, expect, test } from '@jest/globals'
import { byDay, dayAfterKey, knownThrough, shownDays, turned, weeksOf } from './calendar-model.ts'

describe('the calendar', () => {
  test('shows a month in whole weeks, and says which days are of another month', () => {
    expect(shownDays('month', '2026-11-23')).toEqual({ from: '2026-10-26', to: '2026-12-06' })
    const weeks = weeksOf('month', '2026-11-23', '2026-11-23')
    expect(weeks).toHaveLength(6)
    expect(weeks.every((week) => week.length === 7)).toBe(true)
    expect(weeks[0]?.map(({ day, inSpan }) => [day, inSpan])).toEqual([
      ['2026-10-26', false],
      ['2026-10-27', false],
      ['2026-10-28', false],
      ['2026-10-29', false],
      ['2026-10-30', false],
      ['2026-10-31', false],
      ['2026-11-01', true],
    ])
    expect(weeks.flat().filter(({ isToday }) => isToday)).toHaveLength(1)
  })

  test('a February that begins on a Monday takes four weeks', () => {
    expect(weeksOf('month', '2027-02-10', '2026-11-23')).toHaveLength(4)
  })

  test('a week over the turn of the year is one', () => {
    expect(shownDays('week', '2027-01-01')).toEqual({ from: '2026-12-28', to: '2027-01-03' })
    expect(
      weeksOf('week', '2027-01-01', '2026-11-23')
        .flat()
        .every(({ inSpan }) => inSpan),
    ).toBe(true)
  })

  test('turns by its own span', () => {
    expect(turned('month', '2026-01-31', 1)).toBe('2026-02-28')
    expect(turned('week', '2026-01-31', -1)).toBe('2026-01-24')
  })

  test.each([
    ['ArrowLeft', '2026-11-22'],
    ['ArrowRight', '2026-11-24'],
    ['ArrowUp', '2026-11-16'],
    ['ArrowDown', '2026-11-30'],
    ['Home', '2026-11-23'],
    ['End', '2026-11-29'],
    ['PageUp', '2026-10-23'],
    ['PageDown', '2026-12-23'],
    ['a', undefined],
  ])('%s leads from 2026-11-23 to %s', (key, day) => expect(dayAfterKey(key, '2026-11-23')).toBe(day))

  test('knows what is on a day', () => {
    const days = byDay([
      { id: 2, onDay: '2026-11-02', plannedStart: '2026-11-02T14:00:00+08:00' },
      { id: 1, onDay: '2026-11-02', plannedStart: '2026-11-02T01:30:00Z' },
      { id: 3, onDay: '2026-11-05', plannedStart: '2026-11-05T09:00:00+08:00' },
    ])
    expect(days.get('2026-11-02')?.map(({ id }) => id)).toEqual([1, 2])
    expect(days.get('2026-11-03')).toBeUndefined()
  })

  test('does not call a day complete whose rows may go on', () => {
    const rows = [{ onDay: '2026-11-02' }, { onDay: '2026-11-05' }]
    expect(knownThrough(rows, true, '2026-11-30')).toBe('2026-11-04')
    expect(knownThrough(rows, false, '2026-11-30')).toBe('2026-11-30')
    expect(knownThrough([], true, '2026-11-30')).toBeUndefined()
  })
})
