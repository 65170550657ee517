import { type GraphQLResolveInfo } from 'graphql'
import { Arg, Args, Ctx, FieldResolver, Info, Int, Query, Resolver, Root } from 'type-graphql'
import { answered, type Connection, PageArgs } from '../../platform/graph/page.type.ts'
import { type Context } from '../../platform/http/context.ts'
import { MemberConnection, type MemberType } from '../members/index.ts'
import { ActivityConnection, ActivityFilter, type ActivityType } from '../activities/index.ts'
import { OrganizationType } from '../organizations/index.ts'
import { activityCountModel } from './activity-count.model.ts'
import { ActivityCountArgs, ActivityCountRow, ActivityCounts, ActivityDimensions } from './activity-count.type.ts'
import { type CountArguments } from './engine/count-types.ts'
import { counted } from './engine/counting.ts'

@Resolver(() => ActivityCountRow)
export class ActivityCountResolver {
  @Query(() => ActivityCounts, {
    description:
      'Activities of what the viewer may see, counted by dimensions, seconds fresh 「活动统计」. Errors: FORBIDDEN; BAD_USER_INPUT for more than four dimensions or one twice, a comparison without a period, the tree AS_IT_WAS together with `asOf`.',
  })
  activityCounts(@Args(() => ActivityCountArgs) args: CountArguments, @Ctx() context: Context, @Info() info: GraphQLResolveInfo) {
    return counted(activityCountModel, args, context, info)
  }

  @FieldResolver(() => ActivityConnection, { description: 'The very activities that make the number, newest first 「台账」.' })
  ledger(@Root() row: object, @Args(() => PageArgs) _page: PageArgs, @Info() info: GraphQLResolveInfo) {
    return answered<Connection<ActivityType>>(row, info)
  }

  @FieldResolver(() => MemberConnection, {
    description:
      'The different persons behind `distinctMembers`, who took part, each once, by name; of these the ones whom the viewer may see today 「名单」. Errors: FORBIDDEN to whom may not see persons wherever he counts.',
  })
  members(@Root() row: object, @Args(() => PageArgs) _page: PageArgs, @Info() info: GraphQLResolveInfo) {
    return answered<Connection<MemberType>>(row, info)
  }
}

@Resolver(() => ActivityCounts)
export class ActivitySubtotalResolver {
  @FieldResolver(() => [ActivityCountRow], {
    description:
      'The groups gathered by some of the dimensions, in their order, at most 1000 「小计」. Errors: BAD_USER_INPUT for a dimension that was not asked for.',
  })
  subtotals(
    @Root() counts: object,
    @Arg('by', () => [ActivityDimensions], { description: 'Some of the dimensions of the count, each once.' }) _by: string[],
    @Info() info: GraphQLResolveInfo,
  ) {
    return answered<object[]>(counts, info)
  }
}

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
