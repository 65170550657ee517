import { type Scope } from '../../../platform/access/scope.ts'
import { type Transaction } from '../../../platform/database/write.ts'
import { type Reader } from '../../../platform/graph/reader.ts'
import { type ReportDefinition } from '../definition/report-definition.type.ts'
import { reportGraph } from '../report.graph.ts'
import { type FoundSnapshot } from './snapshot-proof.ts'
import { factsDigestSql, organizationsDigestSql } from './snapshot-parts.ts'

/** A report, and one version of it; the definition is null where there is no such version. */
export interface SoughtReport {
  readonly id: string
  readonly code: string
  readonly name: string
  readonly nameEn: string | null
  readonly archived: boolean
  readonly version: number
  readonly definition: ReportDefinition | null
}

/** @throws AppError NOT_FOUND for a report that the viewer is not shown */
export async function soughtReport(tx: Transaction, reader: Reader, id: string, version: number | null): Promise<SoughtReport> {
  await reader.fields(reportGraph, ['id'], id)
  const [report] = await tx.query<SoughtReport>(
    `SELECT r.id, r.code, coalesce(v.name, r.name) AS name, r.name_en AS "nameEn", r.archived_at IS NOT NULL AS archived, v.number AS version, v.definition
     FROM report r LEFT JOIN report_version v ON v.report_id = r.id AND v.number = coalesce($2::int, r.current_version) WHERE r.id = $1`,
    [id, version],
  )
  return report!
}

/** The id of a snapshot, and the moment of its transaction, in UTC. */
export async function newSnapshot(tx: Transaction): Promise<{ readonly id: string; readonly takenAt: string }> {
  const [made] = await tx.query<{ id: string; takenAt: string }>(
    `SELECT uuid_v7() AS id, to_char(now() AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS "takenAt"`,
  )
  return made!
}

/** How many rows stand beside a snapshot, and their digest. */
export async function partOf(tx: Transaction, part: 'facts' | 'organizations', id: string): Promise<{ count: number; digest: string }> {
  const [found] = await tx.query<{ count: number; digest: string }>(part === 'facts' ? factsPart : organizationsPart, [id])
  return found!
}

const factsPart = `SELECT (SELECT count(*)::int FROM report_snapshot_fact WHERE snapshot_id = $1) AS count, ${factsDigestSql('$1')} AS digest`
const organizationsPart = `SELECT (SELECT count(*)::int FROM report_snapshot_organization WHERE snapshot_id = $1) AS count, ${organizationsDigestSql('$1')} AS digest`

/** The organisations that a scope begins at. */
export async function scopeIds(tx: Transaction, { roots }: Scope): Promise<string[]> {
  const rows = await tx.query<{ id: string }>(
    'SELECT organization_id AS id FROM organization_placement WHERE upper_inf(valid) AND path = ANY($1::text[]) ORDER BY 1',
    [roots],
  )
  return rows.map(({ id }) => id)
}

export async function insertSnapshot(
  tx: Transaction,
  { header, result, digest, signature, keyId }: Pick<FoundSnapshot, 'header' | 'result' | 'digest' | 'signature' | 'keyId'>,
): Promise<void> {
  await tx.query(
    'INSERT INTO report_snapshot (id, report_id, report_version, taken_by, header, result, digest, signature, key_id) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)',
    [
      header.id,
      header.report.id,
      header.report.version,
      header.takenBy.id,
      JSON.stringify(header),
      JSON.stringify(result),
      digest,
      signature,
      keyId,
    ],
  )
}
