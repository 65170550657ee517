export { membershipsModule } from './memberships.module.ts'
export { holdersOf, holds, type MembershipConditions, membershipGraph } from './membership.graph.ts'
export {
  type MembershipEnding,
  MembershipEndings,
  type MembershipKind,
  MembershipKinds,
  type MembershipStatus,
  MembershipStatuses,
} from './membership.enums.ts'
export { MembershipType } from './membership.type.ts'
