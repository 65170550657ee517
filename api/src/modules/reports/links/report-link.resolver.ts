import { type GraphQLResolveInfo } from 'graphql'
import { Arg, Authorized, Ctx, FieldResolver, Info, Mutation, Resolver, Root } from 'type-graphql'
import { answered } from '../../../platform/graph/page.type.ts'
import { type Context, type SignedInContext } from '../../../platform/http/context.ts'
import { ReportType } from '../report.type.ts'
import { reportLinkGraph } from './report-link.graph.ts'
import { type ReportLinks } from './report-link.service.ts'
import { CreateReportLinkInput, ReportLinkPayload, ReportLinkType, RevokeReportLinkInput } from './report-link.type.ts'

@Resolver(() => ReportType)
export class ReportLinksResolver {
  @FieldResolver(() => [ReportLinkType], {
    description: 'The viewer’s own links to it, for Excel and other programs, the latest first 「数据链接」.',
  })
  links(@Root() row: ReportType, @Info() info: GraphQLResolveInfo) {
    return answered<ReportLinkType[]>(row, info)
  }
}

@Resolver(() => ReportLinkPayload)
export class ReportLinkChangeResolver {
  constructor(private readonly links: ReportLinks) {}

  @Authorized('reports:read')
  @Mutation(() => ReportLinkPayload, {
    description:
      'Makes an address by which Excel fetches a report as CSV, without signing in: whoever has it sees what the viewer may see of this report 「新建数据链接」. Needs counts:read to show figures. Errors: NOT_FOUND; FORBIDDEN for programs, which have a key.',
  })
  createReportLink(
    @Arg('input', () => CreateReportLinkInput, { description: 'To which report.' }) input: CreateReportLinkInput,
    @Ctx() context: SignedInContext,
  ) {
    return this.links.create(context, input)
  }

  @Authorized('reports:read')
  @Mutation(() => ReportLinkPayload, { description: 'Ends a link of one’s own at once 「撤销数据链接」. Errors: NOT_FOUND.' })
  revokeReportLink(
    @Arg('input', () => RevokeReportLinkInput, { description: 'Which link.' }) input: RevokeReportLinkInput,
    @Ctx() context: SignedInContext,
  ) {
    return this.links.revoke(context, input)
  }

  @FieldResolver(() => ReportLinkType, { nullable: true, description: 'The link as it is now; null when there is none.' })
  link(@Root() { linkId }: ReportLinkPayload, @Ctx() { reader }: Context, @Info() info: GraphQLResolveInfo) {
    return linkId === null ? null : reader.byId(reportLinkGraph, info, linkId)
  }
}
