import { IsOptional, Length, Matches } from 'class-validator'
import { ArgsType, Field, ID, InputType, Int, ObjectType } from 'type-graphql'
import { UserError } from '../../platform/errors/user-error.type.ts'
import { RetryableInput } from '../../platform/database/retryable.input.ts'
import { PageArgs } from '../../platform/graph/page.type.ts'
import { DateScalar } from '../../platform/graph/scalars.ts'
import {
  type OrganizationKind,
  OrganizationKinds,
  type OrganizationLevel,
  OrganizationLevels,
  type OrganizationLinkKind,
  OrganizationLinkKinds,
  type OrganizationOrder,
  OrganizationOrders,
} from './organization.enums.ts'
import { OrganizationType } from './organization.type.ts'

@InputType('OrganizationFilter', { description: 'Which organisations; conditions are joined by AND, values within one by OR.' })
export class OrganizationFilter {
  @Field(() => ID, { nullable: true, description: 'This organisation and everything below it.' })
  within?: string | null

  @Field(() => ID, { nullable: true, description: 'Directly below this organisation.' })
  parent?: string | null

  @Field(() => Boolean, { nullable: true, description: 'Only the highest that the viewer may see in each tree.' })
  rootsOnly?: boolean | null

  @Field(() => [OrganizationKinds], { nullable: true, description: 'Of these kinds.' })
  kinds?: OrganizationKind[] | null

  @Field(() => [OrganizationLevels], { nullable: true, description: 'Of these levels.' })
  levels?: OrganizationLevel[] | null

  @Field(() => String, {
    nullable: true,
    description: 'Part of the name, the code, or the pinyin or its initials from the beginning; at most 100 characters.',
  })
  @IsOptional()
  @Length(0, 100)
  query?: string | null

  @Field(() => Boolean, { nullable: true, description: 'With those that were dissolved; without them by default.' })
  includeDissolved?: boolean | null

  @Field(() => [ID], { nullable: true, description: 'With these ids.' })
  ids?: string[] | null

  @Field(() => [String], { nullable: true, description: 'With these codes.' })
  codes?: string[] | null
}

@ArgsType()
export class OrganizationListArgs extends PageArgs {
  @Field(() => OrganizationFilter, { nullable: true, description: 'Which organisations; all in scope when absent.' })
  filter?: OrganizationFilter | null

  @Field(() => OrganizationOrders, { defaultValue: 'TREE', description: 'The order of the list.' })
  orderBy!: OrganizationOrder

  @Field(() => DateScalar, { nullable: true, description: 'The tree, names and links of this day; today’s when absent.' })
  asOf?: string | null
}

@ArgsType()
export class OrganizationArgs {
  @Field(() => ID, { description: 'The organisation’s id.' })
  id!: string

  @Field(() => DateScalar, { nullable: true, description: 'As it was on this day; today when absent.' })
  asOf?: string | null
}

@InputType({ description: 'What every structural change of an organisation carries.' })
abstract class StructuralInput extends RetryableInput {
  @Field(() => DateScalar, {
    description: 'The day from which it holds: today or earlier, and not before the last change that it would undo 「生效日期」.',
  })
  effectiveOn!: string

  @Field(() => String, { nullable: true, description: 'The number of the document that decided it 「文号」.' })
  @IsOptional()
  @Length(0, 100)
  documentNumber?: string | null
}

@InputType({ description: 'A new organisation.' })
export class CreateOrganizationInput extends RetryableInput {
  @Field(() => String, { description: 'The code that people use: letters, digits, `-` and `_`, at most 32; unique in the bureau.' })
  @Matches(/^[A-Za-z0-9_-]{1,32}$/)
  code!: string

  @Field(() => String, { description: 'The full name, 2 to 100 characters.' })
  @Length(2, 100)
  name!: string

  @Field(() => OrganizationKinds, { description: 'The tree.' })
  kind!: OrganizationKind

  @Field(() => OrganizationLevels, { description: 'What it is; the rule book says which level may stand under which.' })
  level!: OrganizationLevel

  @Field(() => ID, { nullable: true, description: 'The organisation above it, of the same kind; absent for a root.' })
  parentId?: string | null

  @Field(() => DateScalar, { description: 'The day it was set up: today or earlier, and not before its parent.' })
  establishedOn!: string

  @Field(() => String, { nullable: true, description: 'The number of the document that decided it 「文号」.' })
  @IsOptional()
  @Length(0, 100)
  documentNumber?: string | null

  @Field(() => ID, { nullable: true, description: 'The Party organisation that leads it, for union, league and women’s units.' })
  ledById?: string | null
}

@InputType({ description: 'Another name.' })
export class RenameOrganizationInput extends StructuralInput {
  @Field(() => ID, { description: 'The organisation.' })
  id!: string

  @Field(() => Int, { description: 'The version that was seen.' })
  version!: number

  @Field(() => String, { description: 'The new name, 2 to 100 characters.' })
  @Length(2, 100)
  name!: string
}

@InputType({ description: 'Another place in the tree; everything below moves along, and history stays.' })
export class MoveOrganizationInput extends StructuralInput {
  @Field(() => ID, { description: 'The organisation.' })
  id!: string

  @Field(() => Int, { description: 'The version that was seen.' })
  version!: number

  @Field(() => ID, { description: 'The new parent, of the same kind.' })
  parentId!: string
}

@InputType({ description: 'The end of an organisation; refused while anything of it is open.' })
export class DissolveOrganizationInput extends StructuralInput {
  @Field(() => ID, { description: 'The organisation.' })
  id!: string

  @Field(() => Int, { description: 'The version that was seen.' })
  version!: number
}

@InputType({ description: 'A link between organisations of two trees.' })
export class LinkOrganizationsInput extends StructuralInput {
  @Field(() => OrganizationLinkKinds, { description: 'How they belong together.' })
  type!: OrganizationLinkKind

  @Field(() => ID, { description: 'The one that is led, or that covers.' })
  fromId!: string

  @Field(() => ID, { description: 'The one that leads, or the unit that is covered.' })
  toId!: string
}

@ObjectType({ description: 'What became of a change of an organisation.', simpleResolvers: true })
export class OrganizationPayload {
  organizationId!: string | null

  @Field(() => OrganizationType, {
    nullable: true,
    description: 'The organisation as it is now, also where the change was refused; null when there is none to show.',
  })
  organization?: OrganizationType | null

  @Field(() => [UserError], { description: 'Why it was refused; empty when it was done.' })
  userErrors!: UserError[]
}
