import { Field, Int, ObjectType } from 'type-graphql'
import { connectionType, NodeType } from '../../platform/graph/page.type.ts'
import { DateTimeScalar } from '../../platform/graph/scalars.ts'
import {
  FindingSeverities,
  type ImportOutcome,
  ImportOutcomes,
  ImportStatuses,
  type ImportStatus,
  type ImportTargetName,
  ImportTargets,
} from './import.enums.ts'

@ObjectType('ImportColumn', { description: 'A column of the file 「文件的列」.', simpleResolvers: true })
export class ImportColumnType {
  @Field(() => Int, { description: 'Its place, from 0.' })
  index!: number

  @Field(() => String, { description: 'Its header, as it is written.' })
  header!: string

  @Field(() => [String], { description: 'Its first cells with content, at most 3; numbers of persons are masked.' })
  samples!: string[]

  @Field(() => String, { nullable: true, description: 'The code of the field that it is mapped to; null when it is passed over.' })
  field!: string | null
}

@ObjectType('ImportField', { description: 'A field that a column may be mapped to 「可对应的字段」.', simpleResolvers: true })
export class ImportFieldType {
  @Field(() => String, { description: 'For `mapImport`; never changes.' })
  code!: string

  @Field(() => String, { description: 'Its name, in the viewer’s language.' })
  label!: string

  @Field(() => Boolean, { description: 'Whether a file without such a column cannot be imported.' })
  required!: boolean
}

@ObjectType('ImportCounts', {
  description: 'How many rows have which end 「行数」. All 0 while a required field has no column.',
  simpleResolvers: true,
})
export class ImportCountsType {
  @Field(() => Int, { description: 'Rows with content, below the header.' })
  total!: number

  @Field(() => Int, { description: 'CREATED.' })
  created!: number

  @Field(() => Int, { description: 'UPDATED.' })
  updated!: number

  @Field(() => Int, { description: 'UNCHANGED.' })
  unchanged!: number

  @Field(() => Int, { description: 'REJECTED.' })
  rejected!: number

  @Field(() => Int, { description: 'Rows in which something was read as what it means.' })
  repaired!: number

  @Field(() => Int, { description: 'Rows with a warning.' })
  warnings!: number
}

@ObjectType('ImportFinding', {
  description: 'Something about a row that whoever imports it must know 「发现的问题」.',
  simpleResolvers: true,
})
export class ImportFindingType {
  @Field(() => FindingSeverities, { description: 'What it means for the row.' })
  severity!: keyof typeof FindingSeverities

  @Field(() => String, { description: 'For programs; never changes, e.g. NATIONAL_ID_UNUSABLE.' })
  code!: string

  @Field(() => String, { nullable: true, description: 'The header of the column; null when the row as a whole is meant.' })
  column!: string | null

  @Field(() => String, { nullable: true, description: 'The code of the field; null when the row as a whole is meant.' })
  field!: string | null

  @Field(() => String, {
    nullable: true,
    description: 'What the cell holds, at most 100 characters; masked where it is sensitive, null where it is empty.',
  })
  value!: string | null

  @Field(() => String, { description: 'What is wrong and how to mend it, in the viewer’s language.' })
  message!: string
}

@ObjectType('ImportRow', { description: 'A row of the file 「文件的一行」.', simpleResolvers: true })
export class ImportRowType {
  @Field(() => Int, { description: 'The number that a spreadsheet shows beside it; the first row of a file is 1.' })
  line!: number

  @Field(() => String, { description: 'What it is about: code and name.' })
  label!: string

  @Field(() => ImportOutcomes, { description: 'What becomes of it, or, once the import is applied, became of it.' })
  outcome!: ImportOutcome

  @Field(() => [ImportFindingType], { description: 'What was found in it.' })
  findings!: ImportFindingType[]
}

@ObjectType('ImportRun', {
  description: 'One file on its way in: mapping, preview, result 「导入批次」. Visible to whoever started it, while he holds imports:run.',
  implements: NodeType,
  simpleResolvers: true,
})
export class ImportRunType extends NodeType {
  @Field(() => ImportTargets, { description: 'What the file is imported into.' })
  target!: ImportTargetName

  @Field(() => ImportStatuses, { description: 'How far it is.' })
  status!: ImportStatus

  @Field(() => String, { description: 'What the file was called.' })
  filename!: string

  @Field(() => String, {
    nullable: true,
    description: 'The encoding that its text was found to be in: UTF-8, UTF-16LE or GB18030 (which takes in GBK); null for a workbook.',
  })
  encoding!: string | null

  @Field(() => [ImportColumnType], { description: 'The columns of the file and what they are mapped to.' })
  columns!: ImportColumnType[]

  @Field(() => [ImportFieldType], { description: 'What a column may be mapped to.' })
  fields!: ImportFieldType[]

  @Field(() => ImportCountsType, { description: 'How many rows have which end.' })
  counts!: ImportCountsType

  @Field(() => DateTimeScalar, { description: 'When it was started.' })
  createdAt!: string

  @Field(() => DateTimeScalar, { nullable: true, description: 'When all of it was imported; null before.' })
  appliedAt!: string | null

  @Field(() => Int, { description: 'Rises with every change; an update states the one that it saw.' })
  version!: number

  @Field(() => String, {
    nullable: true,
    description:
      'Where its rejected rows can be downloaded as CSV, with a column that says what to mend; mended, the file can be imported again. Null when no row was rejected.',
  })
  rejectedFileUrl!: string | null
}

export const ImportRowConnection = connectionType('ImportRow', () => ImportRowType, 'rows of a file')
export const ImportRunConnection = connectionType('ImportRun', () => ImportRunType, 'imports')
