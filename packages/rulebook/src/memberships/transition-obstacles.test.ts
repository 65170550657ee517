import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import {
  membershipKinds,
  membershipVerbs,
  probationEnd,
  probationExtensionObstacles,
  rulesAsOf,
  statusesOf,
  transitionObstacles,
  transitionsFrom,
  type MembershipVerb,
  type TransitionFacts,
} from '../index.ts'

const rules = rulesAsOf('2026-11-23')
const obstaclesTo = (facts: TransitionFacts) => transitionObstacles(facts, rules).map((each) => each.ruleId)

it('allows exactly the verbs of the table', () => {
  const facts = fc.constantFrom(...membershipKinds).chain((kind) =>
    fc.record({
      kind: fc.constant(kind),
      from: fc.constantFrom(null, ...statusesOf(kind)),
      verb: fc.constantFrom(...(Object.keys(membershipVerbs) as MembershipVerb[])),
    }),
  )
  fc.assert(
    fc.property(facts, ({ kind, from, verb }) => {
      const allowed = transitionsFrom(kind, from).some((way) => way.verb === verb)
      expect(!obstaclesTo({ kind, from, verb, on: '2026-11-23' }).includes('membership.transition')).toBe(allowed)
    }),
  )
})

it('says which step is not one', () => {
  expect(transitionObstacles({ kind: 'PARTY', from: 'APPLICANT', verb: 'CONFIRM', on: '2026-01-01' }, rules)).toMatchObject([
    { zh: '不能对“入党申请人”做“转正”', en: 'A Party applicant has no step "confirm as full member"' },
  ])
})

describe('dates', () => {
  it('follow the beginning of the present status, the same day included', () => {
    const removing = { kind: 'PARTY', from: 'FULL', verb: 'REMOVE', since: '2020-06-01' } as const
    expect(obstaclesTo({ ...removing, on: '2020-05-31' })).toEqual(['membership.order-of-dates'])
    expect(obstaclesTo({ ...removing, on: '2020-06-01' })).toEqual([])
  })

  it('keep an activist for at least a year', () => {
    const choosing = { kind: 'PARTY', from: 'ACTIVIST', verb: 'CHOOSE_CANDIDATE', since: '2025-03-10' } as const
    expect(obstaclesTo({ ...choosing, on: '2026-03-09' })).toEqual(['party.candidate.minimum'])
    expect(obstaclesTo({ ...choosing, on: '2026-03-10' })).toEqual([])
  })
})

describe('probation', () => {
  const confirming = { kind: 'PARTY', from: 'PROBATIONARY', verb: 'CONFIRM', since: '2025-11-25' } as const

  it('lasts one year from the meeting', () => {
    expect(probationEnd('2025-11-25', rules)).toBe('2026-11-25')
    expect(obstaclesTo({ ...confirming, on: '2026-11-24' })).toEqual(['party.probation.length'])
    expect(obstaclesTo({ ...confirming, on: '2026-11-25' })).toEqual([])
  })

  it('lasts longer where it was extended', () => {
    const extended = { ...confirming, probationExtendedByMonths: 6 }
    expect(obstaclesTo({ ...extended, on: '2027-05-24' })).toEqual(['party.probation.length'])
    expect(obstaclesTo({ ...extended, on: '2027-05-25' })).toEqual([])
  })

  it('ends on the last day of February for a meeting on 29 February', () => {
    expect(probationEnd('2024-02-29', rules)).toBe('2025-02-28')
  })

  it('is extended by half a year to a year', () => {
    const allowed = [5, 6, 12, 13].map((months) => probationExtensionObstacles(months, rules).length === 0)
    expect(allowed).toEqual([false, true, true, false])
  })

  it('is never confirmed before the meeting that admitted', () => {
    expect(obstaclesTo({ ...confirming, since: '2004-07-25', on: '2001-01-01' })).toEqual([
      'membership.order-of-dates',
      'party.probation.length',
    ])
  })
})

describe('leaving the league by age', () => {
  const leaving = { kind: 'LEAGUE', from: 'MEMBER', verb: 'AGE_OUT', birthDate: '1998-11-23' } as const

  it('begins on the 28th birthday', () => {
    expect(obstaclesTo({ ...leaving, on: '2026-11-22' })).toEqual(['league.age-out'])
    expect(obstaclesTo({ ...leaving, on: '2026-11-23' })).toEqual([])
  })

  it('waits while a league office is held', () => {
    expect(obstaclesTo({ ...leaving, on: '2026-11-23', holdsLeagueOffice: true })).toEqual(['league.age-out.office'])
  })

  it('needs a birth date', () => {
    expect(obstaclesTo({ ...leaving, birthDate: null, on: '2026-11-23' })).toEqual(['membership.birth-date'])
  })
})

it('verifies the age again when an applicant is admitted to the league', () => {
  const admitting = { kind: 'LEAGUE', from: 'APPLICANT', verb: 'ADMIT', birthDate: '1998-11-23' } as const
  expect(obstaclesTo({ ...admitting, on: '2026-11-23' })).toEqual([])
  expect(obstaclesTo({ ...admitting, on: '2026-11-24' })).toEqual(['league.application.age'])
})
