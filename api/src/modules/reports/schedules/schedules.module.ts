import { platformTexts } from '../../../platform/i18n/platform-texts.ts'
import { speaker } from '../../../platform/i18n/texts.ts'
import { defineModule, type Platform } from '../../../platform/module.ts'
import { type AccountDirectory } from '../../accounts/index.ts'
import { reportTexts } from '../reports.texts.ts'
import { Deliveries } from './deliveries.job.ts'
import { DeliveryContents } from './delivery-content.ts'
import { DueSchedules } from './due-schedules.job.ts'
import { ReportRecipients } from './report-recipients.ts'
import { ReportSchedule, ReportScheduleRecipient } from './schedule.entity.ts'
import { scheduleGraph } from './schedule.graph.ts'
import { ReportScheduleChangeResolver, ReportScheduleResolver, ReportSchedulesResolver } from './schedule.resolver.ts'
import { ReportDelivery, ReportScheduleRun } from './schedule-run.entity.ts'
import { ReportScheduleService } from './schedule.service.ts'
import { scheduleTexts } from './schedule.texts.ts'
import { ShownReports } from './shown-reports.ts'

/** Reports that are mailed at set times, to each recipient in his own scope. */
export function reportSchedulesModule(
  { config, database, writer, mailer, logger }: Pick<Platform, 'config' | 'database' | 'writer' | 'mailer' | 'logger'>,
  { accounts }: { readonly accounts: AccountDirectory },
) {
  const recipients = new ReportRecipients(database, accounts)
  const reports = new ShownReports(database, config.smallestGroup)
  const say = speaker([platformTexts, reportTexts, scheduleTexts])
  const sending = mailer === null ? null : { mailer, contents: new DeliveryContents(reports, say, mailer.publicUrl) }
  const dueSchedules = new DueSchedules({ database, writer, accounts, reports, logger })
  return defineModule({
    name: 'reportSchedules',
    entities: [ReportSchedule, ReportScheduleRecipient, ReportScheduleRun, ReportDelivery],
    resolvers: [
      new ReportSchedulesResolver(recipients, mailer !== null),
      new ReportScheduleResolver(),
      new ReportScheduleChangeResolver(new ReportScheduleService(writer, recipients, mailer !== null)),
    ],
    nodes: [scheduleGraph],
    texts: scheduleTexts,
    jobs: [dueSchedules],
    queuedJobs: [new Deliveries({ database, writer, accounts, logger, sending })],
    dueSchedules,
  })
}
