import { describe, expect, it } from '@jest/globals'
import {
  activityCategories,
  activityHolderObstacles,
  activityType,
  activityTypes,
  levelsOf,
  organizationKinds,
  overrideObstacles,
  ruleById,
  type ActivityTypeDefinition,
  type OrganizationKind,
  type OrganizationLevel,
} from '../index.ts'

function typeOf(code: string): ActivityTypeDefinition {
  const type = activityType(code)
  if (!type) throw new Error(`No activity type ${code}`)
  return type
}

describe('the catalogue', () => {
  it('has codes and names once each', () => {
    for (const { code, name } of activityTypes) {
      const twins = activityTypes.filter((other) => other.code === code || other.name.zh === name.zh || other.name.en === name.en)
      expect(twins).toHaveLength(1)
    }
  })

  it.each(activityTypes.map((type) => [type.code, type as ActivityTypeDefinition] as const))('%s is complete', (code, type) => {
    expect(code).toMatch(/^[A-Z]+(_[A-Z]+)*$/)
    expect(type.name.zh).toMatch(/\p{Script=Han}/u)
    expect(type.planPoints.length).toBeGreaterThan(0)
    for (const point of type.planPoints) expect(point >= 1 && point <= 14).toBe(true)
    expect(Object.values(type.heldBy).flat().length).toBeGreaterThan(0)
    for (const kind of organizationKinds) {
      const levels: readonly OrganizationLevel[] = type.heldBy[kind] ?? []
      for (const level of levels) expect(levelsOf(kind)).toContain(level)
    }
    if (type.frequency) expect(ruleById(type.frequency.id)).toBe(type.frequency)
  })

  it('serves each of the 14 points of the work plan and fills every category', () => {
    const points = new Set(activityTypes.flatMap((type: ActivityTypeDefinition) => type.planPoints))
    expect([...points].sort((one, other) => one - other)).toEqual(Array.from({ length: 14 }, (_, place) => place + 1))
    expect(new Set(activityTypes.map((type) => type.category)).size).toBe(Object.keys(activityCategories).length)
  })

  it('knows nothing by a code that it does not have', () => {
    expect(activityType('BRANCH_MEETINGS')).toBeUndefined()
  })
})

describe('who holds what', () => {
  it.each([
    ['BRANCH_MEETING', 'PARTY', 'BRANCH', true],
    ['BRANCH_MEETING', 'PARTY', 'COMMITTEE', false],
    ['BRANCH_MEETING', 'UNION', 'COMMITTEE', false],
    ['ADMISSION_MEETING', 'PARTY', 'JOINT_BRANCH', true],
    ['ADMISSION_MEETING', 'PARTY', 'TEMPORARY_BRANCH', false],
    ['ELECTION', 'PARTY', 'TEMPORARY_BRANCH', false],
    ['ELECTION', 'UNION', 'COMMITTEE', true],
    ['CENTRE_GROUP_STUDY', 'PARTY', 'COMMITTEE', true],
    ['CENTRE_GROUP_STUDY', 'PARTY', 'BRANCH', false],
    ['CHORUS_CONTEST', 'WOMEN', 'COMMITTEE', true],
    ['CHORUS_CONTEST', 'UNIT', 'BUREAU', false],
    ['GROUP_MEETING', 'PARTY', 'GROUP', true],
    ['LEAGUE_MEMBERS_MEETING', 'LEAGUE', 'BRANCH', true],
  ] as [string, OrganizationKind, OrganizationLevel, boolean][])('%s by %s %s: %s', (code, kind, level, allowed) => {
    expect(activityHolderObstacles(typeOf(code), { kind, level }).length === 0).toBe(allowed)
  })

  it('is said in words', () => {
    expect(activityHolderObstacles(typeOf('BRANCH_MEETING'), { kind: 'PARTY', level: 'COMMITTEE' })).toMatchObject([
      { ruleId: 'activity.type.held-by', zh: '党委不举办“支部党员大会”' },
    ])
  })
})

it('lets a place ask for more often and not for less', () => {
  const { frequency } = typeOf('BRANCH_MEETING')
  if (!frequency) throw new Error('A branch meeting has a frequency')
  const override = { ruleId: frequency.id, from: '2026-01-01', documentNumber: '局党发〔2026〕1号', reason: '规范化建设' }
  expect(overrideObstacles(frequency, { ...override, value: { atLeast: 1, per: 'MONTH' } })).toEqual([])
  expect(overrideObstacles(frequency, { ...override, value: { atLeast: 4, per: 'YEAR' } })).toEqual([])
  expect(overrideObstacles(frequency, { ...override, value: { atLeast: 3, per: 'YEAR' } })).toHaveLength(1)
})
