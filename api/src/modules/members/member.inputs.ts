import { ArgsType, Field, ID, InputType } from 'type-graphql'
import { PageArgs } from '../../platform/graph/page.type.ts'
import { DateScalar } from '../../platform/graph/scalars.ts'
import { type MembershipKind, MembershipKinds, type MembershipStatus, MembershipStatuses } from '../memberships/index.ts'
import { type OrganizationKind, OrganizationKinds } from '../organizations/index.ts'
import { type EmploymentStatus, EmploymentStatuses, type MemberOrder, MemberOrders, type Sex, Sexes } from './member.enums.ts'

@InputType('MemberFilter', { description: 'Which members; conditions are joined by AND, values within one by OR.' })
export class MemberFilter {
  @Field(() => ID, { nullable: true, description: 'Who holds an open membership in this organisation or below it, or is employed there.' })
  organization?: string | null

  @Field(() => [MembershipKinds], { nullable: true, description: 'Who holds an open membership of these kinds, in the viewer’s scope.' })
  kinds?: MembershipKind[] | null

  @Field(() => [MembershipStatuses], { nullable: true, description: 'Who holds an open membership in these statuses, in the viewer’s scope; with `kinds`, the same membership fulfils both.' })
  statuses?: MembershipStatus[] | null

  @Field(() => [OrganizationKinds], {
    nullable: true,
    description: 'Who stands in an organisation of these kinds: in or below `organization` where it is given, and in the viewer’s scope. A count takes in these places only.',
  })
  placeKinds?: OrganizationKind[] | null

  @Field(() => String, {
    nullable: true,
    description: 'The beginning of the name, three or more characters of it, the beginning of its pinyin or initials, or the code; at most 100 characters.',
  })
  query?: string | null

  @Field(() => [Sexes], { nullable: true, description: 'Of these sexes.' })
  sexes?: Sex[] | null

  @Field(() => [String], { nullable: true, description: 'Of these ethnicities, by code.' })
  ethnicities?: string[] | null

  @Field(() => [String], { nullable: true, description: 'Of these educations, by code.' })
  educations?: string[] | null

  @Field(() => [EmploymentStatuses], { nullable: true, description: 'Of these employment statuses.' })
  employmentStatuses?: EmploymentStatus[] | null

  @Field(() => DateScalar, { nullable: true, description: 'Born on this day or later. Needs members:personal (FORBIDDEN).' })
  bornFrom?: string | null

  @Field(() => DateScalar, { nullable: true, description: 'Born on this day or earlier. Needs members:personal (FORBIDDEN).' })
  bornTo?: string | null
}

@ArgsType()
export class MemberListArgs extends PageArgs {
  @Field(() => MemberFilter, { nullable: true, description: 'Which members; all in scope when absent.' })
  filter?: MemberFilter | null

  @Field(() => MemberOrders, { defaultValue: 'NAME_ASC', description: 'The order of the list.' })
  orderBy!: MemberOrder
}

@ArgsType()
export class ExternalIdArgs {
  @Field(() => String, { description: 'The other system, such as `HR`.' })
  source!: string

  @Field(() => String, { description: 'The person’s id there.' })
  externalId!: string
}
