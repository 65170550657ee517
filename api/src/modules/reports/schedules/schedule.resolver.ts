import { type GraphQLResolveInfo } from 'graphql'
import { Arg, Args, Authorized, Ctx, FieldResolver, ID, Info, Int, Mutation, Query, Resolver, Root } from 'type-graphql'
import { answered, type Connection, PageArgs } from '../../../platform/graph/page.type.ts'
import { type Context, type SignedInContext } from '../../../platform/http/context.ts'
import { ReportType } from '../report.type.ts'
import { type ReportRecipients } from './report-recipients.ts'
import { scheduleGraph } from './schedule.graph.ts'
import {
  CreateReportScheduleInput,
  EndReportScheduleInput,
  ReportSchedulePayload,
  ReportSchedulesArgs,
  RunReportScheduleNowInput,
  UpdateReportScheduleInput,
} from './schedule.inputs.ts'
import { type ReportScheduleService } from './schedule.service.ts'
import {
  ReportRecipientType,
  ReportScheduleConnection,
  ReportScheduleRunConnection,
  type ReportScheduleRunType,
  ReportScheduleType,
} from './schedule.type.ts'

@Resolver(() => ReportType)
export class ReportSchedulesResolver {
  constructor(
    private readonly recipients: ReportRecipients,
    private readonly mailIsSetUpHere: boolean,
  ) {}

  @FieldResolver(() => ReportScheduleConnection, {
    description: 'The viewer’s own schedules of the report, the latest first 「定时发送」.',
  })
  schedules(@Root() row: ReportType, @Args(() => ReportSchedulesArgs) _args: ReportSchedulesArgs, @Info() info: GraphQLResolveInfo) {
    return answered<Connection<ReportScheduleType>>(row, info)
  }

  @Authorized()
  @Query(() => Boolean, {
    description: 'Whether the operator has set up a mail server; without one, reports cannot be scheduled 「邮件已配置」.',
  })
  mailIsSetUp(): boolean {
    return this.mailIsSetUpHere
  }

  @Authorized('reports:write')
  @Query(() => [ReportRecipientType], {
    description:
      'Accounts to which a report may be mailed, by name: those to whom it is shown; of an official layout, those whose scope has something in common with the viewer’s 「可选收件人」. Errors: NOT_FOUND.',
  })
  async reportRecipients(
    @Arg('reportId', () => ID, { description: 'The report.' }) reportId: string,
    @Arg('query', () => String, { nullable: true, description: 'Part of the display name or username; at most 100 characters.' })
    query: string | null,
    @Arg('first', () => Int, { defaultValue: 20, description: 'How many at most, 1 to 50.' }) first: number,
    @Ctx() context: SignedInContext,
  ): Promise<ReportRecipientType[]> {
    const most = Math.min(Math.max(first, 1), 50)
    const found = await this.recipients.byName(context, reportId, (query ?? '').slice(0, 100), most)
    return found.map(({ viewer, email }) => ({ id: viewer.accountId, displayName: viewer.displayName, reachable: email !== null }))
  }
}

@Resolver(() => ReportScheduleType)
export class ReportScheduleResolver {
  @FieldResolver(() => ReportScheduleRunConnection, {
    description: 'When it ran, and what became of the mails, the latest first 「发送记录」.',
  })
  runs(@Root() row: ReportScheduleType, @Args(() => PageArgs) _page: PageArgs, @Info() info: GraphQLResolveInfo) {
    return answered<Connection<ReportScheduleRunType>>(row, info)
  }
}

@Resolver(() => ReportSchedulePayload)
export class ReportScheduleChangeResolver {
  constructor(private readonly service: ReportScheduleService) {}

  @Authorized('reports:write')
  @Mutation(() => ReportSchedulePayload, {
    description: 'Has a report mailed at set times; each recipient’s files are made in his own scope 「设置定时发送」. Errors: NOT_FOUND.',
  })
  createReportSchedule(
    @Arg('input', () => CreateReportScheduleInput, { description: 'When, what and to whom.' }) input: CreateReportScheduleInput,
    @Ctx() context: SignedInContext,
  ) {
    return this.service.create(context, input)
  }

  @Authorized('reports:write')
  @Mutation(() => ReportSchedulePayload, {
    description: 'Changes a schedule of one’s own, pauses it or lets it go on 「修改定时发送」. Errors: NOT_FOUND.',
  })
  updateReportSchedule(
    @Arg('input', () => UpdateReportScheduleInput, { description: 'What changes.' }) input: UpdateReportScheduleInput,
    @Ctx() context: SignedInContext,
  ) {
    return this.service.update(context, input)
  }

  @Authorized('reports:write')
  @Mutation(() => ReportSchedulePayload, {
    description:
      'Ends a schedule of one’s own for good; what it sent stays on record, and what waits is not sent 「停止定时发送」. Errors: NOT_FOUND.',
  })
  endReportSchedule(
    @Arg('input', () => EndReportScheduleInput, { description: 'Which schedule.' }) input: EndReportScheduleInput,
    @Ctx() context: SignedInContext,
  ) {
    return this.service.end(context, input)
  }

  @Authorized('reports:write')
  @Mutation(() => ReportSchedulePayload, {
    description: 'Mails the report to all recipients of a schedule now, at most ten times a day 「立即发送」. Errors: NOT_FOUND.',
  })
  runReportScheduleNow(
    @Arg('input', () => RunReportScheduleNowInput, { description: 'Which schedule.' }) input: RunReportScheduleNowInput,
    @Ctx() context: SignedInContext,
  ) {
    return this.service.runNow(context, input)
  }

  @FieldResolver(() => ReportScheduleType, {
    nullable: true,
    description: 'The schedule as it is now, also where the step was refused; null when there is none.',
  })
  schedule(@Root() { scheduleId }: ReportSchedulePayload, @Ctx() { reader }: Context, @Info() info: GraphQLResolveInfo) {
    return scheduleId === null ? null : reader.byId(scheduleGraph, info, scheduleId)
  }
}
