import { Field, ID, Int, ObjectType } from 'type-graphql'
import { connectionType, NodeType } from '../../../platform/graph/page.type.ts'
import { DateScalar, DateTimeScalar } from '../../../platform/graph/scalars.ts'
import { OrganizationType } from '../../organizations/index.ts'
import { ReportType } from '../report.type.ts'
import {
  type DeliveryOutcome,
  DeliveryOutcomes,
  type DeliveryReason,
  DeliveryReasons,
  type ReportFileFormat,
  ReportFileFormats,
  type ScheduleAction,
  ScheduleActions,
  type ScheduleCadence,
  ScheduleCadences,
  type SchedulePause,
  SchedulePauses,
  type SchedulePeriod,
  SchedulePeriods,
} from './schedule.enums.ts'

@ObjectType('ReportRecipient', { description: 'An account to which a report may be mailed 「收件人」.', simpleResolvers: true })
export class ReportRecipientType {
  @Field(() => ID, { description: 'The account.' })
  id!: string

  @Field(() => String, { description: 'What colleagues are shown.' })
  displayName!: string

  @Field(() => Boolean, {
    description: 'Whether the account is in use and has a mail address; the address itself is nobody else’s affair.',
  })
  reachable!: boolean
}

@ObjectType('ReportDelivery', { description: 'What became of one run’s mail to one recipient 「发送记录」.', simpleResolvers: true })
export class ReportDeliveryType {
  @Field(() => ID, { description: 'Opaque.' })
  id!: string

  @Field(() => ReportRecipientType, { description: 'To whom.' })
  recipient!: ReportRecipientType

  @Field(() => DeliveryOutcomes, { description: 'What became of it.' })
  outcome!: DeliveryOutcome

  @Field(() => DeliveryReasons, { nullable: true, description: 'Why it was not sent, or not yet; null where nothing went wrong.' })
  reason!: DeliveryReason | null

  @Field(() => Int, { nullable: true, description: 'The reply code of the mail server, such as 550, where it was what failed.' })
  smtpCode!: number | null

  @Field(() => Int, { description: 'How often it was tried.' })
  attempts!: number

  @Field(() => DateTimeScalar, { nullable: true, description: 'When it is tried again, while it waits.' })
  nextAttemptAt!: string | null

  @Field(() => DateTimeScalar, { nullable: true, description: 'When the mail server took it over.' })
  sentAt!: string | null
}

@ObjectType('ReportScheduleRun', { description: 'One time that a schedule ran 「发送批次」.', simpleResolvers: true })
export class ReportScheduleRunType {
  @Field(() => ID, { description: 'Opaque and sortable by time.' })
  id!: string

  @Field(() => DateTimeScalar, { nullable: true, description: 'When it was planned for; null where somebody asked for it.' })
  dueAt!: string | null

  @Field(() => DateScalar, { description: 'The day in Asia/Shanghai that its period is relative to.' })
  runOn!: string

  @Field(() => DateScalar, { nullable: true, description: 'The first day of its period; null for the report’s own period.' })
  periodFrom!: string | null

  @Field(() => DateScalar, { nullable: true, description: 'The last day of its period; null for the report’s own period.' })
  periodTo!: string | null

  @Field(() => [ReportFileFormats], { description: 'The files of its mails.' })
  formats!: ReportFileFormat[]

  @Field(() => DateTimeScalar, { description: 'When it began.' })
  startedAt!: string

  @Field(() => [ReportDeliveryType], { description: 'What became of the mail to each recipient, by name.' })
  deliveries!: ReportDeliveryType[]
}

export const ReportScheduleRunConnection = connectionType('ReportScheduleRun', () => ReportScheduleRunType, 'runs of a schedule')

@ObjectType('ReportSchedule', {
  implements: NodeType,
  description:
    'A report that is mailed at set times; each recipient’s files are made in his own scope. Shown to whoever made it, and to nobody else 「定时报表」.',
  simpleResolvers: true,
})
export class ReportScheduleType extends NodeType {
  @Field(() => ReportType, { nullable: true, description: 'The report; null once it is no longer shown to the viewer.' })
  report!: object | null

  @Field(() => ScheduleCadences, { description: 'How often.' })
  cadence!: ScheduleCadence

  @Field(() => Int, { nullable: true, description: 'Of WEEKLY: the weekday, Monday is 1, Sunday is 7 「星期」.' })
  weekday!: number | null

  @Field(() => Int, {
    nullable: true,
    description: 'Of MONTHLY and QUARTERLY: the day of the month, 1 to 31; a shorter month has it on its last day 「日」.',
  })
  day!: number | null

  @Field(() => String, { description: 'The time of day in Asia/Shanghai, HH:MM 「时间」.' })
  timeOfDay!: string

  @Field(() => SchedulePeriods, { nullable: true, description: 'What the report is of; null for its own period on the day of the run.' })
  period!: SchedulePeriod | null

  @Field(() => OrganizationType, {
    nullable: true,
    description: 'Of which organisation the report is, instead of its own; null when there is none, or outside the viewer’s scope.',
  })
  organization!: object | null

  @Field(() => [ReportFileFormats], { description: 'The files that are attached.' })
  formats!: ReportFileFormat[]

  @Field(() => [ReportRecipientType], { description: 'Who gets the mail, by name.' })
  recipients!: ReportRecipientType[]

  @Field(() => DateTimeScalar, { nullable: true, description: 'When it runs next; null while it is paused and once it has ended.' })
  nextRunAt!: string | null

  @Field(() => SchedulePauses, { nullable: true, description: 'Why it is paused; null while it is not.' })
  pausedBecause!: SchedulePause | null

  @Field(() => DateTimeScalar, { nullable: true, description: 'Since when it is paused.' })
  pausedAt!: string | null

  @Field(() => DateTimeScalar, { nullable: true, description: 'When it was ended for good.' })
  endedAt!: string | null

  @Field(() => Int, { description: 'For updates: a stale one is refused (STALE_VERSION).' })
  version!: number

  @Field(() => [ScheduleActions], { description: 'What the viewer may do with it now.' })
  viewerCan!: ScheduleAction[]

  @Field(() => DateTimeScalar, { description: 'When it was made.' })
  createdAt!: string

  @Field(() => DateTimeScalar, { description: 'When it last changed.' })
  updatedAt!: string
}

export const ReportScheduleConnection = connectionType('ReportSchedule', () => ReportScheduleType, 'schedules of a report')
