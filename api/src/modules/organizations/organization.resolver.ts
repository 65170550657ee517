import { type GraphQLResolveInfo } from 'graphql'
import { Arg, Args, Ctx, FieldResolver, ID, Info, Query, Resolver, Root } from 'type-graphql'
import { type Context } from '../../platform/http/context.ts'
import { answered, type Connection, PageArgs } from '../../platform/graph/page.type.ts'
import { type OrganizationKind, OrganizationKinds, type OrganizationLevel, OrganizationLevels } from './organization.enums.ts'
import { organizationsWhere } from './organization.filter.ts'
import { organizationGraph } from './organization.graph.ts'
import { OrganizationArgs, OrganizationListArgs } from './organization.inputs.ts'
import { permittedLevels } from './organization.rules.ts'
import {
  LeagueUnitConnection,
  OrganizationConnection,
  OrganizationType,
  PartyOrganizationConnection,
  PartyOrganizationType,
  UnionUnitConnection,
} from './organization.type.ts'

@Resolver(() => OrganizationType)
export class OrganizationResolver {
  @Query(() => OrganizationConnection, { description: 'Organisations whom the viewer may see 「组织」. Errors: FORBIDDEN.' })
  organizations(
    @Args(() => OrganizationListArgs) args: OrganizationListArgs,
    @Ctx() { reader }: Context,
    @Info() info: GraphQLResolveInfo,
  ) {
    return reader.connection(
      organizationGraph,
      info,
      { ...args, order: args.orderBy },
      { where: organizationsWhere(args.filter), asOf: args.asOf },
    )
  }

  @Query(() => OrganizationType, {
    nullable: true,
    description: 'One organisation. Errors: NOT_FOUND for an unknown id and for one outside the viewer’s scope.',
  })
  organization(@Args(() => OrganizationArgs) { id, asOf }: OrganizationArgs, @Ctx() { reader }: Context, @Info() info: GraphQLResolveInfo) {
    return reader.found(organizationGraph, info, id, asOf)
  }

  @Query(() => PartyOrganizationConnection, { description: 'Party branches, joint and temporary ones among them 「党支部」.' })
  branches(@Args(() => OrganizationListArgs) args: OrganizationListArgs, @Ctx() context: Context, @Info() info: GraphQLResolveInfo) {
    return listOf(args, context, info, ['PARTY'], branchLevels)
  }

  @Query(() => PartyOrganizationType, { nullable: true, description: 'One Party branch. Errors: NOT_FOUND.' })
  branch(@Args(() => OrganizationArgs) { id, asOf }: OrganizationArgs, @Ctx() { reader }: Context, @Info() info: GraphQLResolveInfo) {
    return reader.oneFound(organizationGraph, info, {
      where: organizationsWhere({ ids: [id], kinds: ['PARTY'], levels: branchLevels, includeDissolved: true }),
      asOf,
    })
  }

  @Query(() => UnionUnitConnection, { description: 'Trade-union units 「工会组织」.' })
  unionUnits(@Args(() => OrganizationListArgs) args: OrganizationListArgs, @Ctx() context: Context, @Info() info: GraphQLResolveInfo) {
    return listOf(args, context, info, ['UNION'])
  }

  @Query(() => LeagueUnitConnection, { description: 'Youth-league units 「团组织」.' })
  leagueUnits(@Args(() => OrganizationListArgs) args: OrganizationListArgs, @Ctx() context: Context, @Info() info: GraphQLResolveInfo) {
    return listOf(args, context, info, ['LEAGUE'])
  }

  @Query(() => [OrganizationLevels], {
    description: 'The levels that may stand under a parent, or at the top of the kind’s tree, by today’s rule book.',
  })
  async permittedLevels(
    @Arg('kind', () => OrganizationKinds, { description: 'The tree.' }) kind: OrganizationKind,
    @Arg('parent', () => ID, { nullable: true, description: 'The parent; absent for a root.' }) parent: string | undefined,
    @Ctx() { reader }: Context,
  ): Promise<readonly OrganizationLevel[]> {
    if (parent === undefined || parent === null) return permittedLevels(kind, null)
    const found = await reader.fields<{ kind: OrganizationKind; level: OrganizationLevel }>(organizationGraph, ['kind', 'level'], parent)
    return found.kind === kind ? permittedLevels(kind, found.level) : []
  }

  @FieldResolver(() => OrganizationConnection, { description: 'The organisations directly below it that exist 「下级组织」.' })
  children(@Root() row: OrganizationType, @Args(() => PageArgs) _page: PageArgs, @Info() info: GraphQLResolveInfo) {
    return answered<Connection<OrganizationType>>(row, info)
  }
}

@Resolver(() => PartyOrganizationType)
export class PartyOrganizationResolver {
  @FieldResolver(() => OrganizationConnection, { description: 'The union, league and women’s units that it leads 「所领导的群团组织」.' })
  leads(@Root() row: PartyOrganizationType, @Args(() => PageArgs) _page: PageArgs, @Info() info: GraphQLResolveInfo) {
    return answered<Connection<OrganizationType>>(row, info)
  }
}

const branchLevels: OrganizationLevel[] = ['BRANCH', 'JOINT_BRANCH', 'TEMPORARY_BRANCH']

function listOf(
  args: OrganizationListArgs,
  { reader }: Context,
  info: GraphQLResolveInfo,
  kinds: OrganizationKind[],
  levels?: OrganizationLevel[],
) {
  const only = organizationsWhere({ kinds, levels, includeDissolved: true })
  const asked = organizationsWhere(args.filter)
  return reader.connection(
    organizationGraph,
    info,
    { ...args, order: args.orderBy },
    { where: (t, q) => [...only(t, q), ...asked(t, q)], asOf: args.asOf },
  )
}
