import { Length, MaxLength } from 'class-validator'
import { Field, Float, InputType } from 'type-graphql'
import { type SyncMode, SyncModes, type SyncOnError, SyncOnErrors } from '../sync.enums.ts'

/** Everything is text as people write it: a value that cannot be read rejects its row, never the call. */
@InputType({
  description:
    'One person, as the source knows him. What is absent is left, what is null is cleared; fields that the source does not own are not touched.',
})
export class SyncMemberRow {
  @Field(() => String, { description: 'The person’s id in the source, at most 64 characters; it never changes there 「工号」.' })
  externalId!: string

  @Field(() => Float, {
    nullable: true,
    description:
      'An integer that rises with every change of this person in the source, such as milliseconds since 1970. With it, late and repeated messages do no harm.',
  })
  sourceVersion?: number | null

  @Field(() => Boolean, {
    nullable: true,
    description:
      'The source no longer has the person: a leaving is proposed. Other fields that the row tells still count, and none of them can make it fail 「已删除」.',
  })
  deleted?: boolean | null

  @Field(() => String, { nullable: true, description: 'Name; a new person needs one 「姓名」.' })
  name?: string | null

  @Field(() => String, {
    nullable: true,
    description: 'National ID number, of 18 characters or the old 15; birth date and sex follow from it 「身份证号」.',
  })
  nationalId?: string | null

  @Field(() => String, { nullable: true, description: 'MALE, FEMALE, or a code or word of GB/T 2261.1 「性别」.' })
  sex?: string | null

  @Field(() => String, { nullable: true, description: 'Birth date, `1985-03-12` or as HR systems write it 「出生日期」.' })
  birthDate?: string | null

  @Field(() => String, { nullable: true, description: 'Code or name of GB/T 3304 「民族」.' })
  ethnicity?: string | null

  @Field(() => String, { nullable: true, description: 'Code or name of GB/T 4658 「学历」.' })
  education?: string | null

  @Field(() => String, { nullable: true, description: 'Code or name of GB/T 4762 「政治面貌」.' })
  politicalStatus?: string | null

  @Field(() => String, { nullable: true, description: 'Mobile number 「手机」.' })
  phone?: string | null

  @Field(() => String, {
    nullable: true,
    description: 'The unit that employs the person: the source’s id of it, as given to syncOrganizations, or its code 「所在单位」.',
  })
  unit?: string | null

  @Field(() => String, { nullable: true, description: 'ACTIVE, RETIRED, LEFT or NONE, or 在职, 退休, 离职 … 「人员状态」.' })
  employmentStatus?: string | null

  @Field(() => String, { nullable: true, description: 'Month or day on which the person began to work 「参加工作时间」.' })
  employmentStarted?: string | null

  @Field(() => String, { nullable: true, description: 'Post, at most 100 characters 「职务」.' })
  post?: string | null

  @Field(() => Float, { nullable: true, description: 'Monthly wage base in fen 「月工资基数」.' })
  monthlyWageBase?: number | null

  @Field(() => String, {
    nullable: true,
    description:
      'The day on which a move, a retirement or a leaving took effect, `YYYY-MM-DD`, today or earlier; today when absent 「生效日期」.',
  })
  effectiveOn?: string | null
}

@InputType({ description: 'One call of a sync.' })
export abstract class SyncInput {
  @Field(() => String, { description: 'The source, such as `HR`.' })
  @MaxLength(32)
  source!: string

  @Field(() => SyncModes, { description: 'Whether anything is written.' })
  mode!: SyncMode

  @Field(() => String, {
    description:
      'Names the batch, 1 to 200 characters: the same key with the same rows returns the first result; with other rows it is refused (IDEMPOTENCY_MISMATCH).',
  })
  @Length(1, 200)
  batchKey!: string

  @Field(() => SyncOnErrors, { defaultValue: 'CONTINUE', description: 'What a rejected row means for the others.' })
  onError!: SyncOnError
}

@InputType({ description: 'Persons, as a source knows them.' })
export class SyncMembersInput extends SyncInput {
  @Field(() => [SyncMemberRow], { description: 'At most 5,000 rows.' })
  rows!: SyncMemberRow[]
}
