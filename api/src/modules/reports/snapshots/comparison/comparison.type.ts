import { Max, Min } from 'class-validator'
import { ArgsType, Field, ID, InputType, Int, ObjectType } from 'type-graphql'
import { connectionType, PageArgs } from '../../../../platform/graph/page.type.ts'
import { DateScalar, DateTimeScalar } from '../../../../platform/graph/scalars.ts'
import { ActivityType } from '../../../activities/index.ts'
import { MembershipType } from '../../../memberships/index.ts'
import { MemberType } from '../../../members/index.ts'
import { OrganizationType } from '../../../organizations/index.ts'
import { ReportMeasures } from '../../definition/report-names.ts'
import { type ReportAspect, ReportAspects } from '../../report.enums.ts'
import { type SnapshotFacts } from '../snapshot-document.ts'
import { SnapshotChangeReasons, type SnapshotChangeReason, SnapshotFactsKept } from '../snapshot.enums.ts'
import { ReportTableType } from '../../table/report-result.type.ts'

@ObjectType('SnapshotState', { description: 'What a row of the ledger was, or is, to the report 「统计时的情况」.', simpleResolvers: true })
export class SnapshotStateType {
  @Field(() => DateScalar, { description: 'The day on which it counts.' })
  day!: string

  @Field(() => [String], { description: 'The values of the report’s dimensions in words, those of the rows first.' })
  labels!: string[]

  @Field(() => [Int], {
    nullable: 'items',
    description: 'What the row comes to in each measure of the report, in their order; null where it tells nothing.',
  })
  values!: (number | null)[]
}

@ObjectType('SnapshotChange', {
  description: 'A row of the ledger that counts otherwise than it did when the snapshot was taken 「变化记录」.',
  simpleResolvers: true,
})
export class SnapshotChangeType {
  @Field(() => SnapshotChangeReasons, { description: 'Why.' })
  reason!: SnapshotChangeReason

  @Field(() => String, {
    description:
      'Which fact of the row it is: the kind of a member’s place (PARTY, UNION, LEAGUE, WOMEN, or UNIT for the employer), the BEGINNING or the ENDING of a membership; empty for activities, which are one each.',
  })
  part!: string

  @Field(() => Boolean, { description: 'Whether it is of the earlier period that the report holds its figures against.' })
  earlier!: boolean

  @Field(() => SnapshotStateType, { nullable: true, description: 'What it was then; null when it was not counted.' })
  was!: SnapshotStateType | null

  @Field(() => SnapshotStateType, { nullable: true, description: 'What it is now; null when it is not counted.' })
  is!: SnapshotStateType | null

  @Field(() => OrganizationType, {
    nullable: true,
    description: 'Whose it was then; null when it was not counted, or outside the viewer’s scope.',
  })
  organizationThen!: object | null

  @Field(() => OrganizationType, {
    nullable: true,
    description: 'Whose it is now; null when it is not counted, or outside the viewer’s scope.',
  })
  organizationNow!: object | null

  @Field(() => ActivityType, {
    nullable: true,
    description: 'The activity as it is today; null in other reports, and outside the viewer’s scope.',
  })
  activity!: object | null

  @Field(() => MemberType, {
    nullable: true,
    description:
      'The person whose place or whose change of a membership it is, as he is today; null in other reports, and outside the viewer’s scope.',
  })
  member!: object | null

  @Field(() => MembershipType, {
    nullable: true,
    description: 'The membership that began or ended, as it is today; null in other reports, and outside the viewer’s scope.',
  })
  membership!: object | null
}

export const SnapshotChangeConnection = connectionType('SnapshotChange', () => SnapshotChangeType, 'rows that count otherwise')

@ObjectType('SnapshotFigure', { description: 'A figure then and now 「快照与现在」.', simpleResolvers: true })
export class SnapshotFigureType {
  @Field(() => ReportMeasures, { description: 'What is counted.' })
  measure!: string

  @Field(() => String, { description: 'The same in words, in the language of the request.' })
  title!: string

  @Field(() => ReportAspects, {
    description: 'FIGURE, or BEFORE for the earlier period of a report that compares. What is made of these is not told again.',
  })
  aspect!: ReportAspect

  @Field(() => Int, { nullable: true, description: 'In the snapshot; null where it tells none.' })
  then!: number | null

  @Field(() => Int, { nullable: true, description: 'Now; null where there is none to tell.' })
  now!: number | null

  @Field(() => Int, { nullable: true, description: 'Now less then; null when one of them is.' })
  difference!: number | null
}

@ObjectType('SnapshotCell', {
  description: 'A cell of the report, then and now: a group, or a total that the layout shows 「单元格对比」.',
  simpleResolvers: true,
})
export class SnapshotCellType {
  @Field(() => [String], { nullable: 'itemsAndList', description: 'The values of the row dimensions; null in the row of totals.' })
  row!: (string | null)[] | null

  @Field(() => [String], { nullable: 'itemsAndList', description: 'The values of the column dimensions; null in the column of totals.' })
  column!: (string | null)[] | null

  @Field(() => [String], { description: 'The row in words; none for totals.' })
  rowLabels!: string[]

  @Field(() => [String], { description: 'The column in words; none for totals.' })
  columnLabels!: string[]

  @Field(() => [SnapshotFigureType], { description: 'Its figures, by the measures of the report.' })
  figures!: SnapshotFigureType[]

  @Field(() => Boolean, { description: 'Whether any of its figures is another than it was.' })
  changed!: boolean
}

@ObjectType('SnapshotComparison', {
  description:
    'A snapshot held against the same count of today: the same version, the same days, the same part of the organisations, so far as the viewer may count there. Members without an as-of day are counted as they stand today 「快照与现在对比」.',
  simpleResolvers: true,
})
export class SnapshotComparisonType {
  @Field(() => DateTimeScalar, { description: 'The moment that is “now”.' })
  comparedAt!: string

  @Field(() => SnapshotFactsKept, { description: 'Whether changes can be explained by rows.' })
  facts!: SnapshotFacts

  @Field(() => Int, { description: 'How many cells have another figure than they had.' })
  changedCells!: number

  @Field(() => ReportTableType, { description: 'The table as it is now, laid out as the snapshot is.' })
  table!: object
}

@InputType({ description: 'A cell of a report by the values of its dimensions.' })
export class SnapshotCellInput {
  @Field(() => [String], { nullable: 'itemsAndList', description: 'The values of the row dimensions; null for the row of totals.' })
  row?: (string | null)[] | null

  @Field(() => [String], {
    nullable: 'itemsAndList',
    description: 'The values of the column dimensions, none where there are none; null for the column of totals.',
  })
  column?: (string | null)[] | null
}

@ArgsType()
export class SnapshotCellsArgs {
  @Field(() => Int, { defaultValue: 1000, description: 'At most so many cells, 1 to 1000, in the order of the table, totals last.' })
  @Min(1)
  @Max(1000)
  first!: number

  @Field(() => SnapshotCellInput, { nullable: true, description: 'This cell alone, changed or not; all that changed when absent.' })
  at?: SnapshotCellInput | null
}

@ArgsType()
export class SnapshotChangesArgs extends PageArgs {
  @Field(() => SnapshotChangeReasons, { nullable: true, description: 'Only for this reason; for all when absent.' })
  reason?: SnapshotChangeReason | null
}

@ArgsType()
export class SnapshotComparisonArgs {
  @Field(() => ID, { description: 'The snapshot.' })
  id!: string
}
