import { type Obstacle, type Rules } from '@qizhi/rulebook'
import { type ClaimedPeriod, type MembershipKind, type MembershipStatus } from '../memberships/index.ts'
import { type OrganizationKind } from '../organizations/index.ts'
import { type EmploymentStatus, type Sex } from './member.enums.ts'

/** What a row of another system's list tells of a person; what is absent stays as it is on the register, what is null is cleared. */
export interface RegisterFields {
  readonly sex?: Sex
  readonly birthDate?: string | null
  readonly ethnicity?: string | null
  readonly education?: string | null
  readonly politicalStatus?: string | null
  /** Eleven digits, checked. */
  readonly phone?: string | null
  readonly employmentStatus?: EmploymentStatus
  /** YYYY-MM or YYYY-MM-DD. */
  readonly employmentStarted?: string | null
  readonly post?: string | null
  /** Fen. */
  readonly monthlyWageBase?: number | null
}

/** One person, as another system knows him. Everything is read and checked by itself already, and no day is after today. */
export interface RegisterRow {
  /** Comes back with the outcome. */
  readonly line: number
  readonly externalId: { readonly source: string; readonly externalId: string } | null
  /** Eighteen characters, checked, and in agreement with birth date and sex. A row has this, an external id, or both. */
  readonly nationalId: string | null
  readonly name: string
  readonly fields: RegisterFields
  /** Code of the unit that employs the person; absent or null = leave. */
  readonly unitCode?: string | null
  readonly memberships: readonly RegisterMembership[]
}

/** A membership that the row says the person has; one of a kind at most. */
export interface RegisterMembership {
  readonly kind: MembershipKind
  readonly organizationCode: string
  /** One after the other without gaps; the last one is open. Never empty. */
  readonly periods: readonly ClaimedPeriod[]
}

/** Where in a row a code of an organisation stands. */
export type RegisterPlace = 'UNIT' | MembershipKind

/** Why a row is rejected. Who is meant out of the actor's scope is never told. */
export type RegisterRefusal =
  /** No such code, or outside what the actor may write. */
  | { readonly code: 'ORGANIZATION_UNKNOWN'; readonly place: RegisterPlace; readonly organizationCode: string }
  | { readonly code: 'ORGANIZATION_OF_OTHER_KIND'; readonly place: RegisterPlace; readonly organizationCode: string; readonly found: OrganizationKind }
  /** The unit no longer exists. */
  | { readonly code: 'ORGANIZATION_DISSOLVED'; readonly place: RegisterPlace; readonly day: string }
  /** The person belongs to organisations outside the actor's scope. */
  | { readonly code: 'PERSON_ELSEWHERE' }
  /** External id and number are those of two persons. */
  | { readonly code: 'NATIONAL_ID_OF_ANOTHER' }
  /** The person with this external id has another number. */
  | { readonly code: 'NATIONAL_ID_DIFFERS' }
  /** The person with this number has another external id of the source. */
  | { readonly code: 'EXTERNAL_ID_TAKEN'; readonly registered: string }
  /** The person with this external id has another name, and no number tells that it is he. */
  | { readonly code: 'NAME_DIFFERS'; readonly registered: string }
  /** An earlier row of the batch has the same external id or number. */
  | { readonly code: 'REPEATED' }
  /** A new person without unit and membership, entered by somebody who could not see him afterwards. */
  | { readonly code: 'NO_ORGANIZATION' }

/** What is to be told of a row that stands. */
export type RegisterNotice =
  | { readonly code: 'NAME_CHANGED'; readonly registered: string }
  /** The present unit is outside the actor's scope and stays. */
  | { readonly code: 'UNIT_ELSEWHERE' }
  /** The membership is put on record from the day on which the organisation was set up. */
  | { readonly code: 'PERIOD_SHORTENED'; readonly kind: MembershipKind; readonly day: string; readonly established: string }
  /** The membership is held in another organisation and stays there; its name, where the actor may see it. */
  | { readonly code: 'MEMBERSHIP_ELSEWHERE'; readonly kind: MembershipKind; readonly registered: string | null }
  | { readonly code: 'MEMBERSHIP_STATUS_DIFFERS'; readonly kind: MembershipKind; readonly registered: MembershipStatus; readonly meant: MembershipStatus }
  /** A membership of the kind ended on that day; it is not opened again. */
  | { readonly code: 'MEMBERSHIP_ENDED'; readonly kind: MembershipKind; readonly day: string }
  | { readonly code: 'MEMBERSHIP_REFUSED'; readonly kind: MembershipKind; readonly obstacle: Obstacle; readonly rules: Rules }

/** What became of a row. */
export interface RegisterOutcome {
  readonly line: number
  readonly outcome: 'CREATED' | 'UPDATED' | 'UNCHANGED' | 'REJECTED'
  readonly memberId: string | null
  /** Empty unless it was rejected. */
  readonly refusals: readonly RegisterRefusal[]
  readonly notices: readonly RegisterNotice[]
}
