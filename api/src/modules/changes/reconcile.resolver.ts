import { Args, Authorized, Ctx, Query, Resolver } from 'type-graphql'
import { AppError } from '../../platform/errors/app-error.ts'
import { type SignedInContext } from '../../platform/http/context.ts'
import { followed } from './change-feed.ts'
import { mostRanges, ReconcileArgs, ReconciliationType } from './reconcile.type.ts'
import { compared, compileParts, type FoundPart } from './reconciliation.ts'

@Resolver(() => ReconciliationType)
export class ReconcileResolver {
  @Authorized('changes:read')
  @Query(() => ReconciliationType, {
    complexity: 1000,
    description:
      'Finds where a copy differs from what the viewer may see, in a few calls 「核对」: send the count and digest of the whole copy; for each range that differs the answer gives smaller parts, and object by object what is small. Of a million objects each difference is found in four calls. Take a cursor with `changes(start: NOW)` before, and go on from it after. Errors: FORBIDDEN; BAD_USER_INPUT for a range that is none.',
  })
  async reconcile(
    @Args(() => ReconcileArgs) { entity, ranges, organization }: ReconcileArgs,
    @Ctx() { reader, viewer }: SignedInContext,
  ): Promise<ReconciliationType> {
    const [feedEntity] = followed(viewer, [entity])
    if (ranges.length < 1 || ranges.length > mostRanges) throw new AppError('BAD_USER_INPUT', 'changes.ranges', { most: mostRanges })
    // how much a range holds differs by orders of magnitude
    const found = await reader.compiled(null, (q) => compileParts(feedEntity!, ranges, organization ?? null, q), true)
    return compared(ranges, found as FoundPart[])
  }
}
