import { Field, ID, Int, ObjectType } from 'type-graphql'
import { connectionType, NodeType } from '../../../platform/graph/page.type.ts'
import { DateScalar, DateTimeScalar } from '../../../platform/graph/scalars.ts'
import { UserError } from '../../../platform/errors/user-error.type.ts'
import { MemberType } from '../../members/index.ts'
import { type MembershipEnding, MembershipEndings, MembershipType } from '../../memberships/index.ts'
import { OrganizationType } from '../../organizations/index.ts'
import {
  type SyncMembershipStep,
  SyncMembershipSteps,
  type SyncProposalAction,
  SyncProposalActions,
  type SyncProposalStatus,
  SyncProposalStatuses,
  type SyncProposalType as Type,
  SyncProposalTypes,
} from './proposal.enums.ts'

@ObjectType('SyncConsequence', {
  description: 'A membership that a proposal bears on, and what is usual 「涉及的组织身份」.',
  simpleResolvers: true,
})
export class SyncConsequenceType {
  @Field(() => ID, { description: 'The membership; one of `memberships`.' })
  membershipId!: string

  @Field(() => SyncMembershipSteps, { description: 'What is usual for its kind.' })
  step!: SyncMembershipStep

  @Field(() => MembershipEndings, { nullable: true, description: 'With END: the usual ending.' })
  ending!: MembershipEnding | null

  @Field(() => ID, {
    nullable: true,
    description: 'With TRANSFER: the organisation of its kind that covers the new unit, where the viewer manages one.',
  })
  organizationId!: string | null
}

@ObjectType('SyncProposal', {
  description:
    'What a source says of a person or unit that an officer must decide 「变更建议」. Visible with members:write, where the person or unit stands in scope.',
  implements: NodeType,
  simpleResolvers: true,
})
export class SyncProposalType extends NodeType {
  @Field(() => SyncProposalTypes, { description: 'What it is about.' })
  type!: Type

  @Field(() => SyncProposalStatuses, { description: 'How far it is.' })
  status!: SyncProposalStatus

  @Field(() => String, { description: 'The source, such as `HR`.' })
  source!: string

  @Field(() => String, { description: 'The id of the person or unit there.' })
  externalId!: string

  @Field(() => MemberType, { nullable: true, description: 'The person; null where it is about a unit.' })
  member!: MemberType | null

  @Field(() => OrganizationType, { nullable: true, description: 'The unit; null where it is about a person.' })
  organization!: OrganizationType | null

  @Field(() => String, {
    nullable: true,
    description: 'What the register said when it was filed; a number is masked. A code for an employment status.',
  })
  before!: string | null

  @Field(() => String, { nullable: true, description: 'What the source says, shown the same way.' })
  after!: string | null

  @Field(() => DateScalar, { nullable: true, description: 'The day on which it took effect, where the source tells it.' })
  effectiveOn!: string | null

  @Field(() => [MembershipType], {
    description: 'The open memberships that a move, a retirement or a leaving bears on, as far as the viewer may see them.',
  })
  memberships!: MembershipType[]

  @Field(() => [SyncConsequenceType], { description: 'What is usual for each of `memberships`; the officer decides.' })
  consequences!: SyncConsequenceType[]

  @Field(() => String, { nullable: true, description: 'Why it was rejected.' })
  reason!: string | null

  @Field(() => String, { nullable: true, description: 'Who decided it; null while it waits and where it was superseded.' })
  decidedBy!: string | null

  @Field(() => DateTimeScalar, { nullable: true, description: 'When it was decided or superseded.' })
  decidedAt!: string | null

  @Field(() => DateTimeScalar, { description: 'When it was filed.' })
  createdAt!: string

  @Field(() => Int, { description: 'Rises with every change; a decision states the one that it saw.' })
  version!: number

  @Field(() => [SyncProposalActions], { description: 'What the viewer may do with it now.' })
  viewerCan!: SyncProposalAction[]
}

export const SyncProposalConnection = connectionType('SyncProposal', () => SyncProposalType, 'proposals')

@ObjectType({ description: 'What became of a decision.', simpleResolvers: true })
export class SyncProposalPayload {
  proposalId!: string | null

  @Field(() => SyncProposalType, { nullable: true, description: 'The proposal as it is now, also where the decision was refused.' })
  proposal?: SyncProposalType | null

  @Field(() => [UserError], { description: 'Why it was refused; empty when it was done.' })
  userErrors!: UserError[]
}
