export { organizationsModule } from './organizations.module.ts'
export { organizationGraph, organizationInScope, organizationWithin, pathWithin } from './organization.graph.ts'
export { escapeLike, organizationsWhere } from './organization.filter.ts'
export { OrganizationFilter } from './organization.inputs.ts'
export { findAndLockOrganization, findAndLockOrganizations, lockEach, lockOrganization, type LockedOrganization, takenIn } from './organization-directory.ts'
export {
  establishOrganizations,
  holdEveryTree,
  type NewLeadership,
  type NewOrganization,
  organizationsByCode,
  type RegisteredOrganization,
} from './organization-register.ts'
export { type OpenMatters, type OrganizationDissolution } from './organization-dissolution.service.ts'
export { type OrganizationService } from './organization.service.ts'
export { type OrganizationLinks } from './organization-link.service.ts'
export { OrganizationKinds, type OrganizationKind, OrganizationLevels, type OrganizationLevel } from './organization.enums.ts'
export { EmployerUnitType, OrganizationConnection, OrganizationType, PartyOrganizationType } from './organization.type.ts'
