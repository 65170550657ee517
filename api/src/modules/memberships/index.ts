export { membershipsModule } from './memberships.module.ts'
export { holdsMembership, membershipGraph, standsInScope } from './membership.graph.ts'
export { type ClaimedMembership, type ClaimedPeriod, type ClaimNotice, decideClaim } from './membership-claims.ts'
export { periodsByMember, type RecordedMembership, recordMemberships } from './membership-register.ts'
export { openMemberships } from './open-memberships.ts'
export { isKnownTo, type LockedPerson, type Period, type Persons } from './membership-directory.ts'
export {
  type MembershipEnding,
  MembershipEndings,
  type MembershipKind,
  MembershipKinds,
  type MembershipStatus,
  MembershipStatuses,
} from './membership.enums.ts'
export { MembershipPayload } from './membership.inputs.ts'
export { MembershipConnection, MembershipType } from './membership.type.ts'
export { type MembershipService } from './membership.service.ts'
