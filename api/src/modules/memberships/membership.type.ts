import { Field, Int, ObjectType } from 'type-graphql'
import { connectionType, NodeType } from '../../platform/graph/page.type.ts'
import { DateScalar } from '../../platform/graph/scalars.ts'
import { OrganizationType } from '../organizations/index.ts'
import {
  type MembershipAction,
  MembershipActions,
  type MembershipEnding,
  MembershipEndings,
  type MembershipKind,
  MembershipKinds,
  type MembershipStatus,
  MembershipStatuses,
} from './membership.enums.ts'

@ObjectType('Membership', {
  implements: NodeType,
  description: 'One period of a person’s belonging to an organisation in one status 「组织身份」.',
  simpleResolvers: true,
})
export class MembershipType extends NodeType {
  @Field(() => MembershipKinds, { description: 'What the person belongs to 「身份类别」.' })
  kind!: MembershipKind

  @Field(() => MembershipStatuses, { description: 'The status during this period 「身份状态」.' })
  status!: MembershipStatus

  @Field(() => OrganizationType, { nullable: true, description: 'The organisation, where the viewer may see it 「所在组织」.' })
  organization!: OrganizationType | null

  @Field(() => DateScalar, { description: 'The first day.' })
  validFrom!: string

  @Field(() => DateScalar, { nullable: true, description: 'The day after the last; null while it lasts.' })
  validTo!: string | null

  @Field(() => MembershipEndings, { nullable: true, description: 'Why the period ended; null while it lasts 「终止原因」.' })
  ending!: MembershipEnding | null

  @Field(() => Int, { description: 'Rises with every change; an update states the one that it saw.' })
  version!: number

  @Field(() => [MembershipActions], { description: 'What the viewer may do with it now.' })
  viewerCan!: MembershipAction[]

  @Field(() => [MembershipStatuses], {
    description: 'The statuses that the rule book lets it take next; whether on a given day is decided by the change itself. Empty once it has ended.',
  })
  nextStatuses!: MembershipStatus[]

  @Field(() => [MembershipEndings], {
    description: 'How the rule book lets it end; whether on a given day is decided by the ending itself. Empty once it has ended 「可选的终止原因」.',
  })
  endings!: MembershipEnding[]
}

export const MembershipConnection = connectionType('Membership', () => MembershipType, 'memberships')
