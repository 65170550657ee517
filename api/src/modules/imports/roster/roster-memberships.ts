import { ageOn, type Day } from '@qizhi/codes'
import { transitionObstacles, rulesAsOf } from '@qizhi/rulebook'
import { codeOf, type MembershipFacts, politicalStatusOf, statuses } from './membership-facts.ts'
import { readEventDate } from './roster-dates.ts'
import { readPartyMembership } from './roster-party.ts'
import { type ClaimedMembership } from './roster-record.ts'

/** Reads to which Party, union and league organisations a row says the person belongs, and since when. */
export function readMemberships(facts: MembershipFacts): ClaimedMembership[] {
  const { row, details } = facts
  const claimed = [readPartyMembership(facts), readUnionMembership(facts), readLeagueMembership(facts)].filter(
    (membership) => membership !== null,
  )
  if (claimed.length === 0) return []
  if (details.employmentStatus === 'LEFT') {
    row.note('LEFT_IN_ORGANIZATION', 'employmentStatus')
    return []
  }
  if (details.employmentStatus === 'RETIRED') row.note('RETIRED_IN_ORGANIZATION', 'employmentStatus')
  return claimed
}

/** Who is retired keeps his union membership without dues and vote. */
function readUnionMembership(facts: MembershipFacts): ClaimedMembership | null {
  const { row, details } = facts
  const organizationCode = codeOf(row, 'unionCode')
  const joinedOn = readEventDate(row, 'unionJoinedOn', facts.today)
  if (organizationCode === null) return null
  const status = details.employmentStatus === 'RETIRED' ? 'RETAINED' : 'MEMBER'
  return {
    kind: 'UNION',
    organizationCode,
    field: 'unionCode',
    periods: [{ status, from: joinedOn ?? beganWork(facts, 'unionCode'), to: null }],
  }
}

function readLeagueMembership(facts: MembershipFacts): ClaimedMembership | null {
  const { row, details, identity, today } = facts
  const organizationCode = codeOf(row, 'leagueCode')
  const joinedOn = readEventDate(row, 'leagueJoinedOn', today)
  const status = politicalStatusOf(details)
  if (organizationCode === null) {
    if (status?.code === statuses.league && row.has('leagueCode')) row.note('LEAGUE_BRANCH_MISSING', 'leagueCode')
    return null
  }
  // a Party member may stay in the league until he is 28
  if (status !== undefined && ![statuses.league, statuses.full, statuses.probationary].includes(status.code)) {
    row.note('LEAGUE_STATUS_CONTRADICTS', 'leagueCode', { status })
    return null
  }
  const { birthDate } = identity
  if (birthDate !== null && leavesByAge(birthDate, today)) row.note('LEAGUE_OVER_AGE', 'leagueCode', { age: ageOn(birthDate, today) })
  return {
    kind: 'LEAGUE',
    organizationCode,
    field: 'leagueCode',
    periods: [{ status: 'MEMBER', from: joinedOn ?? beganWork(facts, 'leagueCode'), to: null }],
  }
}

/** Membership of union and league follows the job: without a day of its own it began with the work. */
function beganWork({ row, details, today }: MembershipFacts, field: 'unionCode' | 'leagueCode'): Day {
  const { employmentStarted } = details
  if (employmentStarted !== null) return employmentStarted.length === 7 ? `${employmentStarted}-01` : employmentStarted
  row.note('JOINED_ON_UNKNOWN', field)
  return today
}

/** Whether the rule book lets a league member of this birth date leave by age on a day. */
function leavesByAge(birthDate: Day, on: Day): boolean {
  return transitionObstacles({ kind: 'LEAGUE', from: 'MEMBER', verb: 'AGE_OUT', on, birthDate }, rulesAsOf(on)).length === 0
}
