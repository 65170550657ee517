import { describe, expect, test } from '@jest/globals'
import { type MembershipDetailFragment } from '#gql'
import { coursesOf, outcomeOf, stretchesOf } from './membership-course.ts'

const period = (of: Partial<MembershipDetailFragment>): MembershipDetailFragment => ({
  id: `${of.kind} ${of.status} ${of.validFrom}`,
  kind: 'PARTY',
  status: 'FULL',
  validFrom: '2020-01-01',
  validTo: null,
  ending: null,
  version: 1,
  viewerCan: [],
  nextStatuses: [],
  endings: [],
  organization: null,
  ...of,
})

describe('the courses of a member', () => {
  test('stand in the order Party, union, league, each with its newest period first', () => {
    const courses = coursesOf([
      period({ kind: 'LEAGUE', status: 'MEMBER', validFrom: '2010-05-04', validTo: '2018-05-04', ending: 'AGED_OUT' }),
      period({ kind: 'PARTY', status: 'PROBATIONARY', validFrom: '2019-07-01', validTo: '2020-07-01', ending: 'STATUS_CHANGED' }),
      period({ kind: 'PARTY', status: 'FULL', validFrom: '2020-07-01' }),
    ])

    expect(courses.map(({ kind, current, periods }) => [kind, current?.status, periods.map(({ status }) => status)])).toEqual([
      ['PARTY', 'FULL', ['FULL', 'PROBATIONARY']],
      ['LEAGUE', undefined, ['MEMBER']],
    ])
  })
})

describe('what became of a period', () => {
  const left = period({ id: 'left', validFrom: '2020-01-01', validTo: '2024-03-01', ending: 'TRANSFERRED_OUT' })
  const next = period({ id: 'next', validFrom: '2024-03-01' })

  test('it lasts while it has no end', () => expect(outcomeOf(next, [left, next])).toEqual({ is: 'LASTS' }))
  test('it became another status', () => {
    const probation = { ...left, ending: 'STATUS_CHANGED' as const }
    expect(outcomeOf(probation, [probation, next])).toEqual({ is: 'BECAME', next })
  })
  test('transferred out and on from the same day is a move', () => expect(outcomeOf(left, [left, next])).toEqual({ is: 'MOVED', next }))
  test('transferred out to elsewhere is an end', () => {
    expect(outcomeOf(left, [left, period({ id: 'back', validFrom: '2025-01-01' })])).toEqual({ is: 'ENDED' })
  })
})

describe('the bar of a course', () => {
  test('runs from the first day to today and keeps gaps', () => {
    const stretches = stretchesOf(
      [
        period({ id: 'b', validFrom: '2026-01-01' }),
        period({ id: 'a', validFrom: '2016-01-01', validTo: '2021-01-01', ending: 'WITHDRAWN' }),
      ],
      '2026-01-01',
    )

    expect(stretches).toEqual([
      { id: 'b', from: 988, length: 12 },
      { id: 'a', from: 0, length: 500 },
    ])
  })

  test('of a course that began today fills it as far as it can be seen', () => {
    expect(stretchesOf([period({ id: 'a', validFrom: '2026-11-23' })], '2026-11-23')).toEqual([{ id: 'a', from: 0, length: 12 }])
  })
})
