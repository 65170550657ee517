import { Field, Int, ObjectType } from 'type-graphql'
import { connectionType, NodeType } from '../../platform/graph/page.type.ts'
import { DateScalar } from '../../platform/graph/scalars.ts'
import { MembershipType } from '../memberships/index.ts'
import { EmployerUnitType } from '../organizations/index.ts'
import { type EmploymentStatus, EmploymentStatuses, type MemberAction, MemberActions, type Sex, Sexes } from './member.enums.ts'

@ObjectType('Code', { description: 'An entry of a national code table 「代码」.', simpleResolvers: true })
export class CodeType {
  @Field(() => String, { description: 'The code.' })
  code!: string

  @Field(() => String, { description: 'Its name, in the language of the request.' })
  name!: string
}

@ObjectType('ExternalId', { description: 'Another system’s own id of a person 「外部标识」.', simpleResolvers: true })
export class ExternalIdType {
  @Field(() => String, { description: 'The system, such as `HR`.' })
  source!: string

  @Field(() => String, { description: 'The person’s id there.' })
  externalId!: string
}

@ObjectType('Member', { description: 'A person on the register 「人员」.', implements: NodeType, simpleResolvers: true })
export class MemberType extends NodeType {
  @Field(() => String, { description: 'The register’s own number of the person, such as `M0001234` 「人员编号」.' })
  code!: string

  @Field(() => String, { description: 'The name 「姓名」.' })
  name!: string

  @Field(() => String, { nullable: true, description: 'The national ID number, masked; null without members:personal. `revealMember` shows it 「身份证号」.' })
  nationalId!: string | null

  @Field(() => Sexes, { description: 'Sex 「性别」.' })
  sex!: Sex

  @Field(() => DateScalar, { nullable: true, description: 'Birth date; null when unknown or without members:personal 「出生日期」.' })
  birthDate!: string | null

  @Field(() => CodeType, { nullable: true, description: 'Ethnicity, GB/T 3304 「民族」.' })
  ethnicity!: CodeType | null

  @Field(() => CodeType, { nullable: true, description: 'Education, GB/T 4658 「学历」.' })
  education!: CodeType | null

  @Field(() => CodeType, { nullable: true, description: 'Political status, GB/T 4762, as HR states it 「政治面貌」.' })
  politicalStatus!: CodeType | null

  @Field(() => String, { nullable: true, description: 'The mobile number, masked; null without members:personal 「手机」.' })
  phone!: string | null

  @Field(() => EmploymentStatuses, { description: 'How the person stands to the employer 「人员状态」.' })
  employmentStatus!: EmploymentStatus

  @Field(() => String, { nullable: true, description: 'When the person began to work: `YYYY-MM` or `YYYY-MM-DD` 「参加工作时间」.' })
  employmentStarted!: string | null

  @Field(() => String, { nullable: true, description: 'The post 「职务」.' })
  post!: string | null

  @Field(() => Int, { description: 'Rises with every change; an update states the one that it saw.' })
  version!: number

  @Field(() => EmployerUnitType, { nullable: true, description: 'The unit that employs the person, where the viewer may see it 「所在单位」.' })
  employerUnit!: EmployerUnitType | null

  @Field(() => [MembershipType], { description: 'The memberships in the viewer’s scope: those that last first, then the newest 「组织身份」.' })
  memberships!: MembershipType[]

  @Field(() => MembershipType, { nullable: true, description: 'The Party membership that lasts, where in scope 「党员身份」.' })
  party!: MembershipType | null

  @Field(() => MembershipType, { nullable: true, description: 'The union membership that lasts, where in scope 「工会会籍」.' })
  union!: MembershipType | null

  @Field(() => MembershipType, { nullable: true, description: 'The league membership that lasts, where in scope 「团员身份」.' })
  league!: MembershipType | null

  @Field(() => [ExternalIdType], { description: 'What other systems call the person 「外部标识」.' })
  externalIds!: ExternalIdType[]

  @Field(() => [MemberActions], { description: 'What the viewer may do with the entry now.' })
  viewerCan!: MemberAction[]
}

export const MemberConnection = connectionType('Member', () => MemberType, 'members')
