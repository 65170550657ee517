import { defineModule } from '../../platform/module.ts'
import { ExternalIdentity, Member } from './member.entity.ts'
import { memberGraph } from './member.graph.ts'
import { MemberResolver, MemberTrailResolver, MembershipMemberResolver, MembershipPayloadMemberResolver, OrganizationMemberCountResolver } from './member.resolver.ts'
import './organization-member-count.graph.ts'

/** The register of persons. */
export function membersModule() {
  return defineModule({
    name: 'members',
    entities: [Member, ExternalIdentity],
    resolvers: [new MemberResolver(), new MemberTrailResolver(), new MembershipMemberResolver(), new MembershipPayloadMemberResolver(), new OrganizationMemberCountResolver()],
    nodes: [memberGraph],
  })
}
