import { describe, expect, test } from '@jest/globals'
import { unsaidOf } from '../activities/attendance/unsaid.ts'
import { nextStepOf } from './next-step.ts'

const today = '2026-11-23'
const nothingSaid = { expectedCount: 3, attendanceRate: 0, leaveCount: 0, absentCount: 0 }
const allSaid = { expectedCount: 3, attendanceRate: 6667, leaveCount: 1, absentCount: 0 }

describe('what to do next with an activity', () => {
  test('one whose day has come is stated as held', () => {
    const planned = { status: 'PLANNED' as const, viewerCan: ['HOLD' as const, 'CANCEL' as const], ...nothingSaid }
    expect(nextStepOf({ ...planned, onDay: '2026-11-20' }, today)).toBe('hold')
    expect(nextStepOf({ ...planned, onDay: today }, today)).toBe('hold')
    expect(nextStepOf({ ...planned, onDay: '2026-11-24' }, today)).toBeUndefined()
  })

  test('one that was held gets its attendance, then its place in the archive', () => {
    const held = { status: 'HELD' as const, onDay: '2026-11-20', viewerCan: ['RECORD_ATTENDANCE' as const, 'ARCHIVE' as const] }
    expect(nextStepOf({ ...held, ...nothingSaid }, today)).toBe('attendance')
    expect(nextStepOf({ ...held, ...allSaid }, today)).toBe('archive')
  })

  test('who may do nothing is asked for nothing', () => {
    expect(nextStepOf({ status: 'HELD', onDay: today, viewerCan: [], ...nothingSaid }, today)).toBeUndefined()
  })

  test('those of whom nothing is said are counted exactly, however long the list', () => {
    for (const expectedCount of [1, 3, 7, 1999, 5000]) {
      for (const came of [0, 1, Math.floor(expectedCount / 3), expectedCount - 1]) {
        const attendanceRate = Math.floor((came * 20_000 + expectedCount) / (2 * expectedCount))
        expect(unsaidOf({ expectedCount, attendanceRate, leaveCount: 0, absentCount: 0 })).toBe(expectedCount - came)
      }
    }
    expect(unsaidOf({ expectedCount: 0, attendanceRate: null, leaveCount: 0, absentCount: 0 })).toBe(0)
  })
})
