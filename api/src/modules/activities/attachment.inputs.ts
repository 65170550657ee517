import { Field, ID, InputType, ObjectType } from 'type-graphql'
import { RetryableInput } from '../../platform/database/retryable.input.ts'
import { UserError } from '../../platform/errors/user-error.type.ts'
import { ActivityType } from './activity.type.ts'
import { AttachmentType } from './attachment.type.ts'

@InputType({ description: 'A file that was uploaded to `/files`, to be kept with an activity.' })
export class AttachFileInput extends RetryableInput {
  @Field(() => ID, { description: 'The activity.' })
  activityId!: string

  @Field(() => ID, { description: 'The file: uploaded by the viewer, and not used anywhere yet.' })
  fileId!: string
}

@InputType({ description: 'An attachment that is to go.' })
export class RemoveAttachmentInput extends RetryableInput {
  @Field(() => ID, { description: 'The attachment.' })
  id!: string
}

@ObjectType({ description: 'What became of a change of an activity’s attachments.', simpleResolvers: true })
export class AttachmentPayload {
  attachmentId!: string | null
  activityId!: string | null

  @Field(() => AttachmentType, { nullable: true, description: 'The new attachment; null when it was refused, and when one was removed.' })
  attachment?: AttachmentType | null

  @Field(() => ActivityType, { nullable: true, description: 'The activity as it is now.' })
  activity?: ActivityType | null

  @Field(() => [UserError], { description: 'Why it was refused; empty when it was done.' })
  userErrors!: UserError[]
}
