import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import {
  childLevels,
  levelsOf,
  organizationKinds,
  placementObstacles,
  rootLevels,
  rulesAsOf,
  type OrganizationKind,
  type OrganizationLevel,
  type PlacementFacts,
} from '../index.ts'

const today = '2026-11-23'
const rules = rulesAsOf(today)

function placing(kind: OrganizationKind, level: OrganizationLevel, parent: Partial<NonNullable<PlacementFacts['parent']>> | null) {
  const facts = { kind, level, on: today, parent: parent && { kind, level: 'COMMITTEE' as const, establishedOn: '2020-01-01', ...parent } }
  return placementObstacles(facts, rules).map((each) => each.ruleId)
}

describe('which level under which', () => {
  it.each([
    ['PARTY', 'COMMITTEE', 'COMMITTEE'],
    ['PARTY', 'GENERAL_BRANCH', 'COMMITTEE'],
    ['PARTY', 'BRANCH', 'COMMITTEE'],
    ['PARTY', 'BRANCH', 'GENERAL_BRANCH'],
    ['PARTY', 'JOINT_BRANCH', 'GENERAL_BRANCH'],
    ['PARTY', 'TEMPORARY_BRANCH', 'COMMITTEE'],
    ['PARTY', 'GROUP', 'BRANCH'],
    ['UNION', 'COMMITTEE', 'COMMITTEE'],
    ['UNION', 'SUB_UNION', 'COMMITTEE'],
    ['UNION', 'GROUP', 'SUB_UNION'],
    ['LEAGUE', 'COMMITTEE', 'COMMITTEE'],
    ['LEAGUE', 'BRANCH', 'COMMITTEE'],
    ['LEAGUE', 'GROUP', 'BRANCH'],
    ['WOMEN', 'COMMITTEE', 'COMMITTEE'],
    ['WOMEN', 'GROUP', 'COMMITTEE'],
    ['UNIT', 'INSTITUTION', 'BUREAU'],
    ['UNIT', 'DEPARTMENT', 'INSTITUTION'],
    ['UNIT', 'DEPARTMENT', 'BUREAU'],
  ] as const)('%s: %s may stand under %s', (kind, level, parent) => {
    expect(placing(kind, level, { level: parent })).toEqual([])
  })

  it.each([
    ['PARTY', 'COMMITTEE', 'BRANCH', 'party.placement'],
    ['PARTY', 'GENERAL_BRANCH', 'GENERAL_BRANCH', 'party.placement'],
    ['PARTY', 'BRANCH', 'BRANCH', 'party.placement'],
    ['PARTY', 'GROUP', 'COMMITTEE', 'party.placement'],
    ['UNION', 'COMMITTEE', 'SUB_UNION', 'union.placement'],
    ['LEAGUE', 'GENERAL_BRANCH', 'BRANCH', 'league.placement'],
    ['WOMEN', 'COMMITTEE', 'GROUP', 'women.placement'],
    ['UNIT', 'INSTITUTION', 'DEPARTMENT', 'unit.placement'],
  ] as const)('%s: %s may not stand under %s', (kind, level, parent, ruleId) => {
    expect(placing(kind, level, { level: parent })).toEqual([ruleId])
  })

  it('places nothing under a group', () => {
    for (const kind of organizationKinds) expect(childLevels(kind, 'GROUP', rules)).toEqual([])
  })

  it('gives every level a place somewhere', () => {
    for (const kind of organizationKinds) {
      const levels: readonly OrganizationLevel[] = levelsOf(kind)
      const placed = new Set([...rootLevels(kind, rules), ...levels.flatMap((level) => childLevels(kind, level, rules))])
      expect([...placed].sort()).toEqual([...levels].sort())
    }
  })

  it('says it in words', () => {
    const facts = { kind: 'PARTY', level: 'GROUP', on: today, parent: { kind: 'PARTY', level: 'COMMITTEE' } } as const
    expect(placementObstacles(facts, rules)).toMatchObject([
      { zh: '“党小组”不能设在“党委”之下', en: '"Party group" cannot stand under "Party committee"' },
    ])
  })
})

describe('the top of a tree', () => {
  it.each([
    ['PARTY', 'COMMITTEE'],
    ['PARTY', 'BRANCH'],
    ['UNION', 'JOINT_COMMITTEE'],
    ['LEAGUE', 'BRANCH'],
    ['WOMEN', 'COMMITTEE'],
    ['UNIT', 'BUREAU'],
  ] as const)('%s %s may stand there', (kind, level) => expect(placing(kind, level, null)).toEqual([]))

  it.each([
    ['PARTY', 'GROUP'],
    ['PARTY', 'TEMPORARY_BRANCH'],
    ['UNION', 'SUB_UNION'],
    ['UNIT', 'DEPARTMENT'],
  ] as const)('%s %s may not', (kind, level) => expect(placing(kind, level, null)).toEqual(['organization.root']))
})

describe('the superior', () => {
  it('is of the same kind', () => {
    expect(placing('UNION', 'COMMITTEE', { kind: 'PARTY' })).toEqual(['organization.same-kind'])
  })

  it('exists on the day: from its establishment until the day before its dissolution', () => {
    expect(placing('PARTY', 'BRANCH', { establishedOn: today })).toEqual([])
    expect(placing('PARTY', 'BRANCH', { establishedOn: '2026-11-24' })).toEqual(['organization.open-parent'])
    expect(placing('PARTY', 'BRANCH', { dissolvedOn: '2026-11-24' })).toEqual([])
    expect(placing('PARTY', 'BRANCH', { dissolvedOn: today })).toEqual(['organization.open-parent'])
  })

  it('is not the organisation itself or one under it', () => {
    expect(placing('PARTY', 'COMMITTEE', { isSelfOrBelow: true })).toEqual(['organization.no-cycle'])
  })
})

it('refuses a level that the kind does not have', () => {
  const kinds = fc.constantFrom(...organizationKinds)
  fc.assert(
    fc.property(kinds, kinds, fc.boolean(), (kind, other, atTop) => {
      for (const level of levelsOf(other) as readonly OrganizationLevel[]) {
        const refused = placing(kind, level, atTop ? null : {}).includes('organization.level-of-kind')
        expect(refused).toBe(!(levelsOf(kind) as readonly OrganizationLevel[]).includes(level))
      }
    }),
  )
})
