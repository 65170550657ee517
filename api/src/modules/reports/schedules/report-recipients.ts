import { meets, overlap } from '../../../platform/access/scope.ts'
import { type Viewer } from '../../../platform/access/viewer.ts'
import { AppError } from '../../../platform/errors/app-error.ts'
import { type Database } from '../../../platform/database/database.ts'
import { isUuid, type Reader } from '../../../platform/graph/reader.ts'
import { type AccountDirectory, type KnownAccount } from '../../accounts/index.ts'
import { reportGraph } from '../report.graph.ts'

/** To whom a report is shown, as `reportSource` says it row by row. */
interface Audience {
  readonly archived: boolean
  readonly official: boolean
  readonly ownerId: string | null
  /** Where the organisations stand that it is shared with. */
  readonly paths: readonly string[]
}

/** What of a report decides whether it can be mailed, and to whom. */
export interface ReportFacts {
  readonly archived: boolean
  /** Which of the accounts in question may be chosen. */
  readonly recipientIds: readonly string[]
}

/** Who may be chosen to get a report by mail. What he gets, and whether he still may, is decided when it is sent. */
export class ReportRecipients {
  constructor(
    private readonly database: Database,
    private readonly accounts: AccountDirectory,
  ) {}

  /** Accounts by part of their name. @throws AppError NOT_FOUND for a report that the viewer is not shown */
  async byName({ viewer, reader }: Asking, reportId: string, text: string, most: number): Promise<KnownAccount[]> {
    const audience = await this.audienceOf(reader, reportId)
    if (audience === null) throw new AppError('NOT_FOUND')
    const found = await this.accounts.byName(text.trim(), mostLookedAt)
    return found.filter((account) => mayBeTold(account, audience, viewer)).slice(0, most)
  }

  /** Looked up before the transaction, which should not wait for a second connection. Null: the report is not shown to the viewer. */
  async factsFor({ viewer, reader }: Asking, reportId: string, accountIds: readonly string[]): Promise<ReportFacts | null> {
    const audience = await this.audienceOf(reader, reportId)
    if (audience === null) return null
    const known = await this.accounts.byId(accountIds.filter(isUuid))
    return {
      archived: audience.archived,
      recipientIds: accountIds.filter((id) => {
        const account = known.get(id)
        return account !== undefined && mayBeTold(account, audience, viewer)
      }),
    }
  }

  /** The same for the report of a schedule, which never becomes another's; null also for what is no schedule of the viewer's. */
  async factsForSchedule(asking: Asking, scheduleId: string, accountIds: readonly string[]): Promise<ReportFacts | null> {
    if (!isUuid(scheduleId)) return null
    const text = 'SELECT report_id AS "reportId" FROM report_schedule WHERE id = $1 AND owner_id = $2'
    const { rows } = await this.database.query({ text, values: [scheduleId, asking.viewer.accountId] })
    const [schedule] = rows as { reportId: string }[]
    return schedule === undefined ? null : this.factsFor(asking, schedule.reportId, accountIds)
  }

  private async audienceOf(reader: Reader, reportId: string): Promise<Audience | null> {
    try {
      await reader.fields(reportGraph, ['id'], reportId)
    } catch (error) {
      if (error instanceof AppError && error.code === 'NOT_FOUND') return null
      throw error
    }
    const { rows } = await this.database.query({ name: 'report-audience', text: audienceSql, values: [reportId] })
    return (rows as Audience[])[0] ?? null
  }
}

/** Who asks, with the door through which he reads. */
interface Asking {
  readonly viewer: Viewer
  readonly reader: Reader
}

const mostLookedAt = 500

const audienceSql = `
SELECT r.official IS NOT NULL AS official, r.archived_at IS NOT NULL AS archived, r.owner_id AS "ownerId", ARRAY(
  SELECT p.path FROM report_share s JOIN organization_placement p ON p.organization_id = s.organization_id AND upper_inf(p.valid) WHERE s.report_id = r.id
) AS paths
FROM report r WHERE r.id = $1`

/** Official layouts are everybody's: of those who read them, somebody chooses among people whose scope has something in common with his. */
export function mayBeTold({ viewer: other, disabled }: KnownAccount, { official, ownerId, paths }: Audience, chooser: Viewer): boolean {
  if (disabled || !other.can('reports:read') || !other.can('counts:read')) return false
  const reads = other.scope('reports:read')
  if (other.accountId === chooser.accountId || other.accountId === ownerId) return true
  if (official) return overlap(chooser.scope('reports:write'), reads)
  return paths.some((path) => meets(reads, path))
}
