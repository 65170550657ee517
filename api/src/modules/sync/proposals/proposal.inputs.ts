import { IsOptional, Length } from 'class-validator'
import { ArgsType, Field, ID, InputType, Int } from 'type-graphql'
import { RetryableInput } from '../../../platform/database/retryable.input.ts'
import { PageArgs } from '../../../platform/graph/page.type.ts'
import { DateScalar } from '../../../platform/graph/scalars.ts'
import { type MembershipEnding, MembershipEndings } from '../../memberships/index.ts'
import {
  type SyncMembershipStep,
  SyncMembershipSteps,
  type SyncProposalStatus,
  SyncProposalStatuses,
  type SyncProposalType,
  SyncProposalTypes,
} from './proposal.enums.ts'

@InputType({ description: 'Which proposals; conditions are joined by AND, values within one by OR.' })
export class SyncProposalFilter {
  @Field(() => [SyncProposalStatuses], { nullable: true, description: 'In these states.' })
  statuses?: SyncProposalStatus[] | null

  @Field(() => [SyncProposalTypes], { nullable: true, description: 'Of these types.' })
  types?: SyncProposalType[] | null

  @Field(() => String, { nullable: true, description: 'Of this source.' })
  source?: string | null

  @Field(() => ID, { nullable: true, description: 'About this person.' })
  member?: string | null

  @Field(() => ID, { nullable: true, description: 'About who or what stands in this organisation or below it.' })
  organization?: string | null
}

@ArgsType()
export class SyncProposalArgs extends PageArgs {
  @Field(() => SyncProposalFilter, { nullable: true, description: 'Which proposals; all in scope when absent.' })
  filter?: SyncProposalFilter | null
}

@InputType({ description: 'What is to become of one membership.' })
export class SyncMembershipStepInput {
  @Field(() => ID, { description: 'One of the proposal’s memberships.' })
  membershipId!: string

  @Field(() => SyncMembershipSteps, { description: 'What becomes of it.' })
  step!: SyncMembershipStep

  @Field(() => MembershipEndings, { nullable: true, description: 'With END: why it ends; needed.' })
  ending?: MembershipEnding | null

  @Field(() => ID, { nullable: true, description: 'With TRANSFER: the organisation that receives it; needed.' })
  organizationId?: string | null
}

@InputType({ description: 'Carrying a proposal out.' })
export class AcceptSyncProposalInput extends RetryableInput {
  @Field(() => ID, { description: 'The proposal.' })
  id!: string

  @Field(() => Int, { description: 'The version that was seen.' })
  version!: number

  @Field(() => DateScalar, {
    nullable: true,
    description: 'The day from which memberships or the unit change; the proposal’s own, or today, when absent 「生效日期」.',
  })
  effectiveOn?: string | null

  @Field(() => [SyncMembershipStepInput], {
    nullable: true,
    description: 'What becomes of memberships; those that are not named stay as they are.',
  })
  memberships?: SyncMembershipStepInput[] | null

  @Field(() => String, { nullable: true, description: 'For a unit: the number of the document, at most 100 characters.' })
  @IsOptional()
  @Length(1, 100)
  documentNumber?: string | null
}

@InputType({ description: 'Declining a proposal.' })
export class RejectSyncProposalInput extends RetryableInput {
  @Field(() => ID, { description: 'The proposal.' })
  id!: string

  @Field(() => Int, { description: 'The version that was seen.' })
  version!: number

  @Field(() => String, { description: 'Why, 1 to 200 characters; it stays with the proposal 「驳回理由」.' })
  @Length(1, 200)
  reason!: string
}
