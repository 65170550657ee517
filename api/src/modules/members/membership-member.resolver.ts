import { type GraphQLResolveInfo } from 'graphql'
import { Ctx, FieldResolver, Info, Resolver, Root } from 'type-graphql'
import { type Context } from '../../platform/http/context.ts'
import { MembershipPayload, MembershipType } from '../memberships/index.ts'
import { memberGraph } from './member.graph.ts'
import { MemberType } from './member.type.ts'

@Resolver(() => MembershipType)
export class MembershipMemberResolver {
  @FieldResolver(() => MemberType, { nullable: true, description: 'The person, where the viewer may see him 「人员」.' })
  member(@Root() row: MembershipType & { member: MemberType | null }) {
    return row.member
  }
}

@Resolver(() => MembershipPayload)
export class MembershipPayloadMemberResolver {
  @FieldResolver(() => MemberType, { nullable: true, description: 'The person, as the viewer sees him now.' })
  member(@Root() { memberId }: MembershipPayload, @Ctx() { reader }: Context, @Info() info: GraphQLResolveInfo) {
    return memberId === null ? null : reader.byId(memberGraph, info, memberId)
  }
}
