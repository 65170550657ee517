import { type GraphQLResolveInfo } from 'graphql'
import { Arg, Args, Authorized, Ctx, FieldResolver, ID, Info, Mutation, Query, Resolver, Root } from 'type-graphql'
import { answered, type Connection, PageArgs } from '../../platform/graph/page.type.ts'
import { type Context, type SignedInContext } from '../../platform/http/context.ts'
import { reportsWhere } from './report.filter.ts'
import { reportGraph } from './report.graph.ts'
import {
  ArchiveReportInput,
  CreateReportInput,
  ReportListArgs,
  ReportPayload,
  ShareReportInput,
  UpdateReportInput,
} from './report.inputs.ts'
import { type ReportService } from './report.service.ts'
import { ReportConnection, ReportType, ReportVersionConnection, type ReportVersionType } from './report.type.ts'

@Resolver(() => ReportType)
export class ReportResolver {
  @Query(() => ReportConnection, {
    description:
      'The viewer’s own reports, official layouts, and what is shared with the viewer’s organisations, last changed first 「报表」. Needs reports:read (FORBIDDEN).',
  })
  reports(@Args(() => ReportListArgs) { filter, ...page }: ReportListArgs, @Ctx() { reader }: Context, @Info() info: GraphQLResolveInfo) {
    return reader.connection(reportGraph, info, { ...page, order: 'RECENT' }, { where: reportsWhere(filter) })
  }

  @Query(() => ReportType, {
    nullable: true,
    description: 'A report by its id. Errors: NOT_FOUND for an unknown id and for one that the viewer is not shown.',
  })
  report(
    @Arg('id', () => ID, { description: 'The report’s id.' }) id: string,
    @Ctx() { reader }: Context,
    @Info() info: GraphQLResolveInfo,
  ) {
    return reader.found(reportGraph, info, id)
  }

  @FieldResolver(() => ReportVersionConnection, { description: 'What the report was, the current version first 「历史版本」.' })
  versions(@Root() row: ReportType, @Args(() => PageArgs) _page: PageArgs, @Info() info: GraphQLResolveInfo) {
    return answered<Connection<ReportVersionType>>(row, info)
  }
}

@Resolver(() => ReportPayload)
export class ReportChangeResolver {
  constructor(private readonly reports: ReportService) {}

  @Authorized('reports:write')
  @Mutation(() => ReportPayload, { description: 'Keeps a report; it is the viewer’s own until it is shared 「保存报表」.' })
  createReport(
    @Arg('input', () => CreateReportInput, { description: 'The report.' }) input: CreateReportInput,
    @Ctx() context: SignedInContext,
  ) {
    return this.reports.create(context, input)
  }

  @Authorized('reports:write')
  @Mutation(() => ReportPayload, {
    description:
      'Changes a report of one’s own; a change of name or definition makes a version of its own 「修改报表」. Errors: NOT_FOUND.',
  })
  updateReport(
    @Arg('input', () => UpdateReportInput, { description: 'What changes.' }) input: UpdateReportInput,
    @Ctx() context: SignedInContext,
  ) {
    return this.reports.update(context, input)
  }

  @Authorized('reports:write')
  @Mutation(() => ReportPayload, {
    description:
      'Shares a report of one’s own, or keeps it to oneself again. Whoever runs it gets what he may see 「共享报表」. Errors: NOT_FOUND.',
  })
  shareReport(
    @Arg('input', () => ShareReportInput, { description: 'With whom.' }) input: ShareReportInput,
    @Ctx() context: SignedInContext,
  ) {
    return this.reports.share(context, input)
  }

  @Authorized('reports:write')
  @Mutation(() => ReportPayload, { description: 'Archives a report of one’s own, or brings it back 「归档报表」. Errors: NOT_FOUND.' })
  archiveReport(
    @Arg('input', () => ArchiveReportInput, { description: 'Which report.' }) input: ArchiveReportInput,
    @Ctx() context: SignedInContext,
  ) {
    return this.reports.archive(context, input)
  }

  @FieldResolver(() => ReportType, {
    nullable: true,
    description: 'The report as it is now, also where the step was refused; null when there is none.',
  })
  report(@Root() { reportId }: ReportPayload, @Ctx() { reader }: Context, @Info() info: GraphQLResolveInfo) {
    return reportId === null ? null : reader.byId(reportGraph, info, reportId)
  }
}
