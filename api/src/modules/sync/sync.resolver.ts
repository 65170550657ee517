import { Arg, Authorized, Ctx, FieldResolver, Mutation, Resolver, Root } from 'type-graphql'
import { type Context, type SignedInContext } from '../../platform/http/context.ts'
import { inWords } from '../../platform/errors/user-error.resolver.ts'
import { type MemberBatches } from './members/member-batch.ts'
import { SyncMembersInput } from './members/member-sync.inputs.ts'
import { type UnitBatches } from './units/unit-batch.ts'
import { SyncOrganizationsInput } from './units/unit-sync.inputs.ts'
import { type SyncCalls } from './sync-calls.ts'
import { SyncErrorType } from './sync-error.type.ts'
import { type SyncRowStatus, SyncRowStatuses } from './sync.enums.ts'
import { SyncPayload, SyncRowResultType } from './sync.type.ts'

@Resolver(() => SyncPayload)
export class SyncResolver {
  constructor(
    private readonly calls: SyncCalls,
    private readonly members: MemberBatches,
    private readonly units: UnitBatches,
  ) {}

  @Authorized('sync:run')
  @Mutation(() => SyncPayload, {
    description:
      'Brings up to 5,000 persons of a source up to date 「同步人员」. Found by external id, then by national ID number, never by name alone. Only fields that the source owns are touched; leavings, retirements, moves, and corrections of names and numbers become proposals for the officers. A bad row never spoils its neighbours. Needs sync:run; reaches whom and what members:write takes in. Errors: IDEMPOTENCY_MISMATCH for a batch key with other rows.',
  })
  syncMembers(
    @Arg('input', () => SyncMembersInput, { description: 'The rows.' }) input: SyncMembersInput,
    @Ctx() context: SignedInContext,
  ): Promise<SyncPayload> {
    return this.calls.sync(context, 'sync.members', input, (tx, source, rows) => this.members.run(tx, source, rows))
  }

  @Authorized('sync:run')
  @Mutation(() => SyncPayload, {
    description:
      'Brings up to 5,000 units of a source up to date 「同步单位」, from the top down in whatever order they come. New ones are set up; other names, other parents and dissolutions have an effective day and a document, and become proposals. Needs sync:run; reaches what organizations:write takes in. Errors: IDEMPOTENCY_MISMATCH for a batch key with other rows.',
  })
  syncOrganizations(
    @Arg('input', () => SyncOrganizationsInput, { description: 'The rows.' }) input: SyncOrganizationsInput,
    @Ctx() context: SignedInContext,
  ): Promise<SyncPayload> {
    return this.calls.sync(context, 'sync.organizations', input, (tx, source, rows) => this.units.run(tx, source, rows))
  }

  @FieldResolver(() => [SyncRowResultType], { description: 'What became of the rows, in their order; with `statuses`, of those only.' })
  rows(
    @Root() { rows }: SyncPayload,
    @Arg('statuses', () => [SyncRowStatuses], { nullable: true, description: 'Only rows with these ends, e.g. REJECTED.' })
    statuses?: SyncRowStatus[] | null,
  ) {
    return statuses == null ? rows : rows.filter(({ status }) => statuses.includes(status))
  }
}

@Resolver(() => SyncErrorType)
export class SyncErrorResolver {
  @FieldResolver(() => String, { description: 'For people, in the language of the request.' })
  message(@Root() { wording }: SyncErrorType, @Ctx() context: Context): string {
    return inWords(wording, context)
  }
}
