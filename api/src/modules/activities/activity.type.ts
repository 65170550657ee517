import { Field, Int, ObjectType } from 'type-graphql'
import { connectionType, NodeType } from '../../platform/graph/page.type.ts'
import { DateScalar, DateTimeScalar } from '../../platform/graph/scalars.ts'
import { OrganizationType } from '../organizations/index.ts'
import { ActivityTypeType } from './activity-type.type.ts'
import { ActivityActions, type ActivityAction, ActivityStatuses, type ActivityStatus } from './activity.enums.ts'
import { AttachmentType } from './attachment.type.ts'

/** The GraphQL type `Activity`; the one named `ActivityType` is `ActivityTypeType`. */
@ObjectType('Activity', {
  description: 'Anything an organisation holds: a meeting, a study session, a contest, a service 「活动」. Who may see it follows from its organiser.',
  implements: NodeType,
  simpleResolvers: true,
})
export class ActivityType extends NodeType {
  @Field(() => String, { description: 'The code that people use, such as `A00000012` 「活动编号」.' })
  code!: string

  @Field(() => String, { description: 'What it is called 「标题」.' })
  title!: string

  @Field(() => ActivityTypeType, { description: 'The line of the catalogue that it belongs to 「活动类型」.' })
  type!: ActivityTypeType

  @Field(() => String, { nullable: true, description: 'What it is about 「主题」.' })
  topic!: string | null

  @Field(() => String, { nullable: true, description: 'Where it takes place 「地点」.' })
  place!: string | null

  @Field(() => String, { nullable: true, description: 'Who leads through it 「主持人」.' })
  host!: string | null

  @Field(() => String, { nullable: true, description: 'The agenda, as plain text 「议程」.' })
  agenda!: string | null

  @Field(() => ActivityStatuses, { description: 'Where it stands 「状态」.' })
  status!: ActivityStatus

  @Field(() => DateTimeScalar, { description: 'When it is planned to begin 「计划开始时间」.' })
  plannedStart!: string

  @Field(() => DateScalar, { nullable: true, description: 'The day it was held; null until then 「举办日期」.' })
  heldOn!: string | null

  @Field(() => DateScalar, { description: 'The day it was held on, else the one it is planned for: what lists and calendars go by.' })
  onDay!: string

  @Field(() => String, { nullable: true, description: 'The minutes, as plain text: never to be shown as HTML 「记录」.' })
  minutes!: string | null

  @Field(() => String, { nullable: true, description: 'Why it was cancelled 「取消原因」.' })
  cancelReason!: string | null

  @Field(() => Int, { description: 'Rises with every change; an update states the one that it saw.' })
  version!: number

  @Field(() => DateTimeScalar, { description: 'When it was entered.' })
  createdAt!: string

  @Field(() => OrganizationType, { description: 'The organisation that holds it 「主办组织」.' })
  organization!: OrganizationType

  @Field(() => [OrganizationType], { description: 'The organisations that hold it together with the organiser, those that the viewer may see 「协办组织」.' })
  coOrganizers!: OrganizationType[]

  @Field(() => Int, { description: 'How many persons were expected, frozen when it was planned, without those excluded 「应到人数」.' })
  expectedCount!: number

  @Field(() => Int, { description: 'How many persons were there: present and observers 「到场人数」.' })
  attendanceCount!: number

  @Field(() => Int, { description: 'How many persons were present, expected or not 「出席人数」.' })
  presentCount!: number

  @Field(() => Int, { description: 'How many persons were excused 「请假人数」.' })
  leaveCount!: number

  @Field(() => Int, { description: 'How many persons did not come 「缺席人数」.' })
  absentCount!: number

  @Field(() => Int, { description: 'How many persons sat in 「列席人数」.' })
  observerCount!: number

  @Field(() => Int, { nullable: true, description: 'Of those expected, how many were present, in ten-thousandths, rounded half up; null when nobody was expected 「出勤率」.' })
  attendanceRate!: number | null

  @Field(() => [AttachmentType], { description: 'The files attached to it, in the order in which they came 「附件」.' })
  attachments!: AttachmentType[]

  @Field(() => [ActivityActions], { description: 'What the viewer may do with it now.' })
  viewerCan!: ActivityAction[]
}

export const ActivityConnection = connectionType('Activity', () => ActivityType, 'activities')
