import { type MembershipKind, type MembershipStatus } from '../../memberships/index.ts'
import { type MappedRow } from '../mapping/mapped-row.ts'
import { type RosterField } from './roster-fields.ts'

export type RosterRow = MappedRow<RosterField>

/** Who a row is about, as far as it can be read. */
export interface RosterIdentity {
  readonly externalId: string | null
  /** Eighteen characters, checked; null where there is none that holds. */
  readonly nationalId: string | null
  /** Whether the row's own birth date and sex contradict the number. */
  readonly contradicted: boolean
  readonly name: string
  readonly sex: 'MALE' | 'FEMALE' | null
  readonly birthDate: string | null
}

/** What a row tells of the person; null where it tells nothing, which leaves what is on the register. */
export interface RosterDetails {
  readonly ethnicity: string | null
  readonly education: string | null
  readonly politicalStatus: string | null
  readonly phone: string | null
  readonly employmentStatus: 'ACTIVE' | 'RETIRED' | 'LEFT' | 'NONE' | null
  /** YYYY-MM or YYYY-MM-DD. */
  readonly employmentStarted: string | null
  readonly post: string | null
  /** Fen. */
  readonly monthlyWageBase: number | null
  readonly unitCode: string | null
}

/** A part of the way that somebody has gone in an organisation. */
export interface ClaimedPeriod {
  readonly status: MembershipStatus
  readonly from: string
  /** The day after the last; null for the one that lasts. */
  readonly to: string | null
}

/** A membership that a row says the person has. */
export interface ClaimedMembership {
  readonly kind: MembershipKind
  readonly organizationCode: string
  readonly field: 'partyCode' | 'unionCode' | 'leagueCode'
  /** One after the other without gaps; the last one is open. Never empty. */
  readonly periods: readonly [...ClaimedPeriod[], ClaimedPeriod]
}

/** A row of a roster, read. */
export interface RosterRecord {
  readonly row: RosterRow
  readonly line: number
  readonly label: string
  readonly identity: RosterIdentity
  readonly details: RosterDetails
  readonly memberships: readonly ClaimedMembership[]
}
