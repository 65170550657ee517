import { describe, expect, it } from '@jest/globals'
import {
  admissionObstacles,
  holdingLevels,
  levelsOf,
  membershipKinds,
  rulesAsOf,
  type AdmissionFacts,
  type OrganizationLevel,
} from '../index.ts'

const today = '2026-11-23'
const rules = rulesAsOf(today)

const branch = { kind: 'PARTY', level: 'BRANCH', establishedOn: '2020-01-01', dissolvedOn: null } as const
const applying: AdmissionFacts = {
  kind: 'PARTY',
  verb: 'APPLY',
  status: 'APPLICANT',
  on: today,
  birthDate: '1990-01-01',
  organization: branch,
  hasOpenMembership: false,
}
const joiningLeague: AdmissionFacts = { ...applying, kind: 'LEAGUE', organization: { ...branch, kind: 'LEAGUE' } }
const joiningUnion: AdmissionFacts = {
  ...applying,
  kind: 'UNION',
  verb: 'JOIN',
  status: 'MEMBER',
  organization: { ...branch, kind: 'UNION', level: 'COMMITTEE' },
}

const obstaclesTo = (facts: AdmissionFacts) => admissionObstacles(facts, rules).map((each) => each.ruleId)

describe('age', () => {
  it('is 18 for the Party, on the day', () => {
    expect(obstaclesTo({ ...applying, birthDate: '2008-11-24' })).toEqual(['party.application.age'])
    expect(obstaclesTo({ ...applying, birthDate: '2008-11-23' })).toEqual([])
  })

  it('is held against members put on record too', () => {
    expect(obstaclesTo({ ...applying, verb: 'REGISTER', status: 'FULL', birthDate: '2010-01-01' })).toEqual(['party.application.age'])
  })

  it('is 14 to 28 for the league, both included', () => {
    const at = (birthDate: string) => obstaclesTo({ ...joiningLeague, birthDate })
    expect(at('2012-11-24')).toEqual(['league.application.age'])
    expect(at('2012-11-23')).toEqual([])
    expect(at('1998-11-23')).toEqual([])
    expect(at('1998-11-22')).toEqual(['league.application.age'])
  })

  it('has no upper end for league members put on record: an office may keep them in', () => {
    expect(obstaclesTo({ ...joiningLeague, verb: 'REGISTER', status: 'MEMBER', birthDate: '1990-01-01' })).toEqual([])
  })

  it('is proved by whoever applies, and not asked of whoever is on record without it', () => {
    expect(obstaclesTo({ ...applying, birthDate: null })).toEqual(['membership.birth-date'])
    expect(obstaclesTo({ ...applying, verb: 'REGISTER', status: 'FULL', birthDate: null })).toEqual([])
    expect(obstaclesTo({ ...joiningUnion, birthDate: null })).toEqual([])
  })
})

describe('the organisation', () => {
  it('holds memberships only at the levels of the rule', () => {
    for (const kind of membershipKinds) {
      const opening = { PARTY: applying, LEAGUE: { ...joiningLeague, birthDate: '2002-01-01' }, UNION: joiningUnion }[kind]
      for (const level of levelsOf(kind) as readonly OrganizationLevel[]) {
        const obstacles = obstaclesTo({ ...opening, organization: { ...branch, kind, level } })
        expect(obstacles.length === 0).toBe(holdingLevels(kind, rules).includes(level))
      }
    }
  })

  it('is a branch for the Party; a temporary one admits nobody', () => {
    const at = (level: OrganizationLevel) => obstaclesTo({ ...applying, organization: { ...branch, level } })
    expect(at('JOINT_BRANCH')).toEqual([])
    expect(at('COMMITTEE')).toEqual(['party.membership.levels'])
    expect(at('GROUP')).toEqual(['party.membership.levels'])
    expect(at('TEMPORARY_BRANCH')).toEqual(['party.temporary-branch.no-admission'])
  })

  it('is of the kind of the membership', () => {
    expect(obstaclesTo({ ...applying, organization: { ...branch, kind: 'LEAGUE' } })).toEqual(['membership.kind'])
    expect(obstaclesTo({ ...applying, organization: { ...branch, kind: 'UNIT', level: 'DEPARTMENT' } })).toEqual(['membership.kind'])
  })

  it('exists on the day', () => {
    expect(obstaclesTo({ ...applying, organization: { ...branch, establishedOn: '2026-11-24' } })).toEqual(['membership.open-organization'])
    expect(obstaclesTo({ ...applying, organization: { ...branch, dissolvedOn: today } })).toEqual(['membership.open-organization'])
    expect(obstaclesTo({ ...applying, organization: { ...branch, dissolvedOn: '2026-11-24' } })).toEqual([])
  })
})

it('keeps to one open membership of a kind', () => {
  expect(obstaclesTo({ ...applying, hasOpenMembership: true })).toEqual(['membership.one-open'])
})

it('opens only as the table says', () => {
  expect(obstaclesTo({ ...applying, status: 'FULL' })).toEqual(['membership.transition'])
  expect(obstaclesTo({ ...joiningUnion, status: 'RETAINED' })).toEqual(['membership.transition'])
  expect(obstaclesTo({ ...joiningUnion, verb: 'TRANSFER_IN', status: 'RETAINED' })).toEqual([])
})

it('lets nobody return within five years of being expelled', () => {
  expect(obstaclesTo({ ...applying, expelledOn: '2021-11-24' })).toEqual(['party.expulsion.return'])
  expect(obstaclesTo({ ...applying, expelledOn: '2021-11-23' })).toEqual([])
  expect(obstaclesTo({ ...joiningUnion, expelledOn: '2026-01-01' })).toEqual([])
})
