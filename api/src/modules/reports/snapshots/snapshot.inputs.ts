import { Field, ID, InputType, Int, ObjectType } from 'type-graphql'
import { RetryableInput } from '../../../platform/database/retryable.input.ts'
import { UserError } from '../../../platform/errors/user-error.type.ts'
import { ReportParameters } from '../definition/report-definition.type.ts'

@InputType({ description: 'A report whose result is to be frozen.' })
export class TakeSnapshotInput extends RetryableInput {
  @Field(() => ID, { description: 'The report.' })
  reportId!: string

  @Field(() => Int, { nullable: true, description: 'Which version of it; the current one when absent.' })
  reportVersion?: number | null

  @Field(() => ReportParameters, {
    nullable: true,
    description: 'What differs from the parameters of the definition; the period comes as one with its days.',
  })
  parameters?: ReportParameters | null

  @Field(() => String, { nullable: true, description: 'What it is taken for, at most 500 characters.' })
  note?: string | null
}

@ObjectType({ description: 'What became of a snapshot that was to be taken.', simpleResolvers: true })
export class TakeSnapshotPayload {
  /** Not in the schema: the snapshot is read through the read door. */
  snapshotId!: string | null

  @Field(() => [UserError], { description: 'What has to be mended; empty when it was taken.' })
  userErrors!: UserError[]
}
