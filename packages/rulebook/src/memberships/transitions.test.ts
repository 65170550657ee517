import { describe, expect, it } from '@jest/globals'
import {
  findTransition,
  isEnding,
  membershipKinds,
  membershipVerbs,
  openStatusesOf,
  ruleById,
  statusesOf,
  transitions,
  transitionsFrom,
  type MembershipStatus,
} from '../index.ts'

describe('the table', () => {
  it('names only statuses of its kind and rules of the book, and no way twice', () => {
    for (const { kind, from, to, rule } of transitions) {
      const statuses: readonly MembershipStatus[] = statusesOf(kind)
      expect(statuses).toContain(to)
      if (from !== null) expect(statuses).toContain(from)
      expect(ruleById(rule.id)).toBe(rule)
    }
    const ways = transitions.map(({ kind, from, verb, to }) => `${kind} ${from} ${verb} ${to}`)
    expect(new Set(ways).size).toBe(ways.length)
  })

  it('leads into every status, out of every open one and out of no ending', () => {
    for (const kind of membershipKinds) {
      for (const status of statusesOf(kind)) {
        expect(transitions.some((way) => way.kind === kind && way.to === status)).toBe(true)
        expect(transitionsFrom(kind, status).length > 0).toBe(!isEnding(status))
      }
    }
  })

  it('opens only into open statuses, and only there may one verb lead to several', () => {
    for (const kind of membershipKinds) {
      for (const { to } of transitionsFrom(kind, null)) expect(isEnding(to)).toBe(false)
      for (const status of openStatusesOf(kind)) {
        const verbs = transitionsFrom(kind, status).map((way) => way.verb)
        expect(new Set(verbs).size).toBe(verbs.length)
      }
    }
  })

  it('uses every verb', () => {
    expect(new Set(transitions.map((way) => way.verb)).size).toBe(Object.keys(membershipVerbs).length)
  })
})

describe('the ways of the Party', () => {
  it('lead through all five statuses', () => {
    const way = [
      [null, 'APPLY'],
      ['APPLICANT', 'CHOOSE_ACTIVIST'],
      ['ACTIVIST', 'CHOOSE_CANDIDATE'],
      ['CANDIDATE', 'ADMIT'],
      ['PROBATIONARY', 'CONFIRM'],
    ] as const
    expect(way.map(([from, verb]) => findTransition('PARTY', from, verb)?.to)).toEqual([
      'APPLICANT',
      'ACTIVIST',
      'CANDIDATE',
      'PROBATIONARY',
      'FULL',
    ])
  })

  it('skip nothing', () => {
    expect(findTransition('PARTY', 'APPLICANT', 'ADMIT')).toBeUndefined()
    expect(findTransition('PARTY', 'ACTIVIST', 'ADMIT')).toBeUndefined()
    expect(findTransition('PARTY', null, 'ADMIT')).toBeUndefined()
  })

  it('expel full members only; a probationary one is disqualified', () => {
    expect(findTransition('PARTY', 'FULL', 'EXPEL')?.to).toBe('EXPELLED')
    expect(findTransition('PARTY', 'PROBATIONARY', 'EXPEL')).toBeUndefined()
    expect(findTransition('PARTY', 'PROBATIONARY', 'DISQUALIFY')?.to).toBe('REMOVED')
  })

  it('do not end with the job, except for those who are not members yet', () => {
    expect(findTransition('PARTY', 'FULL', 'END_EMPLOYMENT')).toBeUndefined()
    expect(findTransition('PARTY', 'ACTIVIST', 'END_EMPLOYMENT')?.to).toBe('EMPLOYMENT_ENDED')
  })
})

it('retains a union member, and takes the member back', () => {
  expect(findTransition('UNION', 'MEMBER', 'RETAIN')?.to).toBe('RETAINED')
  expect(findTransition('UNION', 'RETAINED', 'RESUME')?.to).toBe('MEMBER')
})

it('finds the way of a verb that leads to several statuses by its end', () => {
  expect(findTransition('PARTY', null, 'REGISTER', 'FULL')?.to).toBe('FULL')
  expect(findTransition('PARTY', null, 'REGISTER', 'EXPELLED')).toBeUndefined()
})
