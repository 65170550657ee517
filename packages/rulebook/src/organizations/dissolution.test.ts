import { expect, it } from '@jest/globals'
import { dissolutionObstacles, type DissolutionFacts } from '../index.ts'

const empty: DissolutionFacts = {
  kind: 'PARTY',
  on: '2026-11-23',
  establishedOn: '2020-01-01',
  dissolvedOn: null,
  openMemberships: 0,
  openOffices: 0,
  children: 0,
  plannedActivities: 0,
  ledOrganizations: 0,
}

it('lets an empty organisation be dissolved', () => {
  expect(dissolutionObstacles(empty)).toEqual([])
})

it.each([
  ['openMemberships', 'organization.dissolution.memberships'],
  ['openOffices', 'organization.dissolution.offices'],
  ['children', 'organization.dissolution.children'],
  ['plannedActivities', 'organization.dissolution.planned-activities'],
  ['ledOrganizations', 'organization.dissolution.led-organizations'],
] as const)('is stopped by one of %s', (fact, ruleId) => {
  expect(dissolutionObstacles({ ...empty, [fact]: 1 })).toMatchObject([{ ruleId, facts: { count: 1 } }])
})

it('tells everything at once', () => {
  const full = { ...empty, openMemberships: 3, openOffices: 2, children: 1, plannedActivities: 1, ledOrganizations: 1 }
  expect(dissolutionObstacles(full)).toHaveLength(5)
})

it('cites the Trade Union Law for union members', () => {
  expect(dissolutionObstacles({ ...empty, kind: 'UNION', openMemberships: 3 })).toMatchObject([
    { ruleId: 'union.dissolution.membership-kept', zh: '还有 3 名会员的会籍在该工会，请先转移或办理保留会籍' },
  ])
})

it('comes after the day of establishment, and once', () => {
  expect(dissolutionObstacles({ ...empty, on: '2020-01-01' })).toMatchObject([{ ruleId: 'organization.dissolution.after-establishment' }])
  expect(dissolutionObstacles({ ...empty, on: '2020-01-02' })).toEqual([])
  expect(dissolutionObstacles({ ...empty, dissolvedOn: '2025-01-01' })).toMatchObject([{ ruleId: 'organization.dissolution.once' }])
})
