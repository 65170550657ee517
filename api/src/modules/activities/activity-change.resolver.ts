import { type GraphQLResolveInfo } from 'graphql'
import { Arg, Authorized, Ctx, FieldResolver, Info, Mutation, Resolver, Root } from 'type-graphql'
import { type Context, type SignedInContext } from '../../platform/http/context.ts'
import {
  ActivityPayload,
  ArchiveActivityInput,
  CancelActivityInput,
  ExcludeFromActivityInput,
  HoldActivityInput,
  PlanActivityInput,
  UpdateActivityInput,
} from './activity-change.inputs.ts'
import { type ActivityPlanning } from './activity-plan.service.ts'
import { activityGraph } from './activity.graph.ts'
import { type ActivityService } from './activity.service.ts'
import { ActivityType } from './activity.type.ts'
import { RecordAttendanceInput } from './attendance.inputs.ts'
import { type AttendanceService } from './attendance.service.ts'

@Resolver(() => ActivityPayload)
export class ActivityChangeResolver {
  constructor(
    private readonly planning: ActivityPlanning,
    private readonly activities: ActivityService,
    private readonly attendance: AttendanceService,
  ) {}

  @Authorized('activities:write')
  @Mutation(() => ActivityPayload, { description: 'Plans an activity and freezes who is expected 「策划活动」. Needs activities:write over the organiser.' })
  planActivity(@Arg('input', () => PlanActivityInput, { description: 'The new activity.' }) input: PlanActivityInput, @Ctx() context: SignedInContext) {
    return this.planning.plan(context, input)
  }

  @Authorized('activities:write')
  @Mutation(() => ActivityPayload, { description: 'Says that somebody is not expected, or is again 「调整应到人员」. Only while it is planned.' })
  excludeFromActivity(@Arg('input', () => ExcludeFromActivityInput, { description: 'Who, and why.' }) input: ExcludeFromActivityInput, @Ctx() context: SignedInContext) {
    return this.planning.exclude(context, input)
  }

  @Authorized('activities:write')
  @Mutation(() => ActivityPayload, { description: 'Changes what is said of an activity 「修改活动」. Until it is archived or cancelled.' })
  updateActivity(@Arg('input', () => UpdateActivityInput, { description: 'What is to change.' }) input: UpdateActivityInput, @Ctx() context: SignedInContext) {
    return this.activities.update(context, input)
  }

  @Authorized('activities:write')
  @Mutation(() => ActivityPayload, { description: 'States that a planned activity was held 「登记举办」; from then on it counts.' })
  holdActivity(@Arg('input', () => HoldActivityInput, { description: 'When it was held.' }) input: HoldActivityInput, @Ctx() context: SignedInContext) {
    return this.activities.hold(context, input)
  }

  @Authorized('activities:write')
  @Mutation(() => ActivityPayload, { description: 'Closes an activity that was held 「归档」; nothing of it changes any more.' })
  archiveActivity(@Arg('input', () => ArchiveActivityInput, { description: 'The activity.' }) input: ArchiveActivityInput, @Ctx() context: SignedInContext) {
    return this.activities.archive(context, input)
  }

  @Authorized('activities:write')
  @Mutation(() => ActivityPayload, { description: 'Calls a planned activity off 「取消活动」.' })
  cancelActivity(@Arg('input', () => CancelActivityInput, { description: 'Why.' }) input: CancelActivityInput, @Ctx() context: SignedInContext) {
    return this.activities.cancel(context, input)
  }

  @Authorized('activities:write')
  @Mutation(() => ActivityPayload, { description: 'Records who came, the whole list at once 「登记出勤」: on the planned day, and from when it was held until it is archived.' })
  recordAttendance(@Arg('input', () => RecordAttendanceInput, { description: 'The list.' }) input: RecordAttendanceInput, @Ctx() context: SignedInContext) {
    return this.attendance.record(context, input)
  }

  @FieldResolver(() => ActivityType, { nullable: true, description: 'The activity as it is now, also where the change was refused; null when there is none to show.' })
  activity(@Root() { activityId }: ActivityPayload, @Ctx() { reader }: Context, @Info() info: GraphQLResolveInfo) {
    return activityId === null ? null : reader.byId(activityGraph, info, activityId)
  }
}
