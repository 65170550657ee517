import { Field, ID, InputType, Int, ObjectType } from 'type-graphql'
import { RetryableInput } from '../../platform/database/retryable.input.ts'
import { UserError } from '../../platform/errors/user-error.type.ts'
import { DateScalar } from '../../platform/graph/scalars.ts'
import {
  type MembershipEnding,
  MembershipEndings,
  type MembershipKind,
  MembershipKinds,
  type MembershipStatus,
  MembershipStatuses,
} from './membership.enums.ts'
import { MembershipType } from './membership.type.ts'

@InputType({ description: 'A new membership.' })
export class OpenMembershipInput extends RetryableInput {
  @Field(() => ID, { description: 'The person, whom the viewer must see.' })
  memberId!: string

  @Field(() => ID, { description: 'The organisation, of the kind of the membership, over which the viewer has members:write.' })
  organizationId!: string

  @Field(() => MembershipKinds, { description: 'What the person will belong to.' })
  kind!: MembershipKind

  @Field(() => MembershipStatuses, {
    description: 'The status in which it opens. An applicant or a new union member joins; any other status is put on record as it is held already.',
  })
  status!: MembershipStatus

  @Field(() => DateScalar, { description: 'The first day, today or earlier; it may not overlap another membership of the kind.' })
  validFrom!: string
}

@InputType({ description: 'What a change of an open membership carries.' })
abstract class MembershipChangeInput extends RetryableInput {
  @Field(() => Int, { description: 'The version that was seen.' })
  version!: number

  @Field(() => DateScalar, { description: 'The day from which it holds: today or earlier, and not before the present period began 「生效日期」.' })
  effectiveOn!: string
}

@InputType({ description: 'Another status.' })
export class ChangeMembershipStatusInput extends MembershipChangeInput {
  @Field(() => ID, { description: 'The membership.' })
  id!: string

  @Field(() => MembershipStatuses, { description: 'One of the membership’s `nextStatuses`.' })
  status!: MembershipStatus
}

@InputType({ description: 'Another organisation.' })
export class TransferMemberInput extends MembershipChangeInput {
  @Field(() => ID, { description: 'The membership that is transferred.' })
  membershipId!: string

  @Field(() => ID, { description: 'The organisation that receives it: of the same kind, over which the viewer has members:write.' })
  toOrganizationId!: string
}

@InputType({ description: 'The end of a membership.' })
export class EndMembershipInput extends MembershipChangeInput {
  @Field(() => ID, { description: 'The membership.' })
  id!: string

  @Field(() => MembershipEndings, { description: 'Why it ends; TRANSFERRED_OUT: to an organisation that is not on this register.' })
  ending!: MembershipEnding
}

@ObjectType({ description: 'What became of a change of a membership.', simpleResolvers: true })
export class MembershipPayload {
  membershipId!: string | null

  memberId!: string | null

  @Field(() => MembershipType, {
    nullable: true,
    description: 'The period that the change began or ended, as it is now, also where the change was refused. Null when there is none: refused before it opened, or ended on the very day on which it began.',
  })
  membership?: MembershipType | null

  @Field(() => [UserError], { description: 'Why it was refused; empty when it was done.' })
  userErrors!: UserError[]
}
