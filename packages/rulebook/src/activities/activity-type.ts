import type { Text } from '@qizhi/codes'
import { obstacle, type Obstacle } from '../framework/obstacle.ts'
import { rule, type Rule } from '../framework/rule.ts'
import { kindNames, levelName, type OrganizationKind, type OrganizationLevel } from '../organizations/kinds.ts'
import { qizhiRegister } from '../regulations.ts'
import type { Frequency } from './frequencies.ts'

/** The groups in which the catalogue is shown. */
export const activityCategories = {
  ORGANIZATION_LIFE: { zh: '组织生活', en: 'Organisation life' },
  STUDY: { zh: '学习教育', en: 'Study' },
  CULTURE: { zh: '主题文化活动', en: 'Culture and contests' },
  COMMENDATION: { zh: '评选表彰', en: 'Commendation' },
  GOVERNANCE: { zh: '管党治党', en: 'Governance' },
  INTEGRITY: { zh: '党风廉政', en: 'Integrity' },
  ORGANIZATION_BUILDING: { zh: '组织建设', en: 'Organisation building' },
  PIONEERING: { zh: '先锋与品牌', en: 'Model posts and brands' },
  VOLUNTEERING: { zh: '志愿服务', en: 'Volunteering' },
  CARE: { zh: '关怀帮扶', en: 'Care' },
  UNION: { zh: '工会活动', en: 'Union' },
  WOMEN: { zh: '妇女工作', en: 'Women' },
  LEAGUE: { zh: '团的活动', en: 'League' },
} as const satisfies Record<string, Text>

export type ActivityCategory = keyof typeof activityCategories

/**
 * Who is expected to attend: of the holding organisation with all that stands under it, and in a group the group's own people.
 * Frozen by name when an activity is planned.
 */
export const expectations = {
  PARTY_MEMBERS: { zh: '正式党员和预备党员', en: 'full and probationary Party members' },
  COMMITTEE: { zh: '委员会成员', en: 'the committee' },
  GROUP: { zh: '小组成员', en: 'the group' },
  LEAGUE_MEMBERS: { zh: '团员', en: 'league members' },
  UNION_MEMBERS: { zh: '工会会员', en: 'union members' },
  EVERYBODY: { zh: '本组织全体人员', en: 'everybody of the organisation' },
  NOBODY: { zh: '自愿或指定参加', en: 'nobody: by choice or by name' },
} as const satisfies Record<string, Text>

export type Expectation = keyof typeof expectations

/** The levels of each kind that may hold an activity; a kind that is missing may not. */
export type HeldBy = { readonly [Kind in OrganizationKind]?: readonly OrganizationLevel<Kind>[] }

/** One line of the catalogue of activities. */
export interface ActivityTypeDefinition {
  readonly code: string
  readonly name: Text
  readonly category: ActivityCategory
  readonly heldBy: HeldBy
  readonly expected: Expectation
  /** How often a regulation asks for it, where one does. */
  readonly frequency?: Rule<Frequency, never>
  /** The points of the yearly work plan (1–14) that it serves. */
  readonly planPoints: readonly number[]
}

export const activityHolder = rule({
  id: 'activity.type.held-by',
  title: { zh: '活动类型与举办组织相符', en: 'A type of activity is held by the organisations that it is for' },
  refusal: { zh: '{holder}不举办“{type}”', en: 'A {holder} does not hold activities of the type "{type}"' },
  value: true,
  source: qizhiRegister.article(),
  certainty: 'S',
})

/** Whether an organisation of this kind and level may hold activities of a type; an own type is judged like a built-in one. */
export function activityHolderObstacles(
  type: Pick<ActivityTypeDefinition, 'name' | 'heldBy'>,
  organization: { readonly kind: OrganizationKind; readonly level: OrganizationLevel },
): Obstacle[] {
  const levels: readonly OrganizationLevel[] = type.heldBy[organization.kind] ?? []
  if (levels.includes(organization.level)) return []
  const holder = levels.length === 0 ? kindNames[organization.kind] : levelName(organization.kind, organization.level)
  return [obstacle(activityHolder, { holder, type: type.name })]
}
