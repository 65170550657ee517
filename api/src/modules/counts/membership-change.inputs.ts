import { Field, ID, InputType } from 'type-graphql'
import { DateScalar } from '../../platform/graph/scalars.ts'
import { type Sex, Sexes } from '../members/index.ts'
import { type MembershipKind, MembershipKinds, type MembershipStatus, MembershipStatuses } from '../memberships/index.ts'
import { type MembershipChange, MembershipChanges } from './membership-change.enums.ts'

@InputType('MembershipChangeFilter', {
  description: 'Which changes of memberships; conditions are joined by AND, values within one by OR.',
})
export class MembershipChangeFilter {
  @Field(() => ID, { nullable: true, description: 'Of memberships in this organisation or below it.' })
  organization?: string | null

  @Field(() => DateScalar, { nullable: true, description: 'That hold from this day on or later.' })
  from?: string | null

  @Field(() => DateScalar, { nullable: true, description: 'That hold from this day on or earlier.' })
  to?: string | null

  @Field(() => [MembershipKinds], { nullable: true, description: 'Of memberships of these kinds.' })
  kinds?: MembershipKind[] | null

  @Field(() => [MembershipStatuses], { nullable: true, description: 'By which these statuses began or ended.' })
  statuses?: MembershipStatus[] | null

  @Field(() => [MembershipChanges], { nullable: true, description: 'Of these sorts.' })
  changes?: MembershipChange[] | null

  @Field(() => [Sexes], { nullable: true, description: 'Of persons of these sexes.' })
  sexes?: Sex[] | null
}
