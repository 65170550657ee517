import { type GraphQLResolveInfo } from 'graphql'
import { Arg, Args, Authorized, Ctx, FieldResolver, ID, Info, Mutation, Query, Resolver, Root } from 'type-graphql'
import { PageArgs } from '../../platform/graph/page.type.ts'
import { type Context, type SignedInContext } from '../../platform/http/context.ts'
import { type ExportLinks } from './export-link.service.ts'
import { type ExportRequests } from './export-request.service.ts'
import { exportSources } from './export-sources.ts'
import { type ExportSourceName, ExportSources } from './export.enums.ts'
import { exportGraph } from './export.graph.ts'
import {
  CancelExportInput,
  CreateExportLinkInput,
  ExportActivitiesInput,
  ExportLinkPayload,
  ExportMembersInput,
  ExportOrganizationsInput,
  ExportPayload,
} from './export.inputs.ts'
import { ExportColumnType, ExportConnection, ExportType } from './export.type.ts'
import { inLanguage } from './fields/export-field.ts'

const asJob =
  'The file is made beside the requests: follow `export(id:)`. Needs exports:run and what its rows need (FORBIDDEN); at most 3 unfinished ones at a time.'

@Resolver(() => ExportType)
export class ExportResolver {
  constructor(
    private readonly requests: ExportRequests,
    private readonly links: ExportLinks,
  ) {}

  @Query(() => ExportConnection, { description: 'The viewer’s own exports, newest first 「导出任务」. Needs exports:run (FORBIDDEN).' })
  exports(@Args(() => PageArgs) page: PageArgs, @Ctx() { reader }: Context, @Info() info: GraphQLResolveInfo) {
    return reader.connection(exportGraph, info, { ...page, order: 'NEWEST' })
  }

  @Query(() => ExportType, {
    nullable: true,
    description: 'One of the viewer’s own exports. Errors: NOT_FOUND for an unknown id and for somebody else’s.',
  })
  export(
    @Arg('id', () => ID, { description: 'The export’s id.' }) id: string,
    @Ctx() { reader }: Context,
    @Info() info: GraphQLResolveInfo,
  ) {
    return reader.found(exportGraph, info, id)
  }

  @Authorized()
  @Query(() => [ExportColumnType], { description: 'The columns that an export of a source can have, in their usual order 「可导出字段」.' })
  exportColumns(
    @Arg('source', () => ExportSources, { description: 'What it is of.' }) source: ExportSourceName,
    @Ctx() { language }: Context,
  ): ExportColumnType[] {
    return exportSources[source].fields.map(({ code, title }) => ({ code, title: inLanguage(title, language) }))
  }

  @Authorized('exports:run')
  @Mutation(() => ExportPayload, { description: `Asks for a file of members 「导出人员」. ${asJob}` })
  exportMembers(
    @Arg('input', () => ExportMembersInput, { description: 'What to export.' }) input: ExportMembersInput,
    @Ctx() context: SignedInContext,
  ) {
    return this.requests.ask(context, context.language, 'MEMBERS', input)
  }

  @Authorized('exports:run')
  @Mutation(() => ExportPayload, { description: `Asks for a file of activities 「导出活动」. ${asJob}` })
  exportActivities(
    @Arg('input', () => ExportActivitiesInput, { description: 'What to export.' }) input: ExportActivitiesInput,
    @Ctx() context: SignedInContext,
  ) {
    return this.requests.ask(context, context.language, 'ACTIVITIES', input)
  }

  @Authorized('exports:run')
  @Mutation(() => ExportPayload, { description: `Asks for a file of organisations 「导出组织」. ${asJob}` })
  exportOrganizations(
    @Arg('input', () => ExportOrganizationsInput, { description: 'What to export.' }) input: ExportOrganizationsInput,
    @Ctx() context: SignedInContext,
  ) {
    return this.requests.ask(context, context.language, 'ORGANIZATIONS', input)
  }

  @Authorized('exports:run')
  @Mutation(() => ExportPayload, { description: 'Gives an unfinished export up 「取消导出」. Errors: NOT_FOUND.' })
  cancelExport(
    @Arg('input', () => CancelExportInput, { description: 'The export.' }) input: CancelExportInput,
    @Ctx() context: SignedInContext,
  ) {
    return this.requests.cancel(context, input)
  }

  @Authorized('exports:run')
  @Mutation(() => ExportLinkPayload, {
    description:
      'Makes a link by which the file can be fetched once within 15 minutes 「获取下载链接」. Each use is in the audit trail. Errors: NOT_FOUND.',
  })
  createExportLink(
    @Arg('input', () => CreateExportLinkInput, { description: 'The export.' }) input: CreateExportLinkInput,
    @Ctx() context: SignedInContext,
  ) {
    return this.links.create(context, input)
  }
}

@Resolver(() => ExportPayload)
export class ExportPayloadResolver {
  @FieldResolver(() => ExportType, { nullable: true, description: 'The export as it is now; null when there is none.' })
  export(@Root() { exportId }: ExportPayload, @Ctx() { reader }: Context, @Info() info: GraphQLResolveInfo) {
    return exportId === null ? null : reader.byId(exportGraph, info, exportId)
  }
}
