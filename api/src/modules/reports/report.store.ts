import { covers, type Scope } from '../../platform/access/scope.ts'
import { type Transaction } from '../../platform/database/write.ts'
import { AppError } from '../../platform/errors/app-error.ts'
import { isUuid } from '../../platform/graph/reader.ts'
import { type ReportDefinition } from './definition/report-definition.type.ts'

/** A report as its use cases see it once it is locked. */
export interface LockedReport {
  readonly id: string
  readonly name: string
  readonly description: string | null
  readonly definition: ReportDefinition
  readonly currentVersion: number
  readonly archived: boolean
  readonly version: number
}

/** Locks a report of the actor's own. @throws AppError NOT_FOUND for an unknown id and for what is not his; the two look the same */
export async function lockOwnReport(tx: Transaction, id: string): Promise<LockedReport> {
  const [report] = isUuid(id)
    ? await tx.query<LockedReport>(
        `SELECT r.id, r.name, r.description, v.definition, r.current_version AS "currentVersion", r.archived_at IS NOT NULL AS archived, r.version
         FROM report r JOIN report_version v ON v.report_id = r.id AND v.number = r.current_version WHERE r.id = $1 AND r.owner_id = $2 FOR NO KEY UPDATE OF r`,
        [id, tx.actor.viewer.accountId],
      )
    : []
  if (report === undefined) throw new AppError('NOT_FOUND')
  return report
}

/** What a version holds. */
export interface ReportContent {
  readonly name: string
  readonly description: string | null
  readonly definition: ReportDefinition
}

export async function insertReport(tx: Transaction, { name, description, definition }: ReportContent): Promise<string> {
  const owner = tx.actor.viewer.accountId
  const [report] = await tx.query<{ id: string }>('INSERT INTO report (owner_id, name, description) VALUES ($1, $2, $3) RETURNING id', [
    owner,
    name,
    description,
  ])
  await insertVersion(tx, report!.id, 1, { name, definition })
  return report!.id
}

export async function insertVersion(
  tx: Transaction,
  reportId: string,
  number: number,
  { name, definition }: Pick<ReportContent, 'name' | 'definition'>,
): Promise<void> {
  await tx.query('INSERT INTO report_version (report_id, number, name, definition, created_by) VALUES ($1, $2, $3, $4, $5)', [
    reportId,
    number,
    name,
    JSON.stringify(definition),
    tx.actor.viewer.accountId,
  ])
}

/** Puts the organisations that a report is shared with in the place of those before; answers with those before. */
export async function replaceShares(tx: Transaction, reportId: string, organizationIds: readonly string[]): Promise<string[]> {
  const before = await tx.query<{ id: string }>('SELECT organization_id AS id FROM report_share WHERE report_id = $1 ORDER BY 1', [
    reportId,
  ])
  await tx.query('DELETE FROM report_share WHERE report_id = $1 AND organization_id <> ALL($2::uuid[])', [reportId, organizationIds])
  await tx.query(
    'INSERT INTO report_share (report_id, organization_id) SELECT $1, id FROM unnest($2::uuid[]) AS id ON CONFLICT DO NOTHING',
    [reportId, organizationIds],
  )
  return before.map(({ id }) => id)
}

/** Which of these ids are organisations inside the scope today. */
export async function organizationsInScope(tx: Transaction, ids: readonly string[], scope: Scope): Promise<Set<string>> {
  const rows = await tx.query<{ id: string; path: string }>(
    'SELECT organization_id AS id, path FROM organization_placement WHERE upper_inf(valid) AND organization_id = ANY($1::uuid[])',
    [ids.filter(isUuid)],
  )
  return new Set(rows.flatMap(({ id, path }) => (covers(scope, path) ? [id] : [])))
}
