import { type Writer } from '../../platform/database/write.ts'
import { defineModule } from '../../platform/module.ts'
import { type Persons } from './membership-directory.ts'
import { membershipGraph } from './membership.graph.ts'
import { Membership } from './membership.entity.ts'
import { MembershipResolver } from './membership.resolver.ts'
import { MembershipService } from './membership.service.ts'
import { membershipTexts } from './membership.texts.ts'

/** Memberships: who belongs to which organisation, in which status, during which period. */
export function membershipsModule(platform: { writer: Writer }, needs: { persons: Persons }) {
  const memberships = new MembershipService(platform.writer, needs.persons)
  return defineModule({
    name: 'memberships',
    entities: [Membership],
    resolvers: [new MembershipResolver(memberships)],
    nodes: [membershipGraph],
    texts: membershipTexts,
    memberships,
  })
}
