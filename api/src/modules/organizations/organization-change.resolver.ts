import { type GraphQLResolveInfo } from 'graphql'
import { Arg, Authorized, Ctx, FieldResolver, Info, Mutation, Resolver, Root } from 'type-graphql'
import { type Context, type SignedInContext } from '../../platform/http/context.ts'
import { type OrganizationDissolution } from './organization-dissolution.service.ts'
import { organizationGraph } from './organization.graph.ts'
import {
  CreateOrganizationInput,
  DissolveOrganizationInput,
  LinkOrganizationsInput,
  MoveOrganizationInput,
  OrganizationPayload,
  RenameOrganizationInput,
} from './organization.inputs.ts'
import { type OrganizationLinks } from './organization-link.service.ts'
import { type OrganizationService } from './organization.service.ts'
import { OrganizationType } from './organization.type.ts'

@Resolver(() => OrganizationPayload)
export class OrganizationChangeResolver {
  constructor(
    private readonly organizations: OrganizationService,
    private readonly links: OrganizationLinks,
    private readonly dissolution: OrganizationDissolution,
  ) {}

  @Authorized('organizations:write')
  @Mutation(() => OrganizationPayload, {
    description: 'Sets up an organisation 「新建组织」. Needs organizations:write over the parent; a root needs it everywhere.',
  })
  createOrganization(
    @Arg('input', () => CreateOrganizationInput, { description: 'The new organisation.' }) input: CreateOrganizationInput,
    @Ctx() context: SignedInContext,
  ) {
    return this.organizations.create(context, input)
  }

  @Authorized('organizations:write')
  @Mutation(() => OrganizationPayload, { description: 'Gives an organisation another name; the old one stays in its history 「更名」.' })
  renameOrganization(
    @Arg('input', () => RenameOrganizationInput, { description: 'The new name.' }) input: RenameOrganizationInput,
    @Ctx() context: SignedInContext,
  ) {
    return this.organizations.rename(context, input)
  }

  @Authorized('organizations:write')
  @Mutation(() => OrganizationPayload, {
    description:
      'Puts an organisation, with everything below it, under another parent 「调整隶属关系」. Needs organizations:write over both.',
  })
  moveOrganization(
    @Arg('input', () => MoveOrganizationInput, { description: 'The new place.' }) input: MoveOrganizationInput,
    @Ctx() context: SignedInContext,
  ) {
    return this.organizations.move(context, input)
  }

  @Authorized('organizations:write')
  @Mutation(() => OrganizationPayload, {
    description:
      'Dissolves an organisation 「撤销」. Refused while it has open memberships, planned activities, organisations below it, or leads others.',
  })
  dissolveOrganization(
    @Arg('input', () => DissolveOrganizationInput, { description: 'The end.' }) input: DissolveOrganizationInput,
    @Ctx() context: SignedInContext,
  ) {
    return this.dissolution.dissolve(context, input)
  }

  @Authorized('organizations:write')
  @Mutation(() => OrganizationPayload, {
    description: 'Says who leads an organisation, or which unit it covers 「建立关联」. The payload’s organisation is the `from` side.',
  })
  linkOrganizations(
    @Arg('input', () => LinkOrganizationsInput, { description: 'The link.' }) input: LinkOrganizationsInput,
    @Ctx() context: SignedInContext,
  ) {
    return this.links.link(context, input)
  }

  @Authorized('organizations:write')
  @Mutation(() => OrganizationPayload, { description: 'Ends such a link; it stays in the history 「解除关联」.' })
  unlinkOrganizations(
    @Arg('input', () => LinkOrganizationsInput, { description: 'The link that ends.' }) input: LinkOrganizationsInput,
    @Ctx() context: SignedInContext,
  ) {
    return this.links.unlink(context, input)
  }

  @FieldResolver(() => OrganizationType, {
    nullable: true,
    description: 'The organisation as it is now, also where the change was refused; null when there is none to show.',
  })
  organization(@Root() { organizationId }: OrganizationPayload, @Ctx() { reader }: Context, @Info() info: GraphQLResolveInfo) {
    return organizationId === null ? null : reader.byId(organizationGraph, info, organizationId)
  }
}
