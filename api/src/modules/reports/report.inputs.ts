import { ArrayMaxSize, IsOptional, ValidateNested } from 'class-validator'
import { ArgsType, Field, ID, InputType, Int, ObjectType } from 'type-graphql'
import { RetryableInput } from '../../platform/database/retryable.input.ts'
import { UserError } from '../../platform/errors/user-error.type.ts'
import { PageArgs } from '../../platform/graph/page.type.ts'
import { type CountSource } from '../counts/index.ts'
import { ReportDefinition } from './definition/report-definition.type.ts'
import { CountSources } from './definition/report-names.ts'
import { ReportType } from './report.type.ts'

@InputType({ description: 'Which reports; conditions are joined by AND, values within one by OR.' })
export class ReportFilter {
  @Field(() => String, { nullable: true, description: 'Part of the name or the code; at most 100 characters.' })
  query?: string | null

  @Field(() => [CountSources], { nullable: true, description: 'That count these.' })
  sources?: CountSource[] | null

  @Field(() => Boolean, {
    nullable: true,
    description: 'Only the viewer’s own, or, with false, only those of others and official layouts.',
  })
  own?: boolean | null

  @Field(() => Boolean, { nullable: true, description: 'Only official layouts, or, with false, only others.' })
  official?: boolean | null

  @Field(() => Boolean, { defaultValue: false, description: 'Archived ones instead of those in use.' })
  archived!: boolean
}

@ArgsType()
export class ReportListArgs extends PageArgs {
  @Field(() => ReportFilter, { nullable: true, description: 'Which reports; all in use when absent.' })
  filter?: ReportFilter | null
}

@InputType({ description: 'A report that is to be kept.' })
export class CreateReportInput extends RetryableInput {
  @Field(() => String, { description: 'What it is called, 1 to 100 characters.' })
  name!: string

  @Field(() => String, { nullable: true, description: 'What it is for, at most 1,000 characters.' })
  description?: string | null

  @Field(() => ReportDefinition, { description: 'What it counts, and how it is laid out; that of another report to copy it.' })
  @ValidateNested()
  definition!: ReportDefinition
}

@InputType({ description: 'A report of one’s own.' })
abstract class OwnReportInput extends RetryableInput {
  @Field(() => ID, { description: 'The report.' })
  id!: string

  @Field(() => Int, { description: 'The version that was seen.' })
  version!: number
}

@InputType({ description: 'What changes of a report; what is absent stays.' })
export class UpdateReportInput extends OwnReportInput {
  @Field(() => String, { nullable: true, description: 'What it is called, 1 to 100 characters.' })
  name?: string | null

  @Field(() => String, { nullable: true, description: 'What it is for, at most 1,000 characters; null to clear it.' })
  description?: string | null

  @Field(() => ReportDefinition, { nullable: true, description: 'The whole definition.' })
  @IsOptional()
  @ValidateNested()
  definition?: ReportDefinition | null
}

@InputType({ description: 'With whom a report is shared from now on.' })
export class ShareReportInput extends OwnReportInput {
  @Field(() => [ID], { description: 'The organisations, in the viewer’s scope, at most 50; none to keep it to oneself.' })
  @ArrayMaxSize(1000)
  organizationIds!: string[]
}

@InputType({ description: 'A report that is no longer needed, or is again.' })
export class ArchiveReportInput extends OwnReportInput {
  @Field(() => Boolean, { defaultValue: true, description: 'False brings it back.' })
  archived!: boolean
}

@ObjectType({ description: 'What became of a step with a report.', simpleResolvers: true })
export class ReportPayload {
  reportId!: string | null

  @Field(() => ReportType, {
    nullable: true,
    description: 'The report as it is now, also where the step was refused; null when there is none.',
  })
  report?: ReportType | null

  @Field(() => [UserError], { description: 'Why it was refused; empty when it was done.' })
  userErrors!: UserError[]
}
