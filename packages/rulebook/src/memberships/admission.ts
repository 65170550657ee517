import { addYears, type Day } from '@qizhi/codes'
import { obstacle, type Obstacle } from '../framework/obstacle.ts'
import type { Rules } from '../framework/rules.ts'
import { kindNames, levelName, type OrganizationKind, type OrganizationLevel } from '../organizations/kinds.ts'
import { existsOn } from '../organizations/placement.ts'
import { leagueMembershipLevels } from './league-rules.ts'
import { partyMembershipLevels, partyReturnAfterExpulsion, temporaryBranchAdmission } from './party-rules.ts'
import { membershipInOpenOrganization, membershipKindMatches, membershipOneOpen } from './register-rules.ts'
import type { MembershipKind, MembershipStatus } from './statuses.ts'
import { transitionObstacles } from './transition-obstacles.ts'
import type { MembershipVerb } from './transitions.ts'
import { unionMembershipLevels } from './union-rules.ts'

const levelRules = { PARTY: partyMembershipLevels, UNION: unionMembershipLevels, LEAGUE: leagueMembershipLevels }

export interface AdmissionFacts {
  readonly kind: MembershipKind
  /** How it opens: APPLY, JOIN, REGISTER or TRANSFER_IN. */
  readonly verb: MembershipVerb
  readonly status: MembershipStatus
  readonly on: Day
  readonly birthDate?: Day | null
  readonly organization: {
    readonly kind: OrganizationKind
    readonly level: OrganizationLevel
    readonly establishedOn?: Day | null
    readonly dissolvedOn?: Day | null
  }
  /** Whether the person already holds an open membership of this kind. */
  readonly hasOpenMembership: boolean
  /** When the person was last expelled from the Party. */
  readonly expelledOn?: Day | null
}

/** Everything that stands in the way of opening a membership on a day. An empty list means it may be opened. */
export function admissionObstacles(facts: AdmissionFacts, rules: Rules): Obstacle[] {
  const { kind, verb, status, on, birthDate } = facts
  const obstacles = transitionObstacles({ kind, from: null, verb, to: status, on, birthDate: birthDate ?? null }, rules)
  obstacles.push(...holdingObstacles(kind, facts.organization, on, rules))
  if (facts.hasOpenMembership) obstacles.push(obstacle(membershipOneOpen))
  if (kind === 'PARTY' && facts.expelledOn) obstacles.push(...returnObstacles(facts.expelledOn, on, rules))
  return obstacles
}

/** Everything that stands in the way of holding memberships of a kind in an organisation: also the question of a transfer's target. */
export function holdingObstacles(kind: MembershipKind, organization: AdmissionFacts['organization'], on: Day, rules: Rules): Obstacle[] {
  if (organization.kind !== kind) {
    return [obstacle(membershipKindMatches, { kind: kindNames[kind], organizationKind: kindNames[organization.kind] })]
  }
  const obstacles: Obstacle[] = []
  const { level } = organization
  if (level === 'TEMPORARY_BRANCH') obstacles.push(obstacle(temporaryBranchAdmission))
  else if (!holdingLevels(kind, rules).includes(level)) obstacles.push(obstacle(levelRules[kind], { level: levelName(kind, level) }))
  if (!existsOn(organization, on)) obstacles.push(obstacle(membershipInOpenOrganization, { on }))
  return obstacles
}

/** The levels at which memberships of a kind are held. */
export function holdingLevels(kind: MembershipKind, rules: Rules): readonly OrganizationLevel[] {
  return rules.get<readonly OrganizationLevel[]>(levelRules[kind])
}

function returnObstacles(expelledOn: Day, on: Day, rules: Rules): Obstacle[] {
  const earliest = addYears(expelledOn, rules.get(partyReturnAfterExpulsion))
  return on >= earliest ? [] : [obstacle(partyReturnAfterExpulsion, { expelledOn, earliest })]
}
