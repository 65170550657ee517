import type { Day } from '@qizhi/codes'
import { obstacle, type Obstacle } from '../framework/obstacle.ts'
import { rule } from '../framework/rule.ts'
import type { Rules } from '../framework/rules.ts'
import { branchRegulations2018, leagueConstitution2023, qizhiRegister, unionLaw2021, womenWorkersRegulations } from '../regulations.ts'
import { kindNames, levelName, levelsOf, type OrganizationKind, type OrganizationLevel } from './kinds.ts'

/** Which levels of a kind may stand at the top of its tree, and which under which. */
export interface Placement<Level extends OrganizationLevel = OrganizationLevel> {
  readonly roots: readonly Level[]
  readonly under: Readonly<Partial<Record<Level, readonly Level[]>>>
}

const refusal = {
  zh: '“{level}”不能设在“{parent}”之下',
  en: '"{level}" cannot stand under "{parent}"',
} as const

/** Groups are parts of a branch and not a level of their own (art. 13); a temporary branch needs the superior that approves it (art. 8). */
export const partyPlacement = rule({
  id: 'party.placement',
  title: { zh: '党组织的设置层级', en: 'Which Party organisation stands under which' },
  refusal,
  value: {
    roots: ['COMMITTEE', 'GENERAL_BRANCH', 'BRANCH'],
    under: {
      COMMITTEE: ['COMMITTEE', 'GENERAL_BRANCH', 'BRANCH', 'JOINT_BRANCH', 'TEMPORARY_BRANCH'],
      GENERAL_BRANCH: ['BRANCH', 'JOINT_BRANCH', 'TEMPORARY_BRANCH'],
      BRANCH: ['GROUP'],
      JOINT_BRANCH: ['GROUP'],
      TEMPORARY_BRANCH: ['GROUP'],
    },
  } satisfies Placement<OrganizationLevel<'PARTY'>>,
  source: branchRegulations2018.article('4–8, 13'),
  certainty: 'L',
})

export const unionPlacement = rule({
  id: 'union.placement',
  title: { zh: '工会组织的设置层级', en: 'Which union organisation stands under which' },
  refusal,
  value: {
    roots: ['COMMITTEE', 'JOINT_COMMITTEE'],
    under: {
      COMMITTEE: ['COMMITTEE', 'JOINT_COMMITTEE', 'SUB_UNION', 'GROUP'],
      JOINT_COMMITTEE: ['SUB_UNION', 'GROUP'],
      SUB_UNION: ['GROUP'],
    },
  } satisfies Placement<OrganizationLevel<'UNION'>>,
  source: unionLaw2021.article('11, 12'),
  certainty: 'L',
})

export const leaguePlacement = rule({
  id: 'league.placement',
  title: { zh: '团组织的设置层级', en: 'Which league organisation stands under which' },
  refusal,
  value: {
    roots: ['COMMITTEE', 'GENERAL_BRANCH', 'BRANCH'],
    under: {
      COMMITTEE: ['COMMITTEE', 'GENERAL_BRANCH', 'BRANCH'],
      GENERAL_BRANCH: ['BRANCH'],
      BRANCH: ['GROUP'],
    },
  } satisfies Placement<OrganizationLevel<'LEAGUE'>>,
  source: leagueConstitution2023.article(24),
  certainty: 'L',
})

export const womenPlacement = rule({
  id: 'women.placement',
  title: { zh: '妇女组织的设置层级', en: 'Which women’s organisation stands under which' },
  refusal,
  value: { roots: ['COMMITTEE'], under: { COMMITTEE: ['COMMITTEE', 'GROUP'] } } satisfies Placement<OrganizationLevel<'WOMEN'>>,
  source: womenWorkersRegulations.article(11),
  certainty: '?',
})

export const unitPlacement = rule({
  id: 'unit.placement',
  title: { zh: '单位的设置层级', en: 'Which unit stands under which' },
  refusal,
  value: {
    roots: ['BUREAU', 'INSTITUTION'],
    under: { BUREAU: ['INSTITUTION', 'DEPARTMENT'], INSTITUTION: ['DEPARTMENT'], DEPARTMENT: ['DEPARTMENT'] },
  } satisfies Placement<OrganizationLevel<'UNIT'>>,
  source: qizhiRegister.article(),
  certainty: 'S',
})

