import { ArrayUnique, Length, Matches, Max, Min } from 'class-validator'
import { Field, ID, InputType, Int, ObjectType } from 'type-graphql'
import { RetryableInput } from '../../../platform/database/retryable.input.ts'
import { UserError } from '../../../platform/errors/user-error.type.ts'
import { type SyncField, SyncFields } from '../sync.enums.ts'

@ObjectType('SyncSource', { description: 'A system that keeps the register true 「来源」.', simpleResolvers: true })
export class SyncSourceType {
  @Field(() => ID, { description: 'Its code, such as `HR`; external ids are told apart by it.' })
  code!: string

  @Field(() => String, { description: 'What people call it.' })
  name!: string

  @Field(() => [SyncFields], { description: 'The fields that it owns; no others are touched by it.' })
  ownedFields!: SyncField[]

  @Field(() => Int, {
    description: 'Which share of its active persons a sync of everybody may leave out by one person’s word, in ten-thousandths.',
  })
  absenceLimit!: number

  @Field(() => Int, { description: 'Rises with every change.' })
  version!: number
}

@InputType({ description: 'A source as it is to be.' })
export class ConfigureSyncSourceInput extends RetryableInput {
  @Field(() => ID, { description: 'Its code: capital letters, digits and _, at most 32; a new one enters a new source.' })
  @Matches(/^[A-Z][A-Z0-9_]{0,31}$/)
  code!: string

  @Field(() => Int, { nullable: true, description: 'The version that was seen; absent for a new source.' })
  version?: number | null

  @Field(() => String, { description: 'What people call it, 1 to 64 characters.' })
  @Length(1, 64)
  name!: string

  @Field(() => [SyncFields], { description: 'The fields that it owns. Memberships and offices are never among them.' })
  @ArrayUnique()
  ownedFields!: SyncField[]

  @Field(() => Int, {
    defaultValue: 500,
    description: 'The share of its active persons that may be missing, in ten-thousandths; 500 = 5 %.',
  })
  @Min(0)
  @Max(10_000)
  absenceLimit!: number
}

@ObjectType({ description: 'What became of a source.', simpleResolvers: true })
export class SyncSourcePayload {
  @Field(() => SyncSourceType, { nullable: true, description: 'The source as it is now.' })
  source!: SyncSourceType | null

  @Field(() => [UserError], { description: 'Why it was refused; empty when it was done.' })
  userErrors!: UserError[]
}
