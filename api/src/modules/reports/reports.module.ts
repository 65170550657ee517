import { defineModule, type Platform } from '../../platform/module.ts'
import { todayInShanghai } from './definition/report-period.ts'
import { synchronizeOfficialReports } from './official/official-report.store.ts'
import { officialReports } from './official/official-reports.ts'
import { Report, ReportShare, ReportVersion } from './report.entity.ts'
import { reportGraph } from './report.graph.ts'
import { ReportChangeResolver, ReportResolver } from './report.resolver.ts'
import { ReportService } from './report.service.ts'
import { reportTexts } from './reports.texts.ts'
import { ReportLedgerResolver } from './ledger/report-ledger.resolver.ts'
import { ReportResultResolver } from './table/report-result.resolver.ts'

/** Saved counts: with a layout and parameters, in versions, shared, and run in the scope of whoever looks. */
export function reportsModule({ writer, dataSource }: Pick<Platform, 'writer' | 'dataSource'>) {
  return defineModule({
    name: 'reports',
    entities: [Report, ReportVersion, ReportShare],
    resolvers: [
      new ReportResolver(),
      new ReportChangeResolver(new ReportService(writer)),
      new ReportResultResolver(todayInShanghai),
      new ReportLedgerResolver(todayInShanghai),
    ],
    nodes: [reportGraph],
    texts: reportTexts,
    start: () => synchronizeOfficialReports(dataSource, officialReports),
  })
}
