import { ArrayMaxSize, ArrayUnique, IsOptional, ValidateNested } from 'class-validator'
import { Field, ID, InputType, ObjectType } from 'type-graphql'
import { RetryableInput } from '../../platform/database/retryable.input.ts'
import { UserError } from '../../platform/errors/user-error.type.ts'
import { DateTimeScalar } from '../../platform/graph/scalars.ts'
import { type Language } from '../../platform/i18n/language.ts'
import { ActivityFilter } from '../activities/index.ts'
import { MemberFilter } from '../members/index.ts'
import { OrganizationFilter } from '../organizations/index.ts'
import { type ExportFormat, ExportFormats, ExportLanguages } from './export.enums.ts'
import { ActivityExportFields } from './fields/activity-fields.ts'
import { MemberExportFields } from './fields/member-fields.ts'
import { OrganizationExportFields } from './fields/organization-fields.ts'

const fieldsDescription = 'The columns in their order, each once; all when absent. What the viewer may not see is empty.'

@InputType({ description: 'What every export is asked for with.' })
abstract class ExportInput extends RetryableInput {
  @Field(() => ExportFormats, { description: 'The kind of file.' })
  format!: ExportFormat

  @Field(() => ExportLanguages, { nullable: true, description: 'The language of headings and words; that of the request when absent.' })
  language?: Language | null
}

@InputType({ description: 'An export of members.' })
export class ExportMembersInput extends ExportInput {
  @Field(() => MemberFilter, { nullable: true, description: 'Which members, as in the list `members`; all in scope when absent.' })
  @IsOptional()
  @ValidateNested()
  filter?: MemberFilter | null

  @Field(() => [MemberExportFields], { nullable: true, description: fieldsDescription })
  @IsOptional()
  @ArrayUnique()
  @ArrayMaxSize(100)
  fields?: string[] | null
}

@InputType({ description: 'An export of activities.' })
export class ExportActivitiesInput extends ExportInput {
  @Field(() => ActivityFilter, { nullable: true, description: 'Which activities, as in the list `activities`; all in scope when absent.' })
  @IsOptional()
  @ValidateNested()
  filter?: ActivityFilter | null

  @Field(() => [ActivityExportFields], { nullable: true, description: fieldsDescription })
  @IsOptional()
  @ArrayUnique()
  @ArrayMaxSize(100)
  fields?: string[] | null
}

@InputType({ description: 'An export of organisations.' })
export class ExportOrganizationsInput extends ExportInput {
  @Field(() => OrganizationFilter, {
    nullable: true,
    description: 'Which organisations, as in the list `organizations`; all in scope when absent.',
  })
  @IsOptional()
  @ValidateNested()
  filter?: OrganizationFilter | null

  @Field(() => [OrganizationExportFields], { nullable: true, description: fieldsDescription })
  @IsOptional()
  @ArrayUnique()
  @ArrayMaxSize(100)
  fields?: string[] | null
}

@InputType({ description: 'An export that is no longer wanted.' })
export class CancelExportInput extends RetryableInput {
  @Field(() => ID, { description: 'The export.' })
  id!: string
}

@InputType({ description: 'An export whose file is wanted.' })
export class CreateExportLinkInput {
  @Field(() => ID, { description: 'The export.' })
  id!: string
}

@ObjectType({ description: 'What became of a step of an export.' })
export class ExportPayload {
  exportId!: string | null

  @Field(() => [UserError], { description: 'Why the step was refused.' })
  userErrors!: readonly UserError[]
}

@ObjectType({ description: 'A link to the file of an export.', simpleResolvers: true })
export class ExportLinkPayload {
  @Field(() => String, {
    nullable: true,
    description:
      'Where the file can be fetched with GET, once, by whoever has the link: a path of this server. What the owner may read is checked again then.',
  })
  url!: string | null

  @Field(() => DateTimeScalar, { nullable: true, description: 'Until when: 15 minutes.' })
  expiresAt!: Date | null

  @Field(() => [UserError], { description: 'Why there is no link.' })
  userErrors!: readonly UserError[]
}
