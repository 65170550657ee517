import { type Day } from '@qizhi/codes'
import { probationEnd, rulesAsOf } from '@qizhi/rulebook'
import { codeOf, type MembershipFacts, politicalStatusOf, statuses } from './membership-facts.ts'
import { readPartyDate } from './roster-dates.ts'
import { type ClaimedMembership, type ClaimedPeriod, type RosterRow } from './roster-record.ts'

/** Reads a Party membership: probationary from the day of joining, full from the day of becoming full. */
export function readPartyMembership({ row, details, today }: MembershipFacts): ClaimedMembership | null {
  const organizationCode = codeOf(row, 'partyCode')
  const joined = readPartyDate(row, 'partyJoinedOn', today)
  const full = readPartyDate(row, 'partyFullOn', today)
  const status = politicalStatusOf(details)
  const isMember = status?.code === statuses.full || status?.code === statuses.probationary
  if (organizationCode === null) {
    if (isMember && row.has('partyCode')) row.note('PARTY_BRANCH_MISSING', 'partyCode')
    return null
  }
  if (joined === undefined || full === undefined) return null
  if (status !== undefined && (!isMember || (status.code === statuses.probationary && full !== null))) {
    row.note('PARTY_STATUS_CONTRADICTS', 'politicalStatus', { status })
    return null
  }
  const periods =
    status?.code === statuses.probationary ? probation(row, joined, today) : fullMembership(row, joined, full, status !== undefined)
  return periods === null ? null : { kind: 'PARTY', organizationCode, field: 'partyCode', periods }
}

type Periods = [...ClaimedPeriod[], ClaimedPeriod]

function probation(row: RosterRow, joined: Day | null, today: Day): Periods | null {
  if (joined === null) {
    row.note('PARTY_DATE_MISSING', 'partyJoinedOn')
    return null
  }
  const end = probationEnd(joined, rulesAsOf(joined))
  if (end <= today) row.note('PROBATION_OVERDUE', 'partyFullOn', { end })
  return [{ status: 'PROBATIONARY', from: joined, to: null }]
}

function fullMembership(row: RosterRow, joined: Day | null, full: Day | null, saysFull: boolean): Periods | null {
  if (full === null) {
    if (joined === null || !saysFull) {
      row.note('PARTY_DATE_MISSING', joined === null ? 'partyJoinedOn' : 'partyFullOn')
      return null
    }
    row.note('PARTY_FULL_DATE_MISSING', 'partyFullOn')
    return [{ status: 'FULL', from: joined, to: null }]
  }
  if (joined === null || joined === full) return [{ status: 'FULL', from: full, to: null }]
  if (full < joined) {
    row.note('PARTY_DATES_REVERSED', 'partyFullOn', { full, joined })
    return null
  }
  if (full < probationEnd(joined, rulesAsOf(joined))) row.note('PROBATION_SHORT', 'partyFullOn')
  return [
    { status: 'PROBATIONARY', from: joined, to: full },
    { status: 'FULL', from: full, to: null },
  ]
}
