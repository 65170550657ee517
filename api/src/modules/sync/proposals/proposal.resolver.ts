import { type GraphQLResolveInfo } from 'graphql'
import { Arg, Args, Authorized, Ctx, FieldResolver, ID, Info, Mutation, Query, Resolver, Root } from 'type-graphql'
import { isUuid } from '../../../platform/graph/reader.ts'
import { type Statement } from '../../../platform/graph/statement.ts'
import { type Context, type SignedInContext } from '../../../platform/http/context.ts'
import { standsInScope } from '../../memberships/index.ts'
import { organizationWithin } from '../../organizations/index.ts'
import { syncProposalGraph } from './proposal.graph.ts'
import { AcceptSyncProposalInput, RejectSyncProposalInput, SyncProposalArgs, type SyncProposalFilter } from './proposal.inputs.ts'
import { type SyncProposals } from './proposal.service.ts'
import { SyncProposalConnection, SyncProposalPayload, SyncProposalType } from './proposal.type.ts'

@Resolver(() => SyncProposalType)
export class SyncProposalQueries {
  @Query(() => SyncProposalConnection, {
    description: 'What officers must decide, newest first 「变更建议」. Needs members:write (FORBIDDEN).',
  })
  syncProposals(
    @Args(() => SyncProposalArgs) { filter, ...page }: SyncProposalArgs,
    @Ctx() { reader }: Context,
    @Info() info: GraphQLResolveInfo,
  ) {
    return reader.connection(syncProposalGraph, info, { ...page, order: 'NEWEST' }, { where: (t, q) => conditions(t, q, filter ?? {}) })
  }

  @Query(() => SyncProposalType, {
    nullable: true,
    description: 'One proposal. Errors: NOT_FOUND for an unknown id and for one outside the scope.',
  })
  syncProposal(
    @Arg('id', () => ID, { description: 'The proposal’s id.' }) id: string,
    @Ctx() { reader }: Context,
    @Info() info: GraphQLResolveInfo,
  ) {
    return reader.found(syncProposalGraph, info, id)
  }
}

@Resolver(() => SyncProposalPayload)
export class SyncProposalChanges {
  constructor(private readonly proposals: SyncProposals) {}

  @Authorized('members:write')
  @Mutation(() => SyncProposalPayload, {
    description:
      'Carries a proposal out, with what becomes of memberships, in one transaction and by the same rules as by hand; nothing of it stays where one step is refused 「采纳」. Errors: NOT_FOUND.',
  })
  acceptSyncProposal(
    @Arg('input', () => AcceptSyncProposalInput, { description: 'The proposal.' }) input: AcceptSyncProposalInput,
    @Ctx() context: SignedInContext,
  ) {
    return this.proposals.accept(context, input)
  }

  @Authorized('members:write')
  @Mutation(() => SyncProposalPayload, {
    description: 'Declines a proposal with a reason; the same value is not proposed again 「驳回」. Errors: NOT_FOUND.',
  })
  rejectSyncProposal(
    @Arg('input', () => RejectSyncProposalInput, { description: 'The proposal.' }) input: RejectSyncProposalInput,
    @Ctx() context: SignedInContext,
  ) {
    return this.proposals.reject(context, input)
  }

  @FieldResolver(() => SyncProposalType, {
    nullable: true,
    description: 'The proposal as it is now, also where the decision was refused; null where the person has left the viewer’s scope.',
  })
  proposal(@Root() { proposalId }: SyncProposalPayload, @Ctx() { reader }: Context, @Info() info: GraphQLResolveInfo) {
    return proposalId === null ? null : reader.byId(syncProposalGraph, info, proposalId)
  }
}

function conditions(t: string, q: Statement, { statuses, types, source, member, organization }: SyncProposalFilter): string[] {
  return [
    ...(statuses == null ? [] : [`${t}.status = ANY(${q.param(statuses)}::text[])`]),
    ...(types == null ? [] : [`${t}.type = ANY(${q.param(types)}::text[])`]),
    ...(source == null ? [] : [`${t}.source = ${q.param(source)}`]),
    ...(member == null ? [] : [isUuid(member) ? `${t}.member_id = ${q.param(member)}::uuid` : 'false']),
    ...(organization == null ? [] : [isUuid(organization) ? standsWithin(t, q, organization) : 'false']),
  ]
}

/** Whoever or whatever it is about stands in the organisation or below it. */
function standsWithin(t: string, q: Statement, organization: string): string {
  const unit = organizationWithin(`${t}.organization_id`, q, organization)
  const person = standsInScope(`${t}.member_id`, q, 'members:write', organization)
  return `CASE WHEN ${t}.member_id IS NULL THEN ${unit} ELSE ${person} END`
}
