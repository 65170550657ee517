import { type GraphQLResolveInfo } from 'graphql'
import { Args, Authorized, Ctx, Info, Query, Resolver, Root, Subscription } from 'type-graphql'
import { type Context, type SignedInContext } from '../../platform/http/context.ts'
import { type FindResolver } from '../../platform/module.ts'
import { selectionOf, wholeSelectionOf } from '../../platform/graph/selection.ts'
import { isVerbatim } from '../../platform/graph/verbatim.ts'
import { type ChangeFeed } from './change-feed.ts'
import { type ChangeBell } from './change-bell.ts'
import { ChangeArgs, ChangedArgs } from './change.inputs.ts'
import { ChangeConnectionType, ChangeType } from './change.type.ts'
import { followChanges, type Followed } from './follow-changes.ts'

@Resolver(() => ChangeType)
export class ChangeResolver {
  constructor(
    private readonly feed: ChangeFeed,
    private readonly bell: ChangeBell,
  ) {}

  @Authorized('changes:read')
  @Query(() => ChangeConnectionType, {
    description:
      'What changed of what the viewer may see, without gaps 「变更」: no change is skipped, whatever commits late. Read page after page, keep `pageInfo.endCursor`, and put into your copy, or drop from it, what each change names; a change that comes twice has the same id. Errors: CURSOR_EXPIRED when changes after the cursor were removed by age, and CURSOR_EPOCH_CHANGED after a restore: take a cursor with `start: NOW`, bring the copy up to date with `reconcile`, go on from the cursor; BAD_USER_INPUT for a text that is no cursor.',
  })
  changes(@Args(() => ChangeArgs) args: ChangeArgs, @Ctx() { reader, viewer }: SignedInContext, @Info() info: GraphQLResolveInfo) {
    return isVerbatim(info)
      ? this.feed.written(reader, viewer, args, wholeSelectionOf(info))
      : this.feed.page(reader, viewer, args, selectionOf(info))
  }

  @Authorized('changes:read')
  @Subscription(() => ChangeConnectionType, {
    description:
      'The same as `changes`, as it happens, over a WebSocket 「变更订阅」: the first page at once, also when it is empty, then a page whenever something changed. It goes on after any cursor without a gap, waits for a database that is away, and ends when the session does. Each page is paid for as an answer of `changes` is. Errors: those of `changes`; THROTTLED, also later on, where there is no room for long: go on from the last cursor after `retryAfter` seconds.',
    subscribe: ({ source, args, context, info }) =>
      (source as FindResolver)(ChangeResolver).follow(context as Context, args as ChangedArgs, info),
  })
  changed(@Root() page: Followed, @Args(() => ChangedArgs) _args: ChangedArgs) {
    if ('ended' in page) throw page.ended
    return page
  }

  follow(context: Context, args: ChangedArgs, info: GraphQLResolveInfo) {
    return followChanges(context, { feed: this.feed, bell: this.bell }, args, selectionOf(info))
  }
}
