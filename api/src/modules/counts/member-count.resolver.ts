import { type GraphQLResolveInfo } from 'graphql'
import { Arg, Args, Ctx, FieldResolver, Info, Query, Resolver, Root } from 'type-graphql'
import { answered, type Connection, PageArgs } from '../../platform/graph/page.type.ts'
import { type Context } from '../../platform/http/context.ts'
import { MemberConnection, type MemberType } from '../members/index.ts'
import { type CountArguments } from './engine/count-types.ts'
import { counted } from './engine/counting.ts'
import { memberCountModel } from './member-count.model.ts'
import { MemberCountArgs, MemberCountRow, MemberCounts, MemberDimensions } from './member-count.type.ts'

@Resolver(() => MemberCountRow)
export class MemberCountResolver {
  @Query(() => MemberCounts, {
    description:
      'Where persons stand in what the viewer may see, counted by dimensions: each membership that is open on the as-of day, and each employment 「人员统计」. Of a past day, the tree and the memberships are that day’s, what is said of a person today’s. Errors: FORBIDDEN, also for a name or code to whom may not see persons; BAD_USER_INPUT for more than four dimensions or one twice, and for a comparison with anything but last year’s day.',
  })
  memberCounts(@Args(() => MemberCountArgs) args: CountArguments, @Ctx() context: Context, @Info() info: GraphQLResolveInfo) {
    return counted(memberCountModel, args, context, info)
  }

  @FieldResolver(() => MemberConnection, {
    description:
      'The very persons behind `distinctMembers`, by name; of a past day those whom the viewer may see today 「名单」. Errors: FORBIDDEN to whom may not see persons wherever he counts.',
  })
  ledger(@Root() row: object, @Args(() => PageArgs) _page: PageArgs, @Info() info: GraphQLResolveInfo) {
    return answered<Connection<MemberType>>(row, info)
  }
}

@Resolver(() => MemberCounts)
export class MemberSubtotalResolver {
  @FieldResolver(() => [MemberCountRow], {
    description:
      'The groups gathered by some of the dimensions, in their order, at most 1000 「小计」. Errors: BAD_USER_INPUT for a dimension that was not asked for.',
  })
  subtotals(
    @Root() counts: object,
    @Arg('by', () => [MemberDimensions], { description: 'Some of the dimensions of the count, each once.' }) _by: string[],
    @Info() info: GraphQLResolveInfo,
  ) {
    return answered<object[]>(counts, info)
  }
}
