import { describe, expect, it } from '@jest/globals'
import { rolePermissions, roles } from '../../platform/access/permissions.ts'
import { ActivityActions, type ActivityAction, ActivityStatuses, type ActivityStatus } from './activity.enums.ts'
import { activityTransitions, dayOf, heldErrors, instantOf, possibleActions, standingErrors, startErrors } from './activity.rules.ts'

const statuses = Object.keys(ActivityStatuses) as ActivityStatus[]
const verbs = Object.keys(ActivityActions) as ActivityAction[]
const day = '2026-11-23'

/** What the product promises, written down a second time. */
const promised: Record<ActivityStatus, Partial<Record<ActivityAction, ActivityStatus>>> = {
  PLANNED: { UPDATE: 'PLANNED', HOLD: 'HELD', CANCEL: 'CANCELLED', RECORD_ATTENDANCE: 'PLANNED', ATTACH: 'PLANNED', EXCLUDE: 'PLANNED' },
  HELD: { UPDATE: 'HELD', ARCHIVE: 'ARCHIVED', RECORD_ATTENDANCE: 'HELD', ATTACH: 'HELD' },
  ARCHIVED: {},
  CANCELLED: {},
}

describe('the life of an activity', () => {
  it.each(statuses.flatMap((status) => verbs.map((verb) => [status, verb] as const)))('%s, %s', (status, verb) => {
    const to = promised[status][verb]
    expect(activityTransitions.filter((step) => step.from === status && step.verb === verb).map((step) => step.to)).toEqual(to === undefined ? [] : [to])
    expect(standingErrors({ status, onDay: day }, verb, day).map((error) => error.code)).toEqual(to === undefined ? ['CONFLICT'] : [])
    expect(possibleActions({ status, onDay: day }, day, () => true).includes(verb)).toBe(to !== undefined)
  })

  it('offers nothing to somebody without the permission', () => {
    for (const status of statuses) expect(possibleActions({ status, onDay: day }, day, () => false)).toEqual([])
  })

  it.each([
    ['PLANNED', '2026-11-22', false],
    ['PLANNED', '2026-11-23', true],
    ['PLANNED', '2026-11-24', false],
    ['HELD', '2026-11-22', true],
    ['HELD', '2026-11-24', true],
  ] as const)('attendance of a %s activity of 2026-11-23 on %s: %s', (status, today, allowed) => {
    expect(possibleActions({ status, onDay: day }, today, () => true).includes('RECORD_ATTENDANCE')).toBe(allowed)
    expect(standingErrors({ status, onDay: day }, 'RECORD_ATTENDANCE', today)).toHaveLength(allowed ? 0 : 1)
  })
})

describe('days', () => {
  it('are those of Asia/Shanghai', () => {
    expect(dayOf('2026-11-22T15:59:59.999Z')).toBe('2026-11-22')
    expect(dayOf('2026-11-22T16:00:00Z')).toBe('2026-11-23')
    expect(instantOf('2026-11-23T00:00+08:00[Asia/Shanghai]')).toBe('2026-11-22T16:00:00.000Z')
  })

  it.each([
    ['2019-12-31T23:59:59+08:00', 1],
    ['2020-01-01T00:00:00+08:00', 0],
    ['2031-11-23T23:59:59+08:00', 0],
    ['2031-11-24T00:00:00+08:00', 1],
  ])('a start at %s of an organiser of 2020-01-01: %s errors', (start, errors) => {
    expect(startErrors(start, '2020-01-01', day)).toHaveLength(errors)
  })

  it.each([
    ['2019-12-31', 1],
    ['2020-01-01', 0],
    ['2026-11-23', 0],
    ['2026-11-24', 1],
  ])('held on %s by an organiser of 2020-01-01: %s errors', (heldOn, errors) => {
    expect(heldErrors(heldOn, '2020-01-01', day)).toHaveLength(errors)
  })
})

it('tells who came only to roles that read activities as well', () => {
  for (const role of roles) if (rolePermissions[role].includes('members:read')) expect(rolePermissions[role]).toContain('activities:read')
})
