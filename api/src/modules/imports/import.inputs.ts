import { ArrayMaxSize, IsInt, Min } from 'class-validator'
import { ArgsType, Field, ID, InputType, Int, ObjectType } from 'type-graphql'
import { RetryableInput } from '../../platform/database/retryable.input.ts'
import { UserError } from '../../platform/errors/user-error.type.ts'
import { PageArgs } from '../../platform/graph/page.type.ts'
import {
  FindingSeverities,
  type FindingSeverity,
  type ImportOutcome,
  ImportOutcomes,
  type ImportTargetName,
  ImportTargets,
} from './import.enums.ts'
import { ImportRunType } from './import.type.ts'

@ArgsType()
export class ImportRowArgs extends PageArgs {
  @Field(() => [ImportOutcomes], { nullable: true, description: 'Only rows with these outcomes.' })
  outcomes?: ImportOutcome[] | null

  @Field(() => [FindingSeverities], { nullable: true, description: 'Only rows with a finding of one of these severities.' })
  severities?: FindingSeverity[] | null

  @Field(() => Boolean, { nullable: true, description: 'Only rows with findings, or, with false, only those without.' })
  withFindings?: boolean | null
}

@InputType({ description: 'A file that is to be read and rehearsed.' })
export class StartImportInput extends RetryableInput {
  @Field(() => ImportTargets, { description: 'What it is imported into.' })
  target!: ImportTargetName

  @Field(() => ID, {
    description:
      'The file, uploaded by the viewer to `/files`: CSV (comma, tab or semicolon; UTF-8, UTF-16 or GB18030) or XLSX, at most 20 MiB and 20,000 rows.',
  })
  fileId!: string
}

@InputType({ description: 'What a column of the file means.' })
export class ImportMappingInput {
  @Field(() => Int, { description: 'The place of the column, from 0.' })
  @IsInt()
  @Min(0)
  index!: number

  @Field(() => String, { nullable: true, description: 'The code of the field; null to pass the column over.' })
  field?: string | null
}

@InputType({ description: 'What the columns of the file mean.' })
export class MapImportInput extends RetryableInput {
  @Field(() => ID, { description: 'The import, still a DRAFT.' })
  id!: string

  @Field(() => Int, { description: 'The version that was seen.' })
  version!: number

  @Field(() => [ImportMappingInput], { description: 'The columns whose meaning changes; the others keep theirs.' })
  @ArrayMaxSize(200)
  mapping!: ImportMappingInput[]
}

@InputType({ description: 'An import that is to be decided about.' })
abstract class DecidedImportInput extends RetryableInput {
  @Field(() => ID, { description: 'The import.' })
  id!: string

  @Field(() => Int, { description: 'The version that was seen.' })
  version!: number
}

@InputType({ description: 'An import that is to be carried out.' })
export class ApplyImportInput extends DecidedImportInput {}

@InputType({ description: 'An import that is to be given up.' })
export class DiscardImportInput extends DecidedImportInput {}

@ObjectType({ description: 'What became of a step of an import.', simpleResolvers: true })
export class ImportPayload {
  importRunId!: string | null

  @Field(() => ImportRunType, {
    nullable: true,
    description: 'The import as it is now, also where the step was refused; null when there is none.',
  })
  importRun?: ImportRunType | null

  @Field(() => [UserError], { description: 'Why it was refused; empty when it was done. What is wrong with rows stands in the rows.' })
  userErrors!: UserError[]
}
