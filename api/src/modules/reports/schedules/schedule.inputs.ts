import { ArrayMaxSize, MaxLength } from 'class-validator'
import { ArgsType, Field, ID, InputType, Int, ObjectType } from 'type-graphql'
import { RetryableInput } from '../../../platform/database/retryable.input.ts'
import { UserError } from '../../../platform/errors/user-error.type.ts'
import { PageArgs } from '../../../platform/graph/page.type.ts'
import {
  type ReportFileFormat,
  ReportFileFormats,
  type ScheduleCadence,
  ScheduleCadences,
  type SchedulePeriod,
  SchedulePeriods,
} from './schedule.enums.ts'
import { ReportScheduleType } from './schedule.type.ts'

@ArgsType()
export class ReportSchedulesArgs extends PageArgs {
  @Field(() => Boolean, { defaultValue: false, description: 'Those that have ended instead of those that go on.' })
  ended!: boolean
}

@InputType({ description: 'A report that is to be mailed at set times.' })
export class CreateReportScheduleInput extends RetryableInput {
  @Field(() => ID, { description: 'The report.' })
  reportId!: string

  @Field(() => ScheduleCadences, { description: 'How often.' })
  cadence!: ScheduleCadence

  @Field(() => Int, { nullable: true, description: 'With WEEKLY: the weekday, Monday is 1, Sunday is 7.' })
  weekday?: number | null

  @Field(() => Int, {
    nullable: true,
    description: 'With MONTHLY and QUARTERLY: the day of the month, 1 to 31; a shorter month has it on its last day.',
  })
  day?: number | null

  @Field(() => String, { description: 'The time of day in Asia/Shanghai, HH:MM.' })
  @MaxLength(5)
  timeOfDay!: string

  @Field(() => SchedulePeriods, {
    nullable: true,
    description: 'What the report is of; without one, its own period on the day of the run.',
  })
  period?: SchedulePeriod | null

  @Field(() => ID, { nullable: true, description: 'Of which organisation, in the viewer’s scope; without one, as the report says.' })
  organizationId?: string | null

  @Field(() => [ReportFileFormats], { description: 'The files, at least one, each once.' })
  @ArrayMaxSize(10)
  formats!: ReportFileFormat[]

  @Field(() => [ID], { description: 'Accounts that may read the report (`reportRecipients`), 1 to 200.' })
  @ArrayMaxSize(1000)
  recipientIds!: string[]
}

@InputType({ description: 'A schedule of one’s own.' })
abstract class OwnScheduleInput extends RetryableInput {
  @Field(() => ID, { description: 'The schedule.' })
  id!: string

  @Field(() => Int, { description: 'The version that was seen.' })
  version!: number
}

@InputType({ description: 'What changes of a schedule; what is absent stays.' })
export class UpdateReportScheduleInput extends OwnScheduleInput {
  @Field(() => ScheduleCadences, { nullable: true, description: 'How often; `weekday` and `day` come with it.' })
  cadence?: ScheduleCadence | null

  @Field(() => Int, { nullable: true, description: 'With WEEKLY: the weekday, Monday is 1, Sunday is 7.' })
  weekday?: number | null

  @Field(() => Int, { nullable: true, description: 'With MONTHLY and QUARTERLY: the day of the month, 1 to 31.' })
  day?: number | null

  @Field(() => String, { nullable: true, description: 'The time of day in Asia/Shanghai, HH:MM.' })
  @MaxLength(5)
  timeOfDay?: string | null

  @Field(() => SchedulePeriods, { nullable: true, description: 'What the report is of; null for its own period.' })
  period?: SchedulePeriod | null

  @Field(() => ID, { nullable: true, description: 'Of which organisation; null for what the report says.' })
  organizationId?: string | null

  @Field(() => [ReportFileFormats], { nullable: true, description: 'The files, at least one, each once.' })
  @ArrayMaxSize(10)
  formats?: ReportFileFormat[] | null

  @Field(() => [ID], { nullable: true, description: 'All recipients from now on, 1 to 200.' })
  @ArrayMaxSize(1000)
  recipientIds?: string[] | null

  @Field(() => Boolean, { nullable: true, description: 'True pauses it, false lets it go on from the next time.' })
  paused?: boolean | null
}

@InputType({ description: 'A schedule that is no longer needed.' })
export class EndReportScheduleInput extends OwnScheduleInput {}

@InputType({ description: 'A schedule whose mails are wanted now.' })
export class RunReportScheduleNowInput extends RetryableInput {
  @Field(() => ID, { description: 'The schedule.' })
  id!: string
}

@ObjectType({ description: 'What became of a step with a schedule.', simpleResolvers: true })
export class ReportSchedulePayload {
  scheduleId!: string | null

  @Field(() => ReportScheduleType, {
    nullable: true,
    description: 'The schedule as it is now, also where the step was refused; null when there is none.',
  })
  schedule?: ReportScheduleType | null

  @Field(() => [UserError], { description: 'Why it was refused; empty when it was done.' })
  userErrors!: UserError[]
}
