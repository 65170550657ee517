import { type CodeEntry, type Day, politicalStatuses } from '@qizhi/codes'
import { type RosterDetails, type RosterIdentity, type RosterRow } from './roster-record.ts'

/** What the memberships of a row are read from. */
export interface MembershipFacts {
  readonly row: RosterRow
  readonly identity: RosterIdentity
  readonly details: RosterDetails
  readonly today: Day
}

/** The codes of GB/T 4762 that go with a membership. */
export const statuses = { full: '01', probationary: '02', league: '03' }

export function politicalStatusOf({ politicalStatus }: RosterDetails): CodeEntry | undefined {
  return politicalStatus === null ? undefined : politicalStatuses.byCode(politicalStatus)
}

export function codeOf(row: RosterRow, field: 'partyCode' | 'unionCode' | 'leagueCode'): string | null {
  return row.text(field).normalize('NFKC') || null
}
