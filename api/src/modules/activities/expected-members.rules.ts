import { isMember, membershipKinds, type MembershipKind, type MembershipStatus, openStatusesOf, type Expectation } from '@qizhi/rulebook'
import { type OrganizationKind } from '../organizations/index.ts'

/** The open memberships whose holders are expected. */
export interface ExpectedMemberships {
  readonly kind: MembershipKind
  readonly statuses: readonly MembershipStatus[]
}

/**
 * Whose presence a type expects of an organiser of this kind: holders of these memberships in the organiser and in everything that
 * stands under it, so a committee's lecture expects the members of all its branches. Null: nobody is expected, and whoever comes is
 * recorded by name. That is so for types that are by choice; for committees, whose offices the register does not hold; and for women's
 * committees and units, in which nobody holds a membership.
 */
export function expectedMemberships(expects: Expectation, organizer: OrganizationKind): ExpectedMemberships | null {
  switch (expects) {
    case 'PARTY_MEMBERS':
      return fullyFledged('PARTY')
    case 'LEAGUE_MEMBERS':
      return fullyFledged('LEAGUE')
    case 'UNION_MEMBERS':
      return fullyFledged('UNION')
    case 'GROUP':
      return holdsMemberships(organizer) ? fullyFledged(organizer) : null
    case 'EVERYBODY':
      return holdsMemberships(organizer) ? { kind: organizer, statuses: openStatusesOf(organizer) } : null
    case 'COMMITTEE':
    case 'NOBODY':
      return null
  }
}

/** Applicants are not members yet; whose union membership is only retained has left the work. */
function fullyFledged(kind: MembershipKind): ExpectedMemberships {
  return { kind, statuses: openStatusesOf(kind).filter((status) => isMember(status) && status !== 'RETAINED') }
}

function holdsMemberships(kind: OrganizationKind): kind is MembershipKind {
  return (membershipKinds as readonly string[]).includes(kind)
}
