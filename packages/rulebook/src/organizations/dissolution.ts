import type { Day } from '@qizhi/codes'
import { obstacle, type Obstacle } from '../framework/obstacle.ts'
import { rule } from '../framework/rule.ts'
import { qizhiRegister, unionLaw2021 } from '../regulations.ts'
import type { OrganizationKind } from './kinds.ts'

const register = { value: true, source: qizhiRegister.article(), certainty: 'S' } as const

export const dissolutionOnce = rule({
  id: 'organization.dissolution.once',
  title: { zh: '组织只撤销一次', en: 'An organisation is dissolved once' },
  refusal: { zh: '该组织已于 {dissolvedOn} 撤销', en: 'The organisation was dissolved on {dissolvedOn}' },
  ...register,
})

export const dissolutionAfterEstablishment = rule({
  id: 'organization.dissolution.after-establishment',
  title: { zh: '撤销晚于成立', en: 'Dissolution comes after establishment' },
  refusal: {
    zh: '撤销日期 {on} 不晚于成立日期 {establishedOn}',
    en: 'The day of dissolution, {on}, is not after {establishedOn}, when it was established',
  },
  ...register,
})

export const dissolutionWithoutMemberships = rule({
  id: 'organization.dissolution.memberships',
  title: { zh: '撤销前成员已妥善安排', en: 'No memberships are open at dissolution' },
  refusal: { zh: '还有 {count} 名成员的组织关系在该组织', en: '{count} memberships are still held there' },
  ...register,
})

/** The membership of a dissolved union is kept, so its members have to be retained or placed elsewhere first. */
export const dissolutionKeepsUnionMembership = rule({
  id: 'union.dissolution.membership-kept',
  title: { zh: '工会撤销后会籍保留', en: 'Union membership is kept when a union is dissolved' },
  refusal: {
    zh: '还有 {count} 名会员的会籍在该工会，请先转移或办理保留会籍',
    en: '{count} members still belong to this union; transfer or retain their membership first',
  },
  value: true,
  source: unionLaw2021.article(13),
  certainty: 'S',
})

export const dissolutionWithoutOffices = rule({
  id: 'organization.dissolution.offices',
  title: { zh: '撤销前职务已免', en: 'No offices are open at dissolution' },
  refusal: { zh: '还有 {count} 个职务未免', en: '{count} offices are still held' },
  ...register,
})

export const dissolutionWithoutChildren = rule({
  id: 'organization.dissolution.children',
  title: { zh: '撤销前没有下级组织', en: 'No organisations stand under it at dissolution' },
  refusal: { zh: '还有 {count} 个下级组织', en: '{count} organisations still stand under it' },
  ...register,
})

export const dissolutionWithoutPlannedActivities = rule({
  id: 'organization.dissolution.planned-activities',
  title: { zh: '撤销前没有未举行的活动', en: 'No activities are still planned at dissolution' },
  refusal: { zh: '还有 {count} 个计划中的活动', en: '{count} activities are still planned' },
  ...register,
})

export const dissolutionWithoutLedOrganizations = rule({
  id: 'organization.dissolution.led-organizations',
  title: { zh: '撤销前不再领导群团组织', en: 'It leads no other organisation at dissolution' },
  refusal: { zh: '还有 {count} 个群团组织由该组织领导', en: '{count} organisations are still led by it' },
  ...register,
})

/** Counts as of the day of dissolution. */
export interface DissolutionFacts {
  readonly kind: OrganizationKind
  readonly on: Day
  readonly establishedOn?: Day | null
  readonly dissolvedOn?: Day | null
  readonly openMemberships: number
  readonly openOffices: number
  readonly children: number
  readonly plannedActivities: number
  /** Open LED_BY links in which it is the leader. */
  readonly ledOrganizations: number
}

/** Everything that stands in the way of dissolving an organisation. An empty list means it may be dissolved. */
export function dissolutionObstacles(facts: DissolutionFacts): Obstacle[] {
  const { on, establishedOn, dissolvedOn } = facts
  if (dissolvedOn) return [obstacle(dissolutionOnce, { dissolvedOn })]

  const obstacles: Obstacle[] = []
  if (establishedOn && on <= establishedOn) obstacles.push(obstacle(dissolutionAfterEstablishment, { on, establishedOn }))
  const memberships = facts.kind === 'UNION' ? dissolutionKeepsUnionMembership : dissolutionWithoutMemberships
  const remaining = [
    [memberships, facts.openMemberships],
    [dissolutionWithoutOffices, facts.openOffices],
    [dissolutionWithoutChildren, facts.children],
    [dissolutionWithoutPlannedActivities, facts.plannedActivities],
    [dissolutionWithoutLedOrganizations, facts.ledOrganizations],
  ] as const
  for (const [blocking, count] of remaining) if (count > 0) obstacles.push(obstacle(blocking, { count }))
  return obstacles
}
