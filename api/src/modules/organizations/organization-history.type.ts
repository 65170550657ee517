import { Field, ID, ObjectType } from 'type-graphql'
import { DateScalar, DateTimeScalar } from '../../platform/graph/scalars.ts'
import { type OrganizationEventKind, OrganizationEventKinds } from './organization.enums.ts'
import { OrganizationType } from './organization.type.ts'

@ObjectType('OrganizationPlacement', { description: 'Where an organisation stood during a period 「隶属关系」.', simpleResolvers: true })
export class OrganizationPlacementType {
  @Field(() => ID, { description: 'The id of the period.' })
  id!: string

  @Field(() => OrganizationType, {
    nullable: true,
    description: 'The organisation above; null for a root, or where the viewer may not see it.',
  })
  parent!: OrganizationType | null

  @Field(() => DateScalar, { description: 'The first day.' })
  validFrom!: string

  @Field(() => DateScalar, { nullable: true, description: 'The day after the last; null while it lasts.' })
  validTo!: string | null
}

@ObjectType('OrganizationName', { description: 'What an organisation was called during a period 「名称沿革」.', simpleResolvers: true })
export class OrganizationNameType {
  @Field(() => String, { description: 'The name.' })
  name!: string

  @Field(() => DateScalar, { description: 'The first day.' })
  validFrom!: string

  @Field(() => DateScalar, { nullable: true, description: 'The day after the last; null while it lasts.' })
  validTo!: string | null
}

@ObjectType('OrganizationEvent', {
  description: 'One thing that happened to an organisation, as its papers tell it 「沿革事项」.',
  simpleResolvers: true,
})
export class OrganizationEventType {
  @Field(() => ID, { description: 'The id of the event.' })
  id!: string

  @Field(() => OrganizationEventKinds, { description: 'What happened.' })
  type!: OrganizationEventKind

  @Field(() => DateScalar, { description: 'The day from which it holds 「生效日期」.' })
  effectiveOn!: string

  @Field(() => String, { nullable: true, description: 'The number of the document that decided it 「文号」.' })
  documentNumber!: string | null

  @Field(() => String, { nullable: true, description: 'What else is to be known 「备注」.' })
  note!: string | null

  @Field(() => String, { nullable: true, description: 'The name before, for RENAMED.' })
  nameBefore!: string | null

  @Field(() => String, { nullable: true, description: 'The name after, for ESTABLISHED and RENAMED.' })
  nameAfter!: string | null

  @Field(() => OrganizationType, {
    nullable: true,
    description: 'The parent before (MOVED) or the other side of the link that ended (UNLINKED), where the viewer may see it.',
  })
  relatedBefore!: OrganizationType | null

  @Field(() => OrganizationType, {
    nullable: true,
    description: 'The parent after (ESTABLISHED, MOVED) or the other side of the link (LINKED), where the viewer may see it.',
  })
  relatedAfter!: OrganizationType | null

  @Field(() => DateTimeScalar, { description: 'When it was recorded.' })
  createdAt!: string
}
