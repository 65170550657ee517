import { Field, ID, ObjectType } from 'type-graphql'
import { connectionType } from '../../platform/graph/page.type.ts'
import { DateTimeScalar } from '../../platform/graph/scalars.ts'
import { AttendanceStatuses, type AttendanceStatus } from './activity.enums.ts'
import { MemberType } from '../members/index.ts'
import { ActivityType } from './activity.type.ts'

@ObjectType('Attendance', { description: 'A person who was expected at an activity, or who came 「出勤」. Needs members:read over the activity’s organiser.', simpleResolvers: true })
export class AttendanceType {
  @Field(() => ID, { description: 'The person’s id.' })
  memberId!: string

  @Field(() => String, { description: 'The person’s name when it was entered: it stays, wherever the person goes 「姓名」.' })
  memberName!: string

  @Field(() => MemberType, { nullable: true, description: 'The person’s entry on the register; null where the viewer may not see it 「人员」.' })
  member!: MemberType | null

  @Field(() => ActivityType, { nullable: true, description: 'The activity 「活动」.' })
  activity!: ActivityType | null

  @Field(() => Boolean, { description: 'Whether the person was expected; frozen when the activity was planned 「是否应到」.' })
  expected!: boolean

  @Field(() => String, { nullable: true, description: 'Why somebody who would be expected is not; null for everybody else 「不列入应到的原因」.' })
  exclusionReason!: string | null

  @Field(() => AttendanceStatuses, { nullable: true, description: 'Whether the person came; null until it is recorded 「出勤情况」.' })
  status!: AttendanceStatus | null

  @Field(() => DateTimeScalar, { nullable: true, description: 'When it was recorded; null until then.' })
  recordedAt!: string | null
}

export const AttendanceConnection = connectionType('Attendance', () => AttendanceType, 'attendance rows')
