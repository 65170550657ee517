import { defineModule } from '../../platform/module.ts'
import { Membership } from './membership.entity.ts'

/** Memberships: who belongs to which organisation, in which status, during which period. */
export function membershipsModule() {
  return defineModule({ name: 'memberships', entities: [Membership], resolvers: [] })
}
