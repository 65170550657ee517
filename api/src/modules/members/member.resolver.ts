import { type GraphQLResolveInfo } from 'graphql'
import { Arg, Args, Authorized, Ctx, FieldResolver, ID, Info, Query, Resolver, Root } from 'type-graphql'
import { AuditEntryConnection, type AuditEntryType } from '../../platform/audit/audit-entry.type.ts'
import { answered, type Connection, PageArgs } from '../../platform/graph/page.type.ts'
import { type Context, type SignedInContext } from '../../platform/http/context.ts'
import { entriesOf } from './code-tables.ts'
import { type CodeTableName, CodeTableNames } from './member.enums.ts'
import { membersWhere } from './member.filter.ts'
import { memberGraph } from './member.graph.ts'
import { ExternalIdArgs, MemberListArgs } from './member.inputs.ts'
import { findsFew } from './member.search.ts'
import { CodeType, MemberConnection, MemberType } from './member.type.ts'

@Resolver(() => MemberType)
export class MemberResolver {
  @Authorized('members:read')
  @Query(() => MemberConnection, { description: 'Members whom the viewer may see 「人员」. Errors: FORBIDDEN.' })
  members(@Args(() => MemberListArgs) args: MemberListArgs, @Ctx() { reader, viewer }: SignedInContext, @Info() info: GraphQLResolveInfo) {
    const { filter, orderBy, ...page } = args
    const search = filter?.query?.trim() ?? ''
    return reader.connection(
      memberGraph,
      info,
      { ...page, order: orderBy, sorted: search !== '' && findsFew(search) },
      { where: membersWhere(filter, viewer), replanned: filter != null || !viewer.scope('members:read').everything, of: args },
    )
  }

  @Query(() => MemberType, { nullable: true, description: 'One member. Errors: NOT_FOUND for an unknown id and for one outside the viewer’s scope.' })
  member(@Arg('id', () => ID, { description: 'The member’s id.' }) id: string, @Ctx() { reader }: Context, @Info() info: GraphQLResolveInfo) {
    return reader.found(memberGraph, info, id)
  }

  @Query(() => MemberType, { nullable: true, description: 'The member whom another system calls so. Errors: NOT_FOUND.' })
  memberByExternalId(@Args(() => ExternalIdArgs) { source, externalId }: ExternalIdArgs, @Ctx() { reader }: Context, @Info() info: GraphQLResolveInfo) {
    return reader.oneFound(memberGraph, info, {
      where: (t, q) => [`${t}.id = (SELECT known.member_id FROM external_identity known WHERE known.source = ${q.param(source)} AND known.external_id = ${q.param(externalId)})`],
      of: [source, externalId],
    })
  }

  @Authorized()
  @Query(() => [CodeType], { description: 'A national code table, in the order of its standard 「代码表」.' })
  codeTable(@Arg('name', () => CodeTableNames, { description: 'Which one.' }) name: CodeTableName, @Ctx() { language }: Context) {
    return entriesOf(name, language)
  }
}

@Resolver(() => MemberType)
export class MemberTrailResolver {
  @Authorized('audit:read')
  @FieldResolver(() => AuditEntryConnection, { description: 'What was done to the entry and to memberships that the viewer audits, newest first. Needs audit:read (FORBIDDEN) 「变更记录」.' })
  auditTrail(@Root() row: MemberType, @Args(() => PageArgs) _page: PageArgs, @Info() info: GraphQLResolveInfo) {
    return answered<Connection<AuditEntryType>>(row, info)
  }
}
