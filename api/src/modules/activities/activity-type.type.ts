import { Field, ObjectType } from 'type-graphql'
import { OrganizationKinds, type OrganizationKind, OrganizationLevels, type OrganizationLevel } from '../organizations/index.ts'
import { ActivityCategories, type ActivityCategory, ActivityExpectations, type ActivityExpectation } from './activity.enums.ts'

/** The GraphQL type `ActivityType`; an activity itself is `ActivityType` in code. */
@ObjectType('ActivityType', { description: 'A line of the catalogue of activities 「活动类型」.', simpleResolvers: true })
export class ActivityTypeType {
  @Field(() => String, { description: 'What programs know it by, such as `BRANCH_MEETING`; a built-in code never changes.' })
  code!: string

  @Field(() => String, { description: 'Its name, in the language of the request 「类型名称」.' })
  name!: string

  @Field(() => ActivityCategories, { description: 'The group in which the catalogue shows it 「类别」.' })
  category!: ActivityCategory

  @Field(() => [OrganizationKinds], { description: 'The kinds of organisations that hold it.' })
  kinds!: OrganizationKind[]

  @Field(() => [OrganizationLevels], { description: 'The levels that hold it, of all its kinds together; the rule book says which level of which kind.' })
  levels!: OrganizationLevel[]

  @Field(() => ActivityExpectations, { description: 'Who is expected, of the organiser and all that stands under it 「应到范围」.' })
  expects!: ActivityExpectation

  @Field(() => String, { nullable: true, description: 'The regulation that asks for it, in the language of the request; null where none does 「依据」.' })
  source!: string | null

  @Field(() => Boolean, { description: 'Whether it comes with the product, and not from the bureau itself.' })
  builtIn!: boolean
}
