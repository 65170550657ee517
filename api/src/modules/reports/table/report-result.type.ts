import { ArgsType, Field, ID, Int, ObjectType } from 'type-graphql'
import { UserError } from '../../../platform/errors/user-error.type.ts'
import { DateScalar } from '../../../platform/graph/scalars.ts'
import { ReportDefinition, ReportParameters } from '../definition/report-definition.type.ts'
import { ReportDimensions, ReportMeasures } from '../definition/report-names.ts'
import { type ReportAspect, ReportAspects, type ReportPeriod, ReportPeriods, type ReportUnit, ReportUnits } from '../report.enums.ts'

@ObjectType('ReportRun', { description: 'What the parameters of a report came to 「统计范围」.', simpleResolvers: true })
export class ReportRunType {
  @Field(() => ID, { nullable: true, description: 'The organisation; null for all that the viewer may see.' })
  organization!: string | null

  @Field(() => ReportPeriods, { nullable: true, description: 'The period; null for all days.' })
  period!: ReportPeriod | null

  @Field(() => DateScalar, { nullable: true, description: 'The first day of the period; null where nothing bounds it.' })
  from!: string | null

  @Field(() => DateScalar, { nullable: true, description: 'The last day of the period; null where nothing bounds it.' })
  to!: string | null

  @Field(() => DateScalar, { nullable: true, description: 'By the tree of this day, on which members are counted too; null for today.' })
  asOf!: string | null
}

@ObjectType('ReportHeading', { description: 'A dimension and what stands over it 「表头维度」.', simpleResolvers: true })
export class ReportHeadingType {
  @Field(() => ReportDimensions, { description: 'The dimension.' })
  dimension!: string

  @Field(() => String, { description: 'In the language of the request.' })
  title!: string
}

@ObjectType('ReportHeaderCell', { description: 'A cell over the columns 「表头单元格」.', simpleResolvers: true })
export class ReportHeaderCellType {
  @Field(() => String, { description: 'What it says, in the language of the request.' })
  title!: string

  @Field(() => Int, { description: 'The place of its first column, from 0.' })
  column!: number

  @Field(() => Int, { description: 'How many columns it spans.' })
  columns!: number

  @Field(() => Int, { description: 'How many header rows it spans.' })
  rows!: number
}

@ObjectType('ReportHeaderRow', { description: 'A row of cells over the columns, from the left 「表头行」.', simpleResolvers: true })
export class ReportHeaderRowType {
  @Field(() => [ReportHeaderCellType], { description: 'The cells; a cell of a row above may reach into it.' })
  cells!: ReportHeaderCellType[]
}

@ObjectType('ReportColumn', { description: 'What the figures of a column are 「列」.', simpleResolvers: true })
export class ReportColumnType {
  @Field(() => [String], {
    nullable: 'items',
    description:
      'The values of the column dimensions, ids and codes as text; null for facts without one. None for the total of all columns.',
  })
  keys!: (string | null)[]

  @Field(() => [String], { description: 'The same in words, in the language of the request.' })
  labels!: string[]

  @Field(() => ReportMeasures, { description: 'What is counted.' })
  measure!: string

  @Field(() => ReportAspects, { description: 'What is told of it.' })
  aspect!: ReportAspect

  @Field(() => ReportUnits, { description: 'What the figures are.' })
  unit!: ReportUnit

  @Field(() => Boolean, { description: 'Whether it is over all columns.' })
  isTotal!: boolean
}

@ObjectType('ReportRow', { description: 'A row of figures 「行」.', simpleResolvers: true })
export class ReportRowType {
  @Field(() => [String], {
    nullable: 'items',
    description: 'The values of the row dimensions, ids and codes as text; null for facts without one.',
  })
  keys!: (string | null)[]

  @Field(() => [String], { description: 'The same in words, in the language of the request.' })
  labels!: string[]

  @Field(() => [Int], { nullable: 'items', description: 'A figure for each column; null where there is none, or it may not be told.' })
  values!: (number | null)[]

  @Field(() => [Boolean], {
    description: 'For each column, whether the figure is null because its group is smaller than may be told 「小数隐藏」.',
  })
  suppressed!: boolean[]
}

@ObjectType('ReportTable', { description: 'A count laid out in rows and columns 「统计表」.', simpleResolvers: true })
export class ReportTableType {
  @Field(() => ReportRunType, { description: 'What the parameters came to.' })
  run!: ReportRunType

  @Field(() => [ReportHeadingType], { description: 'What the labels of rows are.' })
  rowHeadings!: ReportHeadingType[]

  @Field(() => [ReportHeadingType], { description: 'What the columns stand for.' })
  columnHeadings!: ReportHeadingType[]

  @Field(() => [ReportHeaderRowType], { description: 'The tree of the columns as header rows with cells that span.' })
  headerRows!: ReportHeaderRowType[]

  @Field(() => [ReportColumnType], { description: 'The columns of figures, at most 500.' })
  columns!: ReportColumnType[]

  @Field(() => [ReportRowType], { description: 'The rows, at most 1000; files have all.' })
  rows!: ReportRowType[]

  @Field(() => ReportRowType, {
    nullable: true,
    description: 'The whole, also of rows that are not told here; null without `showTotals` 「合计」.',
  })
  totals!: ReportRowType | null

  @Field(() => ReportRowType, { nullable: true, description: 'What the rows beyond `first` come to; null when there are none 「其余」.' })
  rest!: ReportRowType | null

  @Field(() => Int, { description: 'How many rows there are in all.' })
  rowCount!: number

  @Field(() => Boolean, { description: 'Whether any figure is null because its group is smaller than may be told.' })
  suppressed!: boolean
}

@ObjectType('ReportResult', { description: 'The table of a report, or why there is none.', simpleResolvers: true })
export class ReportResultType {
  @Field(() => ReportTableType, { nullable: true, description: 'The table; null when the definition or the parameters cannot be run.' })
  table!: ReportTableType | null

  @Field(() => [UserError], { description: 'What is wrong with the definition or the parameters, field by field; empty when it was run.' })
  userErrors!: UserError[]
}

@ArgsType()
export class ReportResultArgs {
  @Field(() => ID, { nullable: true, description: 'The report; without it, `definition`.' })
  id?: string | null

  @Field(() => ReportDefinition, { nullable: true, description: 'What is not kept as a report; without it, `id`.' })
  definition?: ReportDefinition | null

  @Field(() => ReportParameters, {
    nullable: true,
    description: 'What differs from the parameters of the definition; the period comes as one with its days.',
  })
  parameters?: ReportParameters | null
}
