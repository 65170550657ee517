import { Max, Min } from 'class-validator'
import { ArgsType, Field, InputType, Int, ObjectType } from 'type-graphql'
import { DateScalar } from '../../../platform/graph/scalars.ts'
import { type CountComparison, type CountTree } from './count-query.ts'
import { CountComparisons, CountTrees } from './count.enums.ts'

@ObjectType({ description: 'A figure of an earlier period, and how it has changed 「对比」.', simpleResolvers: true })
export class CountDifference {
  @Field(() => Int, {
    nullable: true,
    description: 'The figure of the earlier period; null where there is none, or it may not be told 「上期」.',
  })
  before!: number | null

  @Field(() => Int, { nullable: true, description: 'The figure less the earlier one 「增减」.' })
  difference!: number | null

  @Field(() => Int, {
    nullable: true,
    description:
      'The difference in ten-thousandths of the earlier figure, rounded half up; null where that is not above 0 「增减幅度，万分比」.',
  })
  percent!: number | null
}

@InputType({ description: 'From a figure to another, both included; a figure that is null lies in no range.' })
export class CountRange {
  @Field(() => Int, { nullable: true, description: 'So many or more.' })
  from?: number | null

  @Field(() => Int, { nullable: true, description: 'So many or fewer.' })
  to?: number | null
}

/** The arguments that every count takes. */
@ArgsType()
export abstract class CountArgs {
  @Field(() => Int, {
    defaultValue: 1,
    description:
      'For ORGANIZATION: how many levels below the filter’s organisation (or below the highest that the viewer may see) facts are gathered; 0 to 20.',
  })
  @Min(0)
  @Max(20)
  organizationDepth!: number

  @Field(() => CountTrees, { defaultValue: 'NOW', description: 'The tree by which facts are gathered 「统计口径」.' })
  tree!: CountTree

  @Field(() => DateScalar, {
    nullable: true,
    description: 'Count by the tree of this day; by today’s when absent. Not together with the tree AS_IT_WAS.',
  })
  asOf?: string | null

  @Field(() => Int, { defaultValue: 1000, description: 'At most so many rows, 1 to 1000.' })
  @Min(1)
  @Max(1000)
  first!: number

  @Field(() => Boolean, {
    defaultValue: false,
    description:
      'Whether groups without facts are rows too: organisations that are not dissolved, the days from `from` to `to`, types and states of the filter; of the other dimensions the values that occur.',
  })
  emptyGroups!: boolean

  @Field(() => CountComparisons, {
    nullable: true,
    description:
      'Hold every figure against an earlier period. Groups that only the earlier period has are rows too. Needs `from` and `to` (BAD_USER_INPUT).',
  })
  compare?: CountComparison | null
}
