import { ArrayMaxSize } from 'class-validator'
import { Field, ID, InputType, Int } from 'type-graphql'
import { RetryableInput } from '../../platform/database/retryable.input.ts'
import { AttendanceStatuses, type AttendanceStatus } from './activity.enums.ts'

@InputType({ description: 'What is recorded of one person.' })
export class AttendanceEntryInput {
  @Field(() => ID, { description: 'Somebody on the list, or anybody in the viewer’s scope who came without being expected.' })
  memberId!: string

  @Field(() => AttendanceStatuses, {
    nullable: true,
    description: 'Whether the person came. Who is not expected can only be PRESENT or OBSERVER. Null takes the record back: a guest leaves the list, anybody else is open again.',
  })
  status?: AttendanceStatus | null
}

@InputType({ description: 'Who came: the whole list at once.' })
export class RecordAttendanceInput extends RetryableInput {
  @Field(() => ID, { description: 'The activity.' })
  activityId!: string

  @Field(() => Int, { description: 'The version that was seen.' })
  version!: number

  @Field(() => [AttendanceEntryInput], { description: 'Each person once, at most 5,000.' })
  @ArrayMaxSize(5_000)
  entries!: AttendanceEntryInput[]

  @Field(() => AttendanceStatuses, { nullable: true, description: 'For everybody who is expected and not among the entries; without it they stay as they are.' })
  othersExpected?: AttendanceStatus | null
}