export const rootLevel = rule({
  id: 'organization.root',
  title: { zh: '可以作为最高一级的组织', en: 'Which organisation may stand at the top' },
  refusal: { zh: '{level}须有上级组织', en: 'A {level} needs a superior organisation' },
  value: true,
  source: qizhiRegister.article(),
  certainty: 'S',
})

export const sameKind = rule({
  id: 'organization.same-kind',
  title: { zh: '上下级组织类别相同', en: 'An organisation and its superior are of one kind' },
  refusal: { zh: '{kind}的上级不能是{parentKind}', en: 'A {kind} cannot stand under a {parentKind}' },
  value: true,
  source: qizhiRegister.article(),
  certainty: 'S',
})

export const levelOfKind = rule({
  id: 'organization.level-of-kind',
  title: { zh: '组织层级属于其类别', en: 'A kind has its own levels' },
  refusal: { zh: '{kind}没有“{level}”这一层级', en: 'A {kind} has no level {level}' },
  value: true,
  source: qizhiRegister.article(),
  certainty: 'S',
})

export const openParent = rule({
  id: 'organization.open-parent',
  title: { zh: '上级组织当日存在', en: 'The superior organisation exists on the day' },
  refusal: { zh: '上级组织在 {on} 尚未成立或已经撤销', en: 'The superior organisation does not exist on {on}' },
  value: true,
  source: qizhiRegister.article(),
  certainty: 'S',
})

export const noCycle = rule({
  id: 'organization.no-cycle',
  title: { zh: '组织不能隶属于自己', en: 'An organisation does not stand under itself' },
  refusal: { zh: '上级组织就是本组织或其下级', en: 'The superior is the organisation itself or stands under it' },
  value: true,
  source: qizhiRegister.article(),
  certainty: 'S',
})

const placements = { PARTY: partyPlacement, UNION: unionPlacement, LEAGUE: leaguePlacement, WOMEN: womenPlacement, UNIT: unitPlacement }

export interface PlacementFacts {
  readonly kind: OrganizationKind
  readonly level: OrganizationLevel
  /** The day from which it is to stand there. */
  readonly on: Day
  /** Where it is to stand; null for the top of its tree. */
  readonly parent: {
    readonly kind: OrganizationKind
    readonly level: OrganizationLevel
    readonly establishedOn?: Day | null
    /** The day on which it ceased to exist. */
    readonly dissolvedOn?: Day | null
    /** On a move: whether the new superior is the organisation itself or stands under it. */
    readonly isSelfOrBelow?: boolean
  } | null
}

/** Everything that stands in the way of placing an organisation. An empty list means it may stand there. */
export function placementObstacles({ kind, level, parent, on }: PlacementFacts, rules: Rules): Obstacle[] {
  const levels: readonly OrganizationLevel[] = levelsOf(kind)
  if (!levels.includes(level)) return [obstacle(levelOfKind, { kind: kindNames[kind], level })]
  if (!parent) return rootLevels(kind, rules).includes(level) ? [] : [obstacle(rootLevel, { level: levelName(kind, level) })]
  if (parent.kind !== kind) return [obstacle(sameKind, { kind: kindNames[kind], parentKind: kindNames[parent.kind] })]

  const obstacles: Obstacle[] = []
  if (!childLevels(kind, parent.level, rules).includes(level)) {
    obstacles.push(obstacle(placements[kind], { level: levelName(kind, level), parent: levelName(kind, parent.level) }))
  }
  if (!existsOn(parent, on)) obstacles.push(obstacle(openParent, { on }))
  if (parent.isSelfOrBelow) obstacles.push(obstacle(noCycle))
  return obstacles
}

/** The levels that may stand at the top of a kind's tree. */
export function rootLevels(kind: OrganizationKind, rules: Rules): readonly OrganizationLevel[] {
  return placementOf(kind, rules).roots
}

/** The levels that may stand directly under a level. */
export function childLevels(kind: OrganizationKind, level: OrganizationLevel, rules: Rules): readonly OrganizationLevel[] {
  return placementOf(kind, rules).under[level] ?? []
}

/** Whether an organisation exists on a day; on the day of its dissolution it no longer does. */
export function existsOn(organization: { readonly establishedOn?: Day | null; readonly dissolvedOn?: Day | null }, day: Day): boolean {
  const { establishedOn, dissolvedOn } = organization
  return (!establishedOn || establishedOn <= day) && (!dissolvedOn || day < dissolvedOn)
}

function placementOf(kind: OrganizationKind, rules: Rules): Placement {
  return rules.get<Placement>(placements[kind])
}
