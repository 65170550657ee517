import { Field, Float, Int, ObjectType } from 'type-graphql'
import { connectionType, NodeType } from '../../platform/graph/page.type.ts'
import { DateTimeScalar } from '../../platform/graph/scalars.ts'
import { type Language } from '../../platform/i18n/language.ts'
import {
  type ExportAction,
  ExportActions,
  type ExportFormat,
  ExportFormats,
  ExportLanguages,
  type ExportProblem,
  ExportProblems,
  type ExportSourceName,
  ExportSources,
  type ExportStatus,
  ExportStatuses,
} from './export.enums.ts'

@ObjectType('Export', {
  description:
    'A file of all rows that a filter finds, made beside the requests 「导出任务」. Visible to whoever asked for it, while he holds exports:run.',
  implements: NodeType,
  simpleResolvers: true,
})
export class ExportType extends NodeType {
  @Field(() => ExportSources, { description: 'What it is of.' })
  source!: ExportSourceName

  @Field(() => ExportFormats, { description: 'The kind of file.' })
  format!: ExportFormat

  @Field(() => ExportLanguages, { description: 'The language of headings and words.' })
  language!: Language

  @Field(() => [String], { description: 'Its columns in their order, as values of the source’s enum of fields.' })
  fields!: string[]

  @Field(() => ExportStatuses, { description: 'How far it is.' })
  status!: ExportStatus

  @Field(() => ExportProblems, { nullable: true, description: 'Why it failed; null where it has not.' })
  problem!: ExportProblem | null

  @Field(() => Int, {
    nullable: true,
    description: 'How many rows the filter found when reading began; null before. Others may write meanwhile.',
  })
  rowsTotal!: number | null

  @Field(() => Int, { description: 'How many rows have been read.' })
  rowsDone!: number

  @Field(() => Float, { nullable: true, description: 'The size of the file in bytes; null while there is none.' })
  size!: number | null

  @Field(() => DateTimeScalar, { description: 'When it was asked for.' })
  createdAt!: string

  @Field(() => DateTimeScalar, { nullable: true, description: 'When reading began: rows are as they were from then on.' })
  startedAt!: string | null

  @Field(() => DateTimeScalar, { nullable: true, description: 'When it came to an end, in whatever way.' })
  finishedAt!: string | null

  @Field(() => DateTimeScalar, { nullable: true, description: 'When the file is removed: a day after it was made.' })
  expiresAt!: string | null

  @Field(() => Int, { description: 'Rises with every change of its status.' })
  version!: number

  @Field(() => [ExportActions], { description: 'What the viewer may do with it now.' })
  viewerCan!: ExportAction[]
}

@ObjectType('ExportColumn', { description: 'A column that an export can have 「导出字段」.', simpleResolvers: true })
export class ExportColumnType {
  @Field(() => String, { description: 'Its value in the source’s enum of fields.' })
  code!: string

  @Field(() => String, { description: 'Its heading, in the language of the request.' })
  title!: string
}

export const ExportConnection = connectionType('Export', () => ExportType, 'exports')
