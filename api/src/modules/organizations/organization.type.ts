import { Field, Int, InterfaceType, ObjectType } from 'type-graphql'
import { connectionType, NodeType } from '../../platform/graph/page.type.ts'
import { DateScalar } from '../../platform/graph/scalars.ts'
import {
  OrganizationActions,
  type OrganizationAction,
  OrganizationKinds,
  type OrganizationKind,
  OrganizationLevels,
  type OrganizationLevel,
} from './organization.enums.ts'
import { OrganizationEventType, OrganizationNameType, OrganizationPlacementType } from './organization-history.type.ts'

@InterfaceType('Organization', {
  description: 'A node of one of the five trees 「组织」. With `asOf`, what it was on that day.',
  implements: NodeType,
})
export abstract class OrganizationType extends NodeType {
  @Field(() => String, { description: 'The code that people use, unique in the bureau, such as `P12` 「组织编码」.' })
  code!: string

  @Field(() => String, { description: 'The full name 「组织名称」.' })
  name!: string

  @Field(() => OrganizationKinds, { description: 'The tree that it belongs to 「类别」.' })
  kind!: OrganizationKind

  @Field(() => OrganizationLevels, { description: 'What it is within its kind 「层级」.' })
  level!: OrganizationLevel

  @Field(() => DateScalar, { description: 'The day it was set up 「成立日期」.' })
  establishedOn!: string

  @Field(() => DateScalar, { nullable: true, description: 'The day it was dissolved; null while it exists 「撤销日期」.' })
  dissolvedOn!: string | null

  @Field(() => Int, { description: 'Rises with every change; an update states the one that it saw.' })
  version!: number

  @Field(() => Int, { description: 'How many organisations stand above it; 0 for a root.' })
  depth!: number

  @Field(() => OrganizationType, {
    nullable: true,
    description: 'The organisation above it; null for a root, or where the viewer may not see it 「上级组织」.',
  })
  parent!: OrganizationType | null

  @Field(() => [OrganizationType], { description: 'The organisations above it that the viewer may see, root first.' })
  ancestors!: OrganizationType[]

  @Field(() => Int, { description: 'How many organisations stand directly below it and exist 「直接下级数」.' })
  childCount!: number

  @Field(() => [OrganizationPlacementType], { description: 'Where it stood in the tree, newest first 「隶属沿革」.' })
  placements!: OrganizationPlacementType[]

  @Field(() => [OrganizationNameType], { description: 'What it was called, newest first 「曾用名」.' })
  names!: OrganizationNameType[]

  @Field(() => [OrganizationEventType], { description: 'What happened to it, newest first 「组织沿革」.' })
  events!: OrganizationEventType[]

  @Field(() => PartyOrganizationType, { nullable: true, description: 'The Party organisation that leads it 「领导党组织」.' })
  ledBy!: PartyOrganizationType | null

  @Field(() => [EmployerUnitType], { description: 'The units of the employer that it serves 「覆盖单位」.' })
  covers!: EmployerUnitType[]

  @Field(() => [OrganizationActions], { description: 'What the viewer may do with it now; nothing as of a past day.' })
  viewerCan!: OrganizationAction[]
}

@ObjectType('PartyOrganization', { description: 'A Party organisation 「党组织」.', implements: OrganizationType, simpleResolvers: true })
export class PartyOrganizationType extends OrganizationType {}

@ObjectType('UnionUnit', { description: 'A trade-union unit 「工会组织」.', implements: OrganizationType, simpleResolvers: true })
export class UnionUnitType extends OrganizationType {}

@ObjectType('LeagueUnit', { description: 'A youth-league unit 「团组织」.', implements: OrganizationType, simpleResolvers: true })
export class LeagueUnitType extends OrganizationType {}

@ObjectType('WomenUnit', { description: 'A women’s committee or group 「妇女组织」.', implements: OrganizationType, simpleResolvers: true })
export class WomenUnitType extends OrganizationType {}

@ObjectType('EmployerUnit', {
  description: 'A unit of the employer: bureau, institution, department 「单位」.',
  implements: OrganizationType,
  simpleResolvers: true,
})
export class EmployerUnitType extends OrganizationType {
  @Field(() => [OrganizationType], { description: 'The organisations that serve this unit 「覆盖本单位的组织」.' })
  coveredBy!: OrganizationType[]
}

export const OrganizationConnection = connectionType('Organization', () => OrganizationType, 'organisations')
export const PartyOrganizationConnection = connectionType('PartyOrganization', () => PartyOrganizationType, 'Party organisations')
export const UnionUnitConnection = connectionType('UnionUnit', () => UnionUnitType, 'trade-union units')
export const LeagueUnitConnection = connectionType('LeagueUnit', () => LeagueUnitType, 'youth-league units')
