import { type GraphQLResolveInfo } from 'graphql'
import { Arg, Args, Ctx, FieldResolver, Info, Query, Resolver, Root } from 'type-graphql'
import { answered, type Connection, PageArgs } from '../../platform/graph/page.type.ts'
import { type Context } from '../../platform/http/context.ts'
import { MemberConnection, type MemberType } from '../members/index.ts'
import { MembershipConnection, type MembershipType } from '../memberships/index.ts'
import { type CountArguments } from './engine/count-types.ts'
import { counted } from './engine/counting.ts'
import { membershipChangeModel } from './membership-change.model.ts'
import {
  MembershipChangeCountArgs,
  MembershipChangeCountRow,
  MembershipChangeCounts,
  MembershipChangeDimensions,
} from './membership-change.type.ts'

@Resolver(() => MembershipChangeCountRow)
export class MembershipChangeResolver {
  @Query(() => MembershipChangeCounts, {
    description:
      'What happened to memberships in what the viewer may see, counted by dimensions: who joined, was transferred, changed status, left 「组织身份变动统计」. Errors: FORBIDDEN; BAD_USER_INPUT for more than four dimensions or one twice, a comparison without a period, the tree AS_IT_WAS together with `asOf`.',
  })
  membershipChanges(
    @Args(() => MembershipChangeCountArgs) args: CountArguments,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ) {
    return counted(membershipChangeModel, args, context, info)
  }

  @FieldResolver(() => MembershipConnection, {
    description:
      'The memberships behind the changes, the latest first; one that began and ended in the group is two changes and one membership 「名单」. Errors: FORBIDDEN to whom may not see persons wherever he counts.',
  })
  ledger(@Root() row: object, @Args(() => PageArgs) _page: PageArgs, @Info() info: GraphQLResolveInfo) {
    return answered<Connection<MembershipType>>(row, info)
  }

  @FieldResolver(() => MemberConnection, {
    description:
      'The different persons behind `distinctMembers`, whose memberships changed, each once, by name; of these the ones whom the viewer may see today 「名单」. Errors: FORBIDDEN to whom may not see persons wherever he counts.',
  })
  members(@Root() row: object, @Args(() => PageArgs) _page: PageArgs, @Info() info: GraphQLResolveInfo) {
    return answered<Connection<MemberType>>(row, info)
  }
}

@Resolver(() => MembershipChangeCounts)
export class MembershipChangeSubtotalResolver {
  @FieldResolver(() => [MembershipChangeCountRow], {
    description:
      'The groups gathered by some of the dimensions, in their order, at most 1000 「小计」. Errors: BAD_USER_INPUT for a dimension that was not asked for.',
  })
  subtotals(
    @Root() counts: object,
    @Arg('by', () => [MembershipChangeDimensions], { description: 'Some of the dimensions of the count, each once.' }) _by: string[],
    @Info() info: GraphQLResolveInfo,
  ) {
    return answered<object[]>(counts, info)
  }
}
