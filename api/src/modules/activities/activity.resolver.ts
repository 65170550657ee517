import { type GraphQLResolveInfo } from 'graphql'
import { Arg, Args, Authorized, Ctx, FieldResolver, ID, Info, Query, Resolver, Root } from 'type-graphql'
import { AuditEntryConnection, type AuditEntryType } from '../../platform/audit/audit-entry.type.ts'
import { answered, type Connection, PageArgs } from '../../platform/graph/page.type.ts'
import { type Context } from '../../platform/http/context.ts'
import { activityTypeGraph } from './activity-type.graph.ts'
import { ActivityTypeType } from './activity-type.type.ts'
import { activitiesWhere, organizersOf } from './activity.filter.ts'
import { activityGraph } from './activity.graph.ts'
import { ActivityListArgs } from './activity.inputs.ts'
import { ActivityConnection, ActivityType } from './activity.type.ts'
import { AttendanceConnection, type AttendanceType } from './attendance.type.ts'

@Resolver(() => ActivityType)
export class ActivityResolver {
  @Query(() => ActivityConnection, { description: 'Activities of the organisations whom the viewer may see 「活动」. Errors: FORBIDDEN.' })
  activities(@Args(() => ActivityListArgs) args: ActivityListArgs, @Ctx() { reader }: Context, @Info() info: GraphQLResolveInfo) {
    const { first, after, orderBy: order, filter } = args
    const page = { first, after, order }
    const isByDay = order === 'DAY_ASC' || order === 'DAY_DESC'
    return reader.connection(activityGraph, info, isByDay ? { ...page, owners: organizersOf(filter) } : page, { where: activitiesWhere(filter), of: args })
  }

  @Query(() => ActivityType, { nullable: true, description: 'One activity. Errors: NOT_FOUND for an unknown id and for one outside the viewer’s scope.' })
  activity(@Arg('id', () => ID, { description: 'The activity’s id.' }) id: string, @Ctx() { reader }: Context, @Info() info: GraphQLResolveInfo) {
    return reader.found(activityGraph, info, id)
  }

  @Query(() => [ActivityTypeType], { description: 'The catalogue of activities, in its order 「活动类型目录」. Errors: FORBIDDEN.' })
  activityTypes(@Ctx() { reader }: Context, @Info() info: GraphQLResolveInfo) {
    return reader.list(activityTypeGraph, info, (t) => `${t}.position, ${t}.code`)
  }

  @FieldResolver(() => AttendanceConnection, { description: 'Who was expected and who came, in the order of the register 「出勤」; nobody without members:read.' })
  attendances(@Root() row: ActivityType, @Args(() => PageArgs) _page: PageArgs, @Info() info: GraphQLResolveInfo) {
    return answered<Connection<AttendanceType>>(row, info)
  }

  @Authorized('audit:read')
  @FieldResolver(() => AuditEntryConnection, { description: 'What was done to it, newest first 「变更记录」. Needs audit:read (FORBIDDEN).' })
  auditTrail(@Root() row: ActivityType, @Args(() => PageArgs) _page: PageArgs, @Info() info: GraphQLResolveInfo) {
    return answered<Connection<AuditEntryType>>(row, info)
  }
}
