import { IsOptional, Matches, ValidateNested } from 'class-validator'
import { ArgsType, Field, ID, InputType } from 'type-graphql'
import { PageArgs } from '../../platform/graph/page.type.ts'
import { DateScalar } from '../../platform/graph/scalars.ts'
import { OrganizationKinds, type OrganizationKind } from '../organizations/index.ts'
import { type ActivityOrder, ActivityOrders, ActivityStatuses, type ActivityStatus } from './activity.enums.ts'
import { Line } from './plain-text.ts'

@InputType('ActivityFilter', { description: 'Which activities; conditions are joined by AND, values within one by OR. Lists, counts and ledgers take the same filter.' })
export class ActivityFilter {
  @Field(() => ID, { nullable: true, description: 'Held by this organisation or one below it.' })
  organization?: string | null

  @Field(() => DateScalar, { nullable: true, description: 'On this day or later, by `onDay`.' })
  from?: string | null

  @Field(() => DateScalar, { nullable: true, description: 'On this day or earlier, by `onDay`.' })
  to?: string | null

  @Field(() => [OrganizationKinds], { nullable: true, description: 'Held by organisations of these kinds.' })
  kinds?: OrganizationKind[] | null

  @Field(() => [String], { nullable: true, description: 'Of the types with these codes.' })
  @IsOptional()
  @Matches(/^\P{Cc}*$/u, { each: true })
  types?: string[] | null

  @Field(() => [ActivityStatuses], { nullable: true, description: 'In these states.' })
  statuses?: ActivityStatus[] | null

  @Field(() => String, { nullable: true, description: 'Part of the title, the topic or the code; at most 100 characters.' })
  @IsOptional()
  @Line(0, 100)
  query?: string | null
}

@ArgsType()
export class ActivityListArgs extends PageArgs {
  @Field(() => ActivityFilter, { nullable: true, description: 'Which activities; all in scope when absent.' })
  @IsOptional()
  @ValidateNested()
  filter?: ActivityFilter | null

  @Field(() => ActivityOrders, { defaultValue: 'DAY_DESC', description: 'The order of the list.' })
  orderBy!: ActivityOrder
}
