import { Max, Min } from 'class-validator'
import { ArgsType, Field, Int, ObjectType } from 'type-graphql'
import { DateScalar } from '../../platform/graph/scalars.ts'
import { ActivityFilter, ActivityTypeType } from '../activities/index.ts'
import { OrganizationKinds, type OrganizationKind, OrganizationType } from '../organizations/index.ts'
import { type ActivityCountOrder, ActivityCountOrders, type ActivityDimension, ActivityDimensions } from './activity-count.enums.ts'

/** What is counted of any set of activities. */
@ObjectType('ActivityCountTotals', {
  description: 'What is counted over all rows, also those beyond `first` 「合计」.',
  simpleResolvers: true,
})
export class ActivityCountTotals {
  @Field(() => Int, { description: 'How many activities 「活动数」.' })
  count!: number

  @Field(() => Int, { description: 'How many times a person took part: present and observers 「参加人次」.' })
  attendances!: number

  @Field(() => Int, {
    nullable: true,
    description:
      'Of those expected, how many were present, in ten-thousandths, rounded half up; null when nobody was expected 「出勤率，万分比」.',
  })
  attendanceRate!: number | null

  @Field(() => Int, {
    description: 'How many different persons took part; dearer than the other measures, and computed only when asked for 「参加人数」.',
  })
  distinctMembers!: number
}

@ObjectType('ActivityCountRow', {
  description: 'One group of activities and what is counted of it. Dimensions that were not asked for are null 「统计行」.',
  simpleResolvers: true,
})
export class ActivityCountRow extends ActivityCountTotals {
  @Field(() => OrganizationKinds, { nullable: true, description: 'Dimension KIND.' })
  kind!: OrganizationKind | null

  @Field(() => ActivityTypeType, { nullable: true, description: 'Dimension TYPE.' })
  type!: ActivityTypeType | null

  @Field(() => OrganizationType, {
    nullable: true,
    description: 'Dimension ORGANIZATION: at the depth its whole subtree is counted, above it only what it held itself.',
  })
  organization!: OrganizationType | null

  @Field(() => String, { nullable: true, description: 'Dimension MONTH, such as `2026-03`.' })
  month!: string | null

  @Field(() => String, { nullable: true, description: 'Dimension QUARTER, such as `2026-Q1`.' })
  quarter!: string | null

  @Field(() => Int, { nullable: true, description: 'Dimension YEAR, such as 2026.' })
  year!: number | null
}

@ObjectType('ActivityCounts', { description: 'Activities counted by dimensions 「活动统计」.', simpleResolvers: true })
export class ActivityCounts {
  @Field(() => [ActivityCountRow], { description: 'The groups that are not empty, in order, at most `first`. Without dimensions one row.' })
  rows!: ActivityCountRow[]

  @Field(() => Int, { description: 'How many groups there are in all.' })
  rowCount!: number

  @Field(() => ActivityCountTotals, {
    description: 'The whole. Equal to the sum of the rows, but for `distinctMembers`: a person may stand in several rows.',
  })
  totals!: ActivityCountTotals
}

@ArgsType()
export class ActivityCountArgs {
  @Field(() => ActivityFilter, {
    nullable: true,
    description: 'Which activities, as in the list; without `statuses` those that were held (HELD, ARCHIVED).',
  })
  filter?: ActivityFilter | null

  @Field(() => [ActivityDimensions], { defaultValue: [], description: 'The dimensions, at most four, each once.' })
  by!: ActivityDimension[]

  @Field(() => Int, {
    defaultValue: 1,
    description:
      'For ORGANIZATION: how many levels below the filter’s organisation (or below the highest that the viewer may see) activities are gathered; 0 to 20.',
  })
  @Min(0)
  @Max(20)
  organizationDepth!: number

  @Field(() => DateScalar, { nullable: true, description: 'Count by the tree of this day; by today’s when absent.' })
  asOf?: string | null

  @Field(() => ActivityCountOrders, { defaultValue: 'DIMENSIONS', description: 'The order of the rows.' })
  orderBy!: ActivityCountOrder

  @Field(() => Int, { defaultValue: 1000, description: 'At most so many rows, 1 to 1000.' })
  @Min(1)
  @Max(1000)
  first!: number
}
