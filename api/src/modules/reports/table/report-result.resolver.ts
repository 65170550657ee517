import { Args, Authorized, Ctx, Query, Resolver } from 'type-graphql'
import { type SignedInContext } from '../../../platform/http/context.ts'
import { ReportResultArgs, ReportResultType } from './report-result.type.ts'
import { runReport } from './report-run.ts'

/** Rows that a screen takes. */
const mostRows = 1000

@Resolver(() => ReportResultType)
export class ReportResultResolver {
  constructor(private readonly today: () => string) {}

  @Authorized('reports:read')
  @Query(() => ReportResultType, {
    description:
      'Runs a report, or a definition that is not kept, in the viewer’s own scope 「运行报表」. Needs reports:read and counts:read. Errors: NOT_FOUND for a report that the viewer is not shown.',
  })
  async reportResult(@Args(() => ReportResultArgs) args: ReportResultArgs, @Ctx() { reader, language }: SignedInContext) {
    const { report, userErrors } = await runReport(reader, args, language, this.today(), mostRows)
    return { table: report === null ? null : { run: report.run, ...report.table }, userErrors }
  }
}
