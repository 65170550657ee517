import { Recordset } from '../../platform/database/recordset.ts'
import { type Transaction } from '../../platform/database/write.ts'
import { AppError } from '../../platform/errors/app-error.ts'
import { isUuid } from '../../platform/graph/reader.ts'
import { type FileColumn, type ImportRun, type ImportTally } from './import-run.entity.ts'
import { type RowResult } from './import-target.ts'
import { type Mapping } from './mapping/column-mapping.ts'

/** An import as its use cases see it once it is locked. */
export type LockedRun = Pick<ImportRun, 'id' | 'target' | 'status' | 'fileId' | 'mapping' | 'counts' | 'appliedBatches' | 'version'>

/** Locks an import of the actor's own. @throws AppError NOT_FOUND for an unknown id and for somebody else's; the two look the same */
export async function lockRun(tx: Transaction, id: string): Promise<LockedRun> {
  const [run] = isUuid(id)
    ? await tx.query<LockedRun>(
        `SELECT id, target, status, file_id AS "fileId", mapping, counts, applied_batches AS "appliedBatches", version
         FROM import_run WHERE id = $1 AND created_by = $2 FOR NO KEY UPDATE`,
        [id, tx.actor.viewer.accountId],
      )
    : []
  if (run === undefined) throw new AppError('NOT_FOUND')
  return run
}

interface NewRun extends Pick<ImportRun, 'target' | 'fileId' | 'encoding'> {
  readonly mapping: Mapping
  readonly columns: readonly FileColumn[]
}

export async function insertRun(tx: Transaction, { target, fileId, encoding, mapping, columns }: NewRun): Promise<string> {
  const [run] = await tx.query<{ id: string }>(
    `INSERT INTO import_run (target, status, file_id, encoding, mapping, columns, created_by) VALUES ($1, 'DRAFT', $2, $3, $4, $5, $6) RETURNING id`,
    [target, fileId, encoding, JSON.stringify(mapping), JSON.stringify(columns), tx.actor.viewer.accountId],
  )
  return run!.id
}

/** Puts what a rehearsal said of the rows in the place of what an earlier one did. */
export async function storeOutcome(tx: Transaction, runId: string, results: readonly RowResult[], tally: ImportTally): Promise<void> {
  await tx.query('DELETE FROM import_row WHERE run_id = $1', [runId])
  await storeRows(tx, runId, results)
  await tx.query('UPDATE import_run SET counts = $2 WHERE id = $1', [runId, JSON.stringify(tally)])
}

/** Writes what became of rows over what was expected of them. */
export async function storeRows(tx: Transaction, runId: string, results: readonly RowResult[]): Promise<void> {
  await tx.query(storeRowsSql, [runId, ...toldRows.of(results)])
}

const toldRows = new Recordset<keyof RowResult>({ line: 'int', outcome: 'text', label: 'text', findings: 'jsonb' }, 2)

const storeRowsSql = `INSERT INTO import_row (run_id, line, outcome, label, findings)
 SELECT $1, line, outcome, label, findings FROM ${toldRows.sql}
 ON CONFLICT (run_id, line) DO UPDATE SET outcome = excluded.outcome, label = excluded.label, findings = excluded.findings`

/** How many rows had which end. */
export function tallyOf(results: readonly RowResult[], rows: number): ImportTally {
  const having = (outcome: RowResult['outcome']) => results.filter((result) => result.outcome === outcome).length
  const found = (severity: string) => results.filter(({ findings }) => findings.some((each) => each.severity === severity)).length
  return {
    total: results.length === 0 ? rows : results.length,
    created: having('CREATED'),
    updated: having('UPDATED'),
    unchanged: having('UNCHANGED'),
    rejected: having('REJECTED'),
    repaired: found('REPAIRED'),
    warnings: found('WARNING'),
  }
}
