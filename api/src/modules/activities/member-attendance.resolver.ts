import { type GraphQLResolveInfo } from 'graphql'
import { Args, FieldResolver, Info, Resolver, Root } from 'type-graphql'
import { answered, type Connection, PageArgs } from '../../platform/graph/page.type.ts'
import { MemberType } from '../members/index.ts'
import { AttendanceConnection, type AttendanceType } from './attendance.type.ts'

/** What the register shows of a person's activities. */
@Resolver(() => MemberType)
export class MemberAttendanceResolver {
  @FieldResolver(() => AttendanceConnection, { description: 'Where the person was expected or came, the newest activity first, of the activities in the viewer’s scope 「活动记录」.' })
  attendances(@Root() row: MemberType, @Args(() => PageArgs) _page: PageArgs, @Info() info: GraphQLResolveInfo) {
    return answered<Connection<AttendanceType>>(row, info)
  }
}
