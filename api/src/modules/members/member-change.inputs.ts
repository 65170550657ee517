import { Field, ID, InputType, Int, ObjectType, registerEnumType } from 'type-graphql'
import { RetryableInput } from '../../platform/database/retryable.input.ts'
import { UserError } from '../../platform/errors/user-error.type.ts'
import { DateScalar } from '../../platform/graph/scalars.ts'
import { type EmploymentStatus, EmploymentStatuses, type Sex, Sexes } from './member.enums.ts'
import { MemberType } from './member.type.ts'

export const RevealableFields = { NATIONAL_ID: 'NATIONAL_ID', PHONE: 'PHONE' } as const
export type RevealableField = keyof typeof RevealableFields
registerEnumType(RevealableFields, {
  name: 'RevealableField',
  description: 'What an entry holds encrypted.',
  valuesConfig: {
    NATIONAL_ID: { description: 'The national ID number 「身份证号」.' },
    PHONE: { description: 'The mobile number 「手机」.' },
  },
})

@InputType({ description: 'What an entry says of a person.' })
abstract class MemberFieldsInput extends RetryableInput {
  @Field(() => String, { nullable: true, description: 'The national ID number, of 18 characters or the old 15 「身份证号」. Birth date and sex follow from it.' })
  nationalId?: string | null

  @Field(() => Sexes, { nullable: true, description: 'Sex; it may not contradict the number 「性别」.' })
  sex?: Sex | null

  @Field(() => DateScalar, { nullable: true, description: 'Birth date; it may not contradict the number 「出生日期」.' })
  birthDate?: string | null

  @Field(() => String, { nullable: true, description: 'Code of the table ETHNICITY 「民族」.' })
  ethnicity?: string | null

  @Field(() => String, { nullable: true, description: 'Code of the table EDUCATION 「学历」.' })
  education?: string | null

  @Field(() => String, { nullable: true, description: 'Code of the table POLITICAL_STATUS 「政治面貌」.' })
  politicalStatus?: string | null

  @Field(() => String, { nullable: true, description: 'Mainland mobile number 「手机」.' })
  phone?: string | null

  @Field(() => ID, { nullable: true, description: 'The unit that employs the person, over which the viewer has members:write 「所在单位」.' })
  employerUnitId?: string | null

  @Field(() => EmploymentStatuses, { nullable: true, description: 'How the person stands to the employer 「人员状态」.' })
  employmentStatus?: EmploymentStatus | null

  @Field(() => String, { nullable: true, description: 'When the person began to work: `YYYY-MM` or `YYYY-MM-DD`, today or earlier 「参加工作时间」.' })
  employmentStarted?: string | null

  @Field(() => String, { nullable: true, description: 'The post, at most 100 characters 「职务」.' })
  post?: string | null
}

@InputType({ description: 'A new person. Who does not manage the whole register states the employer unit; otherwise he would not see whom he has entered.' })
export class CreateMemberInput extends MemberFieldsInput {
  @Field(() => String, { description: 'The name, at most 64 characters 「姓名」.' })
  name!: string
}

@InputType({ description: 'Changes of an entry: what is absent stays, what is null is cleared.' })
export class UpdateMemberInput extends MemberFieldsInput {
  @Field(() => ID, { description: 'The person.' })
  id!: string

  @Field(() => Int, { description: 'The version that was seen.' })
  version!: number

  @Field(() => String, { nullable: true, description: 'The name, at most 64 characters; it cannot be cleared 「姓名」.' })
  name?: string | null
}

@InputType({ description: 'Whom to look for, and why.' })
export class FindMemberInput extends RetryableInput {
  @Field(() => String, { description: 'The whole national ID number; nothing is found by a part of it.' })
  nationalId!: string

  @Field(() => String, { description: 'What for; it stays in the audit trail 「用途」.' })
  purpose!: string
}

@InputType({ description: 'What to show of whom, and why.' })
export class RevealMemberInput extends RetryableInput {
  @Field(() => ID, { description: 'The person.' })
  memberId!: string

  @Field(() => [RevealableFields], { description: 'What to show.' })
  fields!: RevealableField[]

  @Field(() => String, { description: 'What for; it stays in the audit trail 「用途」.' })
  purpose!: string
}

@ObjectType({ description: 'What became of a change of an entry, or of a look-up.', simpleResolvers: true })
export class MemberPayload {
  memberId!: string | null

  @Field(() => MemberType, { nullable: true, description: 'The person as the viewer sees him now, also where the change was refused; null when there is none to show.' })
  member?: MemberType | null

  @Field(() => [UserError], { description: 'Why it was refused; empty when it was done.' })
  userErrors!: UserError[]
}

@ObjectType({ description: 'Values in the clear; the audit trail holds that they were shown.', simpleResolvers: true })
export class RevealMemberPayload {
  @Field(() => String, { nullable: true, description: 'The national ID number; null when it was not asked for or there is none.' })
  nationalId!: string | null

  @Field(() => String, { nullable: true, description: 'The mobile number; null when it was not asked for or there is none.' })
  phone!: string | null

  @Field(() => [UserError], { description: 'Why nothing was shown; empty when it was.' })
  userErrors!: UserError[]
}
