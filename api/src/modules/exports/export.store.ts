import { type Transaction } from '../../platform/database/write.ts'
import { AppError } from '../../platform/errors/app-error.ts'
import { type Database } from '../../platform/database/database.ts'
import { isUuid } from '../../platform/graph/reader.ts'
import { type ExportRun } from './export.entity.ts'
import { type ExportProblem, type ExportStatus } from './export.enums.ts'

/** An export as its use cases see it. */
export type StoredExport = Pick<
  ExportRun,
  'id' | 'source' | 'format' | 'language' | 'fields' | 'filter' | 'authority' | 'status' | 'createdBy' | 'createdAt' | 'startedAt'
>

/** How far the reading of an export is. */
export interface Progress {
  readonly rowsTotal: number | null
  readonly rowsDone: number
  readonly chunks: number
  readonly cursor: string | null
}

const select = `SELECT id, source, format, language, fields, filter, authority, status, created_by AS "createdBy", created_at AS "createdAt", started_at AS "startedAt" FROM export_run`

/** Locks an export of anybody's; undefined when there is none. */
export async function lockExport(tx: Transaction, id: string): Promise<StoredExport | undefined> {
  const [found] = await tx.query<StoredExport>(lockById, [id])
  return found
}

const lockById = `${select} WHERE id = $1 FOR NO KEY UPDATE`

/** Locks an export of the actor's own. @throws AppError NOT_FOUND for an unknown id and for somebody else's; the two look the same */
export async function lockOwnExport(tx: Transaction, id: string): Promise<StoredExport> {
  const found = isUuid(id) ? await lockExport(tx, id) : undefined
  if (found?.createdBy !== tx.actor.viewer.accountId) throw new AppError('NOT_FOUND')
  return found
}

export async function insertExport(
  tx: Transaction,
  asked: Omit<StoredExport, 'id' | 'status' | 'createdBy' | 'createdAt' | 'startedAt'>,
): Promise<string> {
  const [row] = await tx.query<{ id: string }>(
    `INSERT INTO export_run (source, format, language, fields, filter, authority, created_by) VALUES ($1, $2, $3, $4, $5, $6, $7) RETURNING id`,
    [
      asked.source,
      asked.format,
      asked.language,
      asked.fields,
      JSON.stringify(asked.filter),
      JSON.stringify(asked.authority),
      tx.actor.viewer.accountId,
    ],
  )
  await tx.query('INSERT INTO export_progress (export_id) VALUES ($1)', [row!.id])
  return row!.id
}

/** How many exports of the actor's own are not at their end; others of his that come meanwhile wait. */
export async function countUnfinished(tx: Transaction): Promise<number> {
  await tx.query('SELECT FROM account WHERE id = $1 FOR NO KEY UPDATE', [tx.actor.viewer.accountId])
  const [row] = await tx.query<{ unfinished: number }>(
    `SELECT count(*)::int AS unfinished FROM export_run WHERE created_by = $1 AND status IN ('QUEUED', 'READING', 'WRITING')`,
    [tx.actor.viewer.accountId],
  )
  return row!.unfinished
}

/** Takes an export from one state to the next; a last state has its time. */
export async function setStatus(tx: Transaction, id: string, status: ExportStatus, problem: ExportProblem | null = null): Promise<void> {
  await tx.query(
    `UPDATE export_run SET status = $2, problem = $3, version = version + 1, started_at = CASE WHEN $2 = 'READING' THEN coalesce(started_at, now()) ELSE started_at END,
       finished_at = CASE WHEN $2 IN ('FAILED', 'CANCELLED') THEN now() ELSE finished_at END WHERE id = $1`,
    [id, status, problem],
  )
}

/** The file is there. */
export async function setReady(
  tx: Transaction,
  id: string,
  { size, sha256 }: { readonly size: number; readonly sha256: string },
): Promise<void> {
  await tx.query(
    `UPDATE export_run SET status = 'READY', size = $2, sha256 = $3, finished_at = now(), expires_at = now() + interval '24 hours', version = version + 1 WHERE id = $1`,
    [id, size, sha256],
  )
}

export async function progressOf(database: Database, id: string): Promise<Progress> {
  const { rows } = await database.query({
    text: 'SELECT rows_total AS "rowsTotal", rows_done AS "rowsDone", chunks, cursor FROM export_progress WHERE export_id = $1',
    values: [id],
  })
  return (rows as Progress[])[0]!
}

export async function setTotal(database: Database, id: string, total: number): Promise<void> {
  await database.query({ text: 'UPDATE export_progress SET rows_total = $2 WHERE export_id = $1', values: [id, total] })
}

/** Whether the export is still in this state, and wanted. */
export async function isIn(database: Database, id: string, status: ExportStatus): Promise<boolean> {
  const { rows } = await database.query({ text: 'SELECT FROM export_run WHERE id = $1 AND status = $2', values: [id, status] })
  return rows.length > 0
}

/** Counts a chunk that is kept; false when the export is no longer being read, or somebody else has counted this chunk. */
export async function countChunk(
  database: Database,
  id: string,
  chunk: { readonly number: number; readonly rows: number; readonly end: string | null },
): Promise<boolean> {
  const { rows } = await database.query({
    text: `UPDATE export_progress p SET chunks = chunks + 1, rows_done = rows_done + $3, cursor = $4
           FROM export_run r WHERE p.export_id = $1 AND p.chunks = $2 AND r.id = p.export_id AND r.status = 'READING' RETURNING p.export_id`,
    values: [id, chunk.number, chunk.rows, chunk.end],
  })
  return rows.length > 0
}

/** Whether an organisation was put elsewhere since: rows may have left the reader's scope. */
export async function treeMovedSince(tx: Transaction, moment: Date): Promise<boolean> {
  const moved = await tx.query(`SELECT FROM organization_event WHERE type = 'MOVED' AND created_at >= $1 LIMIT 1`, [moment])
  return moved.length > 0
}
