import { addMonths, addYears, ageOn, type Day, type Text } from '@qizhi/codes'
import { obstacle, type Obstacle } from '../framework/obstacle.ts'
import type { Rules } from '../framework/rules.ts'
import { leagueAgeOut, leagueApplicationAge, leagueOfficeKeepsMembership } from './league-rules.ts'
import { partyApplicationAge, partyCandidateMinimum, partyProbation, partyProbationExtension } from './party-rules.ts'
import { birthDateKnown, membershipOrder, membershipTransition } from './register-rules.ts'
import { statusName, type MembershipKind, type MembershipStatus } from './statuses.ts'
import { findTransition, membershipVerbs, type MembershipVerb } from './transitions.ts'

export interface TransitionFacts {
  readonly kind: MembershipKind
  /** The present status; null where a membership opens. */
  readonly from: MembershipStatus | null
  readonly verb: MembershipVerb
  /** Where a verb leads to several statuses: which. */
  readonly to?: MembershipStatus
  readonly on: Day
  /** The day on which the present status began. */
  readonly since?: Day | null
  readonly birthDate?: Day | null
  readonly probationExtendedByMonths?: number
  readonly holdsLeagueOffice?: boolean
}

const noStatus: Text = { zh: '尚无身份', en: 'person without this membership' }

/** Everything that stands in the way of a step. An empty list means it may be taken on that day. */
export function transitionObstacles(facts: TransitionFacts, rules: Rules): Obstacle[] {
  const { kind, from, verb, on, since } = facts
  const way = findTransition(kind, from, verb, facts.to)
  if (!way) return [obstacle(membershipTransition, { from: from ? statusName(kind, from) : noStatus, verb: membershipVerbs[verb] })]

  const obstacles: Obstacle[] = []
  if (since && on < since) obstacles.push(obstacle(membershipOrder, { on, since }))
  if (kind === 'PARTY') obstacles.push(...partyAgeObstacles(facts, rules))
  if (kind === 'LEAGUE') obstacles.push(...leagueAgeObstacles(facts, rules))
  if (verb === 'CHOOSE_CANDIDATE' && since) obstacles.push(...candidateObstacles(since, on, rules))
  if (verb === 'CONFIRM' && since) obstacles.push(...confirmationObstacles(since, facts, rules))
  if (verb === 'AGE_OUT') obstacles.push(...ageOutObstacles(facts, rules))
  return obstacles
}

/** The first day on which a probationary member may become full. */
export function probationEnd(admittedOn: Day, rules: Rules, extendedByMonths = 0): Day {
  return addMonths(admittedOn, rules.get(partyProbation) + extendedByMonths)
}

/** Everything that stands in the way of extending probation by so many months. */
export function probationExtensionObstacles(months: number, rules: Rules): Obstacle[] {
  const { min, max } = rules.get(partyProbationExtension)
  return months >= min && months <= max ? [] : [obstacle(partyProbationExtension, { min, max, months })]
}

/** Somebody new proves his age; whoever is put on record is held against it where the birth date is known. */
function partyAgeObstacles({ from, verb, on, birthDate }: TransitionFacts, rules: Rules): Obstacle[] {
  if (from !== null) return []
  if (!birthDate) return verb === 'APPLY' ? [obstacle(birthDateKnown)] : []
  const needs = rules.get(partyApplicationAge)
  const age = ageOn(birthDate, on)
  return age >= needs ? [] : [obstacle(partyApplicationAge, { on, age, needs })]
}

/** Who joins is 14 to 28. Who is on record already may be older: a league office keeps its holder in. */
function leagueAgeObstacles({ from, verb, on, birthDate }: TransitionFacts, rules: Rules): Obstacle[] {
  const joins = verb === 'APPLY' || verb === 'ADMIT'
  if (from !== null && !joins) return []
  if (!birthDate) return joins ? [obstacle(birthDateKnown)] : []
  const { min, max } = rules.get(leagueApplicationAge)
  const age = ageOn(birthDate, on)
  const tooOld = joins && on > addYears(birthDate, max)
  return age >= min && !tooOld ? [] : [obstacle(leagueApplicationAge, { on, age, min, max })]
}

function candidateObstacles(since: Day, on: Day, rules: Rules): Obstacle[] {
  const months = rules.get(partyCandidateMinimum)
  const earliest = addMonths(since, months)
  return on >= earliest ? [] : [obstacle(partyCandidateMinimum, { since, months, earliest })]
}

function confirmationObstacles(admittedOn: Day, facts: TransitionFacts, rules: Rules): Obstacle[] {
  const end = probationEnd(admittedOn, rules, facts.probationExtendedByMonths)
  return facts.on >= end ? [] : [obstacle(partyProbation, { end })]
}

function ageOutObstacles({ on, birthDate, holdsLeagueOffice }: TransitionFacts, rules: Rules): Obstacle[] {
  if (!birthDate) return [obstacle(birthDateKnown)]
  const obstacles: Obstacle[] = []
  const needs = rules.get(leagueAgeOut)
  const age = ageOn(birthDate, on)
  if (age < needs) obstacles.push(obstacle(leagueAgeOut, { on, age, needs }))
  if (holdsLeagueOffice) obstacles.push(obstacle(leagueOfficeKeepsMembership))
  return obstacles
}
