import { Arg, Authorized, Ctx, Mutation, Query, Resolver } from 'type-graphql'
import { type SignedInContext } from '../../../platform/http/context.ts'
import { type SyncSources } from './source.service.ts'
import { ConfigureSyncSourceInput, SyncSourcePayload, SyncSourceType } from './source.type.ts'

@Resolver(() => SyncSourceType)
export class SyncSourceResolver {
  constructor(private readonly sources: SyncSources) {}

  @Authorized('sync:run')
  @Query(() => [SyncSourceType], { description: 'The systems that keep the register true, by code 「来源」.' })
  syncSources(@Ctx() context: SignedInContext) {
    return this.sources.list(context)
  }

  @Authorized('sync:approve')
  @Mutation(() => SyncSourcePayload, {
    description:
      'Enters a source, or changes which fields it owns and how many persons a sync of everybody may leave out 「设置来源」. Needs sync:approve.',
  })
  configureSyncSource(
    @Arg('input', () => ConfigureSyncSourceInput, { description: 'The source.' }) input: ConfigureSyncSourceInput,
    @Ctx() context: SignedInContext,
  ) {
    return this.sources.configure(context, input)
  }
}
