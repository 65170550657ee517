import { IsOptional, Length, MaxLength, ValidateNested } from 'class-validator'
import { ArgsType, Field, ID, InputType, Int } from 'type-graphql'
import { RetryableInput } from '../../../platform/database/retryable.input.ts'
import { PageArgs } from '../../../platform/graph/page.type.ts'
import { SyncMemberRow } from '../members/member-sync.inputs.ts'
import { type SyncRowStatus, SyncRowStatuses } from '../sync.enums.ts'

@InputType({ description: 'An uploaded file with rows for a sync.' })
export class SyncFileInput {
  @Field(() => ID, { description: 'The file, uploaded by the viewer: XLSX, CSV, or JSON lines.' })
  fileId!: string

  @Field(() => String, { description: 'What its columns are called: the code of one of `syncPresets`.' })
  @MaxLength(32)
  preset!: string
}

@InputType({ description: 'A new sync.' })
export class StartSyncInput extends RetryableInput {
  @Field(() => String, { description: 'The source, such as `HR`.' })
  @MaxLength(32)
  source!: string

  @Field(() => Boolean, {
    defaultValue: false,
    description: 'Whether the rows are everybody: persons of the source whom they leave out then count as leaving 「全量」.',
  })
  whole!: boolean

  @Field(() => SyncFileInput, {
    nullable: true,
    description: 'Its first rows. A file that is refused, or has no rows, begins no sync.',
  })
  @IsOptional()
  @ValidateNested()
  file?: SyncFileInput | null
}

@InputType({ description: 'More rows for a sync.' })
export class AddSyncRowsInput {
  @Field(() => ID, { description: 'The sync.' })
  id!: string

  @Field(() => String, {
    description:
      'Names the rows, 1 to 200 characters: the same key with the same rows adds them once, so that a sync that broke off can be sent again; with other rows it is refused (IDEMPOTENCY_MISMATCH).',
  })
  @Length(1, 200)
  batchKey!: string

  @Field(() => [SyncMemberRow], { description: 'At most 5,000 rows.' })
  rows!: SyncMemberRow[]
}

@InputType({ description: 'The rows of an uploaded file for a sync.' })
export class AddSyncFileInput extends SyncFileInput {
  @Field(() => ID, { description: 'The sync.' })
  id!: string
}

@InputType({ description: 'A step of a sync.' })
export class SyncRunStepInput extends RetryableInput {
  @Field(() => ID, { description: 'The sync.' })
  id!: string

  @Field(() => Int, { description: 'The version that was seen.' })
  version!: number
}

@InputType({ description: 'Applying a sync as it was previewed.' })
export class ApplySyncInput extends SyncRunStepInput {
  @Field(() => String, { description: 'The preview’s `token`.' })
  @MaxLength(100)
  token!: string
}

@ArgsType()
export class SyncRunRowArgs extends PageArgs {
  @Field(() => [SyncRowStatuses], { nullable: true, description: 'Only rows with these ends.' })
  statuses?: SyncRowStatus[] | null
}
