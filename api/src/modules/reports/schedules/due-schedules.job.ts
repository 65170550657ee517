import { type Logger } from 'pino'
import { systemViewer } from '../../../platform/access/viewer.ts'
import { type Actor, type Writer } from '../../../platform/database/write.ts'
import { loggable } from '../../../platform/errors/database-error.ts'
import { type Database } from '../../../platform/database/database.ts'
import { type Job } from '../../../platform/jobs/jobs.ts'
import { type AccountDirectory } from '../../accounts/index.ts'
import { latestRun, nextRun } from './schedule-calendar.rules.ts'
import { type SchedulePause } from './schedule.enums.ts'
import { beginRun } from './schedule-runs.ts'
import { lockDueSchedule, nowOf, pauseSchedule } from './schedule.store.ts'
import { type ShownReports } from './shown-reports.ts'

/** The clock itself. */
export const clockwork: Actor = { viewer: systemViewer, requestId: null, address: null }

interface Parts {
  readonly database: Database
  readonly writer: Writer
  readonly accounts: AccountDirectory
  readonly reports: ShownReports
  readonly logger: Logger
}

/**
 * Begins the runs that are due, every minute. What was missed while nothing ran is made up by one run, the latest; several processes may do
 * this at once. A schedule whose owner or report is gone is paused, and says why.
 */
export class DueSchedules implements Job {
  readonly name = 'reports.dueSchedules'
  readonly schedule = '* * * * *'

  constructor(private readonly parts: Parts) {}

  async run(): Promise<void> {
    const { rows } = await this.parts.database.query({ name: 'due-schedules', text: dueSql, values: [] })
    for (const due of rows as Due[]) {
      try {
        await this.see(due)
      } catch (error) {
        // one that cannot be run holds up none of the others
        this.parts.logger.error({ schedule: due.id, err: loggable(error) }, 'a report schedule could not be run; it is tried again')
      }
    }
  }

  private async see({ id, ownerId, reportId, archived }: Due): Promise<void> {
    const pause = archived ? 'REPORT_ARCHIVED' : await this.pauseFor(ownerId, reportId)
    await this.parts.writer.write(clockwork, pause === null ? 'reportSchedule.run' : 'reportSchedule.pause', {}, async (tx) => {
      const schedule = await lockDueSchedule(tx, id)
      if (schedule === undefined) return { userErrors: [] }
      if (pause !== null) {
        await pauseSchedule(tx, id, pause)
        tx.audit({ entity: 'ReportSchedule', entityId: id, after: { pausedBecause: pause } })
        return { userErrors: [] }
      }
      const now = await nowOf(tx)
      const runId = await beginRun(tx, schedule, { dueAt: latestRun(schedule, now) })
      await tx.query('UPDATE report_schedule SET next_run_at = $2 WHERE id = $1', [id, nextRun(schedule, now)])
      tx.audit({ entity: 'ReportSchedule', entityId: id, after: { runId, recipientIds: schedule.recipientIds } })
      return { userErrors: [] }
    })
  }

  private async pauseFor(ownerId: string, reportId: string): Promise<SchedulePause | null> {
    const owner = (await this.parts.accounts.byId([ownerId])).get(ownerId)
    if (owner === undefined || owner.disabled) return 'OWNER_DISABLED'
    if (!owner.viewer.can('reports:read') || !owner.viewer.can('reports:write')) return 'NOT_PERMITTED'
    return (await this.parts.reports.isShownTo(owner.viewer, reportId)) ? null : 'REPORT_NOT_SHOWN'
  }
}

interface Due {
  readonly id: string
  readonly ownerId: string
  readonly reportId: string
  readonly archived: boolean
}

const dueSql = `
SELECT s.id, s.owner_id AS "ownerId", s.report_id AS "reportId", r.archived_at IS NOT NULL AS archived
FROM report_schedule s JOIN report r ON r.id = s.report_id WHERE s.next_run_at <= now() ORDER BY s.next_run_at LIMIT 1000`
