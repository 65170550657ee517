import { type GraphQLResolveInfo } from 'graphql'
import { Arg, Authorized, Ctx, FieldResolver, Info, Mutation, Resolver, Root } from 'type-graphql'
import { type Context, type SignedInContext } from '../../platform/http/context.ts'
import { membershipGraph } from './membership.graph.ts'
import { ChangeMembershipStatusInput, EndMembershipInput, MembershipPayload, OpenMembershipInput, TransferMemberInput } from './membership.inputs.ts'
import { type MembershipService } from './membership.service.ts'
import { MembershipType } from './membership.type.ts'

@Resolver(() => MembershipPayload)
export class MembershipResolver {
  constructor(private readonly memberships: MembershipService) {}

  @Authorized('members:write')
  @Mutation(() => MembershipPayload, { description: 'Opens a membership 「登记组织身份」. A person has one open membership of a kind at most. Errors: NOT_FOUND for a person whom the viewer does not see.' })
  openMembership(@Arg('input', () => OpenMembershipInput, { description: 'The membership.' }) input: OpenMembershipInput, @Ctx() context: SignedInContext) {
    return this.memberships.open(context, input)
  }

  @Authorized('members:write')
  @Mutation(() => MembershipPayload, { description: 'Takes a membership to another status, along the ways of the rule book 「变更身份状态」. The payload’s membership is the period that begins. Errors: NOT_FOUND.' })
  changeMembershipStatus(@Arg('input', () => ChangeMembershipStatusInput, { description: 'The step.' }) input: ChangeMembershipStatusInput, @Ctx() context: SignedInContext) {
    return this.memberships.changeStatus(context, input)
  }

  @Authorized('members:write')
  @Mutation(() => MembershipPayload, { description: 'Transfers a membership to another organisation of its kind, in one step 「转接组织关系」. The payload’s membership is the one in the receiving organisation. Errors: NOT_FOUND.' })
  transferMember(@Arg('input', () => TransferMemberInput, { description: 'The transfer.' }) input: TransferMemberInput, @Ctx() context: SignedInContext) {
    return this.memberships.transfer(context, input)
  }

  @Authorized('members:write')
  @Mutation(() => MembershipPayload, { description: 'Ends a membership 「终止组织身份」. Errors: NOT_FOUND.' })
  endMembership(@Arg('input', () => EndMembershipInput, { description: 'The end.' }) input: EndMembershipInput, @Ctx() context: SignedInContext) {
    return this.memberships.end(context, input)
  }

  @FieldResolver(() => MembershipType, { nullable: true })
  membership(@Root() { membershipId }: MembershipPayload, @Ctx() { reader }: Context, @Info() info: GraphQLResolveInfo) {
    return membershipId === null ? null : reader.byId(membershipGraph, info, membershipId)
  }
}
