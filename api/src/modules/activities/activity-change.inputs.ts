import { ArrayMaxSize, IsOptional, ValidateNested } from 'class-validator'
import { Field, ID, InputType, Int, ObjectType } from 'type-graphql'
import { RetryableInput } from '../../platform/database/retryable.input.ts'
import { UserError } from '../../platform/errors/user-error.type.ts'
import { DateScalar, DateTimeScalar } from '../../platform/graph/scalars.ts'
import { ActivityType } from './activity.type.ts'
import { Line, PlainText } from './plain-text.ts'

@InputType({ description: 'Somebody who is not expected, and why.' })
export class ExclusionInput {
  @Field(() => ID, { description: 'One of those who would be expected.' })
  memberId!: string

  @Field(() => String, { description: 'Why, at most 200 characters 「不列入应到的原因」.' })
  @Line(1, 200)
  reason!: string
}

@InputType({ description: 'A new activity. Who is expected is frozen now, from the memberships that are open.' })
export class PlanActivityInput extends RetryableInput {
  @Field(() => ID, { description: 'The organiser.' })
  organizationId!: string

  @Field(() => String, { description: 'The code of its type; the rule book says which organisations hold it.' })
  @Line(1, 64)
  typeCode!: string

  @Field(() => String, { description: 'What it is called, 1 to 200 characters.' })
  @Line(1, 200)
  title!: string

  @Field(() => String, { nullable: true, description: 'What it is about, at most 200 characters.' })
  @IsOptional()
  @Line(0, 200)
  topic?: string | null

  @Field(() => String, { nullable: true, description: 'Where, at most 200 characters.' })
  @IsOptional()
  @Line(0, 200)
  place?: string | null

  @Field(() => String, { nullable: true, description: 'Who leads through it, at most 100 characters.' })
  @IsOptional()
  @Line(0, 100)
  host?: string | null

  @Field(() => String, { nullable: true, description: 'The agenda: plain text, at most 10,000 characters.' })
  @IsOptional()
  @PlainText(10_000)
  agenda?: string | null

  @Field(() => DateTimeScalar, { description: 'When it is to begin: not before the organiser existed, and at most five years ahead; it may be past.' })
  plannedStart!: string

  @Field(() => [ID], { nullable: true, description: 'Who holds it together with the organiser, at most 50.' })
  @IsOptional()
  @ArrayMaxSize(50)
  coOrganizerIds?: string[] | null

  @Field(() => [ExclusionInput], { nullable: true, description: 'Who of the organisation is not expected, at most 2,000.' })
  @IsOptional()
  @ArrayMaxSize(2_000)
  @ValidateNested({ each: true })
  exclusions?: ExclusionInput[] | null
}

@InputType({ description: 'What every change of an activity states.' })
abstract class ActivityChangeInput extends RetryableInput {
  @Field(() => ID, { description: 'The activity.' })
  id!: string

  @Field(() => Int, { description: 'The version that was seen.' })
  version!: number
}

@InputType({ description: 'What is to be changed; what is absent stays, and null clears.' })
export class UpdateActivityInput extends ActivityChangeInput {
  @Field(() => String, { nullable: true, description: 'What it is called, 1 to 200 characters; cannot be cleared.' })
  @IsOptional()
  @Line(1, 200)
  title?: string | null

  @Field(() => String, { nullable: true, description: 'What it is about, at most 200 characters.' })
  @IsOptional()
  @Line(0, 200)
  topic?: string | null

  @Field(() => String, { nullable: true, description: 'Where, at most 200 characters.' })
  @IsOptional()
  @Line(0, 200)
  place?: string | null

  @Field(() => String, { nullable: true, description: 'Who leads through it, at most 100 characters.' })
  @IsOptional()
  @Line(0, 100)
  host?: string | null

  @Field(() => String, { nullable: true, description: 'The agenda: plain text, at most 10,000 characters.' })
  @IsOptional()
  @PlainText(10_000)
  agenda?: string | null

  @Field(() => DateTimeScalar, { nullable: true, description: 'When it is to begin; cannot be cleared.' })
  plannedStart?: string | null

  @Field(() => String, { nullable: true, description: 'The minutes: plain text, at most 50,000 characters.' })
  @IsOptional()
  @PlainText(50_000)
  minutes?: string | null

  @Field(() => [ID], { nullable: true, description: 'All that hold it together with the organiser, at most 50; those that the viewer may not see stay.' })
  @IsOptional()
  @ArrayMaxSize(50)
  coOrganizerIds?: string[] | null
}

@InputType({ description: 'That an activity was held; from then on it counts.' })
export class HoldActivityInput extends ActivityChangeInput {
  @Field(() => DateScalar, { description: 'The day: today or earlier.' })
  heldOn!: string

  @Field(() => String, { nullable: true, description: 'The minutes: plain text, at most 50,000 characters; absent leaves them.' })
  @IsOptional()
  @PlainText(50_000)
  minutes?: string | null
}

@InputType({ description: 'That an activity is complete; nothing of it changes any more.' })
export class ArchiveActivityInput extends ActivityChangeInput {}

@InputType({ description: 'That a planned activity does not take place.' })
export class CancelActivityInput extends ActivityChangeInput {
  @Field(() => String, { description: 'Why, at most 200 characters 「取消原因」.' })
  @Line(1, 200)
  reason!: string
}

@InputType({ description: 'That somebody is not expected after all, or is again; only while the activity is planned.' })
export class ExcludeFromActivityInput extends RetryableInput {
  @Field(() => ID, { description: 'The activity.' })
  activityId!: string

  @Field(() => Int, { description: 'The version that was seen.' })
  version!: number

  @Field(() => ID, { description: 'One of those who were expected when it was planned.' })
  memberId!: string

  @Field(() => String, { nullable: true, description: 'Why not, at most 200 characters; null: expected again.' })
  @IsOptional()
  @Line(1, 200)
  reason?: string | null
}

@ObjectType({ description: 'What became of a change of an activity.', simpleResolvers: true })
export class ActivityPayload {
  activityId!: string | null

  @Field(() => ActivityType, { nullable: true, description: 'The activity as it is now, also where the change was refused; null when there is none to show.' })
  activity?: ActivityType | null

  @Field(() => [UserError], { description: 'Why it was refused; empty when it was done.' })
  userErrors!: UserError[]
}
