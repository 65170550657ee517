import { ArrayMaxSize, IsOptional, ValidateNested } from 'class-validator'
import { Field, ID, InputType, Int, ObjectType, registerEnumType } from 'type-graphql'
import { DateScalar } from '../../../platform/graph/scalars.ts'
import { ActivityFilter } from '../../activities/index.ts'
import {
  type CountComparison,
  CountComparisons,
  type CountSource,
  type CountTree,
  CountTrees,
  MembershipChangeFilter,
} from '../../counts/index.ts'
import { MemberFilter } from '../../members/index.ts'
import { type ReportChart, ReportCharts, type ReportPeriod, ReportPeriods } from '../report.enums.ts'
import { CountSources, ReportDimensions, ReportMeasures } from './report-names.ts'

// what a report was saved with comes out as it went in: each of these is an input and a type of the same fields
const filterValues = { description: 'A filter as it was saved; the input of the same fields says what they mean.', simpleResolvers: true }
ObjectType('ActivityFilterValues', filterValues)(ActivityFilter)
ObjectType('MemberFilterValues', filterValues)(MemberFilter)
ObjectType('MembershipChangeFilterValues', filterValues)(MembershipChangeFilter)

export const OrderDirections = { ASC: 'ASC', DESC: 'DESC' } as const
registerEnumType(OrderDirections, {
  name: 'OrderDirection',
  description: 'Which way an order goes 「排序方向」.',
  valuesConfig: { ASC: { description: 'The smallest first 「升序」.' }, DESC: { description: 'The largest first 「降序」.' } },
})

const parameters = 'Of what and when a report is 「报表参数」.'
@ObjectType('ReportParameters', { description: parameters, simpleResolvers: true })
@InputType('ReportParametersInput', { description: parameters })
export class ReportParameters {
  @Field(() => ID, {
    nullable: true,
    description:
      'This organisation and those below it; all that the viewer may see when absent. Who may see only a part of it gets that part.',
  })
  organization?: string | null

  @Field(() => ReportPeriods, {
    nullable: true,
    description: 'The period; without one, all days. Members are counted on its last day, or today where that is ahead.',
  })
  period?: ReportPeriod | null

  @Field(() => DateScalar, { nullable: true, description: 'The first day, with FROM_TO.' })
  from?: string | null

  @Field(() => DateScalar, { nullable: true, description: 'The last day, with FROM_TO.' })
  to?: string | null

  @Field(() => DateScalar, {
    nullable: true,
    description: 'Count by the tree of this day; members are counted on it, whatever the period. Not with the tree AS_IT_WAS.',
  })
  asOf?: string | null
}

const having = 'Only groups in which a figure lies in a range; a figure that is null lies in none.'
@ObjectType('ReportHaving', { description: having, simpleResolvers: true })
@InputType('ReportHavingInput', { description: having })
export class ReportHaving {
  @Field(() => ReportMeasures, { description: 'Which figure.' })
  measure!: string

  @Field(() => Int, { nullable: true, description: 'So many or more.' })
  from?: number | null

  @Field(() => Int, { nullable: true, description: 'So many or fewer.' })
  to?: number | null
}

const order = 'Rows by a figure instead of by their dimensions.'
@ObjectType('ReportOrder', { description: order, simpleResolvers: true })
@InputType('ReportOrderInput', { description: order })
export class ReportOrder {
  @Field(() => ReportMeasures, { description: 'Which figure.' })
  measure!: string

  @Field(() => OrderDirections, { description: 'Which way; what is null comes last.' })
  direction!: keyof typeof OrderDirections
}

const definition = 'What a report counts and how it is laid out 「报表定义」.'
@ObjectType('ReportDefinition', { description: definition, simpleResolvers: true })
@InputType('ReportDefinitionInput', { description: definition })
export class ReportDefinition {
  @Field(() => CountSources, { description: 'What is counted.' })
  source!: CountSource

  @Field(() => ActivityFilter, {
    nullable: true,
    description: 'Which activities, for ACTIVITIES; `organization`, `from` and `to` are parameters instead.',
  })
  @IsOptional()
  @ValidateNested()
  activityFilter?: ActivityFilter | null

  @Field(() => MemberFilter, { nullable: true, description: 'Which members, for MEMBERS; `organization` is a parameter instead.' })
  memberFilter?: MemberFilter | null

  @Field(() => MembershipChangeFilter, {
    nullable: true,
    description: 'Which changes, for MEMBERSHIP_CHANGES; `organization`, `from` and `to` are parameters instead.',
  })
  membershipChangeFilter?: MembershipChangeFilter | null

  @Field(() => [ReportDimensions], { description: 'What the rows stand for; none = one row.' })
  @ArrayMaxSize(10)
  rows!: string[]

  @Field(() => [ReportDimensions], {
    defaultValue: [],
    description: 'What the columns stand for; with the rows at most four dimensions, each once.',
  })
  @ArrayMaxSize(10)
  columns!: string[]

  @Field(() => [ReportMeasures], { description: 'The figures, at least one, each once.' })
  @ArrayMaxSize(20)
  measures!: string[]

  @Field(() => Int, { defaultValue: 1, description: 'For ORGANIZATION: how many levels below the organisation it is gathered; 0 to 20.' })
  organizationDepth!: number

  @Field(() => CountTrees, { defaultValue: 'NOW', description: 'The tree by which facts are gathered.' })
  tree!: CountTree

  @Field(() => [ReportHaving], { defaultValue: [], description: 'Only groups with such figures; each figure once.' })
  @ArrayMaxSize(20)
  having!: ReportHaving[]

  @Field(() => ReportOrder, { nullable: true, description: 'Rows by a figure; not together with columns.' })
  orderBy?: ReportOrder | null

  @Field(() => Int, { nullable: true, description: 'Only so many rows, the rest gathered in one, 1 to 50,000; not together with columns.' })
  first?: number | null

  @Field(() => Boolean, { defaultValue: false, description: 'Whether groups without facts are shown too.' })
  emptyGroups!: boolean

  @Field(() => CountComparisons, { nullable: true, description: 'The earlier period that figures are held against.' })
  compare?: CountComparison | null

  @Field(() => ReportCharts, { defaultValue: 'NONE', description: 'The chart.' })
  chart!: ReportChart

  @Field(() => Boolean, { defaultValue: true, description: 'Whether totals of rows and columns are shown.' })
  showTotals!: boolean

  @Field(() => Boolean, { defaultValue: false, description: 'Whether shares of the total are shown.' })
  showShares!: boolean

  @Field(() => ReportParameters, { description: 'What it is of, when nothing else is said.' })
  @ValidateNested()
  parameters!: ReportParameters
}
