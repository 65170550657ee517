import { type Obstacle, type Rules, rulesAsOf } from '@qizhi/rulebook'
import { type RegisteredOrganization } from '../organizations/index.ts'
import { type Period } from './membership-directory.ts'
import { type MembershipKind, type MembershipStatus } from './membership.enums.ts'
import { openingObstacles } from './membership.rules.ts'

/** A part of the way that somebody has gone in an organisation, as a roster tells it. */
export interface ClaimedPeriod {
  readonly status: MembershipStatus
  readonly from: string
  /** The day after the last; null for the one that lasts. */
  readonly to: string | null
}

/** A membership that a roster says a person has. */
export interface ClaimedMembership {
  readonly kind: MembershipKind
  readonly organization: RegisteredOrganization
  /** One after the other without gaps, today or earlier; the last one is open. Never empty. */
  readonly periods: readonly ClaimedPeriod[]
}

/** What a claim meets on the register. Nothing of it stops the person from being entered. */
export type ClaimNotice = { readonly kind: MembershipKind } & (
  | { readonly code: 'PERIOD_SHORTENED'; readonly day: string; readonly established: string }
  | { readonly code: 'MEMBERSHIP_ELSEWHERE'; readonly organizationId: string }
  | { readonly code: 'MEMBERSHIP_STATUS_DIFFERS'; readonly registered: MembershipStatus; readonly meant: MembershipStatus }
  | { readonly code: 'MEMBERSHIP_ENDED'; readonly day: string }
  | { readonly code: 'MEMBERSHIP_REFUSED'; readonly obstacle: Obstacle; readonly rules: Rules }
)

/** The periods that a claim opens, and what is to be told of it. */
export interface DecidedClaim {
  readonly opens: readonly ClaimedPeriod[]
  readonly notices: readonly ClaimNotice[]
}

/**
 * Decides about a claim by what is on the register: a person who never had the membership gets it, as far back as the organisation
 * exists. What is there already stays as it is: transfers, changes of status and returns are an officer's to make.
 */
export function decideClaim({ kind, organization, periods }: ClaimedMembership, person: { readonly birthDate: string | null }, registered: readonly Period[]): DecidedClaim {
  const meant = periods.at(-1)!
  const present = registered.find((period) => period.to === null)
  if (present !== undefined) {
    if (present.organizationId !== organization.id) return only({ kind, code: 'MEMBERSHIP_ELSEWHERE', organizationId: present.organizationId })
    return present.status === meant.status ? { opens: [], notices: [] } : only({ kind, code: 'MEMBERSHIP_STATUS_DIFFERS', registered: present.status, meant: meant.status })
  }
  const last = registered.map((period) => period.to!).sort().at(-1)
  if (last !== undefined) return only({ kind, code: 'MEMBERSHIP_ENDED', day: last })

  const { establishedOn } = organization
  const opens = periods.filter(({ to }) => to === null || to > establishedOn).map((period) => (period.from < establishedOn ? { ...period, from: establishedOn } : period))
  const [first] = opens
  const rules = rulesAsOf(first!.from)
  const obstacles = openingObstacles({ kind, status: first!.status, validFrom: first!.from, verb: 'REGISTER' }, person, organization, [], rules)
  if (obstacles.length > 0) return { opens: [], notices: obstacles.map((obstacle) => ({ kind, code: 'MEMBERSHIP_REFUSED', obstacle, rules })) }
  const began = periods[0]!.from
  return { opens, notices: began < establishedOn ? [{ kind, code: 'PERIOD_SHORTENED', day: began, established: establishedOn }] : [] }
}

function only(notice: ClaimNotice): DecidedClaim {
  return { opens: [], notices: [notice] }
}
