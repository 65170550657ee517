import { defineModule } from '../../platform/module.ts'
import { ExternalIdentity, Member } from './member.entity.ts'
import { memberGraph } from './member.graph.ts'
import { MemberResolver, MembershipMemberResolver, OrganizationMemberCountResolver } from './member.resolver.ts'
import './organization-member-count.graph.ts'

/** The register of persons. */
export function membersModule() {
  return defineModule({
    name: 'members',
    entities: [Member, ExternalIdentity],
    resolvers: [new MemberResolver(), new MembershipMemberResolver(), new OrganizationMemberCountResolver()],
    nodes: [memberGraph],
  })
}
