import { type GraphQLResolveInfo } from 'graphql'
import { Args, Authorized, Ctx, Info, Query, Resolver } from 'type-graphql'
import { type SignedInContext } from '../../platform/http/context.ts'
import { selectionOf } from '../../platform/graph/selection.ts'
import { type ChangeFeed } from './change-feed.ts'
import { ChangeArgs } from './change.inputs.ts'
import { ChangeConnectionType, ChangeType } from './change.type.ts'

@Resolver(() => ChangeType)
export class ChangeResolver {
  constructor(private readonly feed: ChangeFeed) {}

  @Authorized('changes:read')
  @Query(() => ChangeConnectionType, {
    description:
      'What changed of what the viewer may see, without gaps 「变更」: no change is skipped, whatever commits late. Read page after page, keep `pageInfo.endCursor`, and put into your copy, or drop from it, what each change names; a change that comes twice has the same id. Errors: CURSOR_EXPIRED when changes after the cursor were removed by age, and CURSOR_EPOCH_CHANGED after a restore: take a cursor with `start: NOW`, bring the copy up to date with `reconcile`, go on from the cursor; BAD_USER_INPUT for a text that is no cursor.',
  })
  changes(@Args(() => ChangeArgs) args: ChangeArgs, @Ctx() { reader, viewer }: SignedInContext, @Info() info: GraphQLResolveInfo) {
    return this.feed.page(reader, viewer, args, selectionOf(info))
  }
}
