import { type GraphQLResolveInfo } from 'graphql'
import { Arg, Args, Ctx, FieldResolver, Info, Int, Query, Resolver, Root } from 'type-graphql'
import { AppError } from '../../platform/errors/app-error.ts'
import { answered, type Connection, PageArgs } from '../../platform/graph/page.type.ts'
import { selectionOf } from '../../platform/graph/selection.ts'
import { type Context } from '../../platform/http/context.ts'
import { ActivityConnection, ActivityFilter, type ActivityType } from '../activities/index.ts'
import { OrganizationType } from '../organizations/index.ts'
import { compileActivityCounts } from './activity-count.statement.ts'
import { ActivityCountArgs, ActivityCountRow, ActivityCounts } from './activity-count.type.ts'

@Resolver(() => ActivityCountRow)
export class ActivityCountResolver {
  @Query(() => ActivityCounts, {
    description:
      'Activities of what the viewer may see, counted by dimensions, seconds fresh 「活动统计」. Errors: FORBIDDEN; BAD_USER_INPUT for more than four dimensions or one twice.',
  })
  activityCounts(
    @Args(() => ActivityCountArgs) args: ActivityCountArgs,
    @Ctx() { reader, viewer }: Context,
    @Info() info: GraphQLResolveInfo,
  ) {
    if (viewer?.can('counts:read') === false) throw new AppError('FORBIDDEN')
    if (args.by.length > mostDimensions || new Set(args.by).size < args.by.length)
      throw new AppError('BAD_USER_INPUT', 'counts.dimensions', { most: mostDimensions })
    return reader.compiled(args.asOf ?? null, (q) => compileActivityCounts(args, selectionOf(info), q))
  }

  @FieldResolver(() => ActivityConnection, { description: 'The very activities that make the number, newest first 「台账」.' })
  ledger(@Root() row: ActivityCountRow, @Args(() => PageArgs) _page: PageArgs, @Info() info: GraphQLResolveInfo) {
    return answered<Connection<ActivityType>>(row, info)
  }
}

const mostDimensions = 4

@Resolver(() => OrganizationType)
export class OrganizationActivityCountResolver {
  @FieldResolver(() => Int, {
    description: 'How many activities its subtree held; with `asOf`, those held until that day by the subtree of that day 「活动数」.',
  })
  activityCount(
    @Root() row: OrganizationType,
    @Arg('filter', () => ActivityFilter, { nullable: true, description: 'Which activities; without `statuses` those that were held.' })
    _filter: ActivityFilter | undefined,
    @Info() info: GraphQLResolveInfo,
  ) {
    return answered<number>(row, info)
  }
}
