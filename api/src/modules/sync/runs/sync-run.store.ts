import { type FieldCipher } from '../../../platform/crypto/field-cipher.ts'
import { Recordset } from '../../../platform/database/recordset.ts'
import { type Transaction } from '../../../platform/database/write.ts'
import { AppError } from '../../../platform/errors/app-error.ts'
import { isUuid } from '../../../platform/graph/reader.ts'
import { type SyncMemberRow } from '../members/member-sync.inputs.ts'
import { type SyncRowResultType } from '../sync.type.ts'
import { type SyncRun } from './sync-run.entity.ts'
import { type RunFacts } from './sync-run.rules.ts'

/** A sync as its use cases see it once it is locked. */
export type LockedRun = RunFacts & Pick<SyncRun, 'id' | 'source' | 'chunkCount' | 'doneChunks' | 'token' | 'version'>

/** Some of the rows of a sync. */
export interface Chunk {
  readonly number: number
  readonly firstRow: number
  readonly repeated: readonly number[]
  readonly plan: readonly string[] | null
  readonly rows: readonly SyncMemberRow[]
}

/** Locks a sync of the actor’s own, or, for who may approve, anybody’s. @throws AppError NOT_FOUND */
export async function lockRun(tx: Transaction, id: string): Promise<LockedRun> {
  const { viewer } = tx.actor
  const [run] = isUuid(id)
    ? await tx.query<LockedRun>(
        `SELECT r.id, r.source, r.whole, r.status, r.row_count AS "rowCount", r.chunk_count AS "chunkCount", r.done_chunks AS "doneChunks", r.absent_count AS "absentCount",
           r.known_count AS "knownCount", r.lifted_by AS "liftedBy", r.created_by AS "createdBy", r.token, r.version, s.absence_limit AS "absenceLimit"
         FROM sync_run r JOIN sync_source s ON s.code = r.source WHERE r.id = $1 AND (r.created_by = $2 OR $3) FOR NO KEY UPDATE OF r`,
        [id, viewer.accountId, viewer.scope('sync:approve').everything],
      )
    : []
  if (run === undefined) throw new AppError('NOT_FOUND')
  return run
}

/** Puts a chunk to a sync, encrypted. Rows whose id stands in an earlier chunk are marked. */
export async function insertChunk(
  tx: Transaction,
  run: Pick<LockedRun, 'id' | 'chunkCount' | 'rowCount'>,
  { batchKey, digest, rows }: { readonly batchKey: string; readonly digest: string; readonly rows: readonly SyncMemberRow[] },
  cipher: FieldCipher,
): Promise<void> {
  const number = run.chunkCount
  const ids = rows.map(({ externalId }) => externalId.normalize('NFKC').trim())
  const fresh = await tx.query<{ id: string }>(
    'INSERT INTO sync_run_key (run_id, external_id, number) SELECT $1, id, $3 FROM unnest($2::text[]) AS id GROUP BY id ORDER BY id ON CONFLICT DO NOTHING RETURNING external_id AS id',
    [run.id, ids, number],
  )
  const own = new Set(fresh.map(({ id }) => id))
  const repeated = ids.flatMap((id, at) => (own.has(id) ? [] : [at]))
  await tx.query(
    'INSERT INTO sync_chunk (run_id, number, batch_key, digest, first_row, row_count, repeated, content) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)',
    [
      run.id,
      number,
      batchKey,
      digest,
      run.rowCount,
      rows.length,
      repeated,
      await cipher.encrypt(JSON.stringify(rows), placeOf(run.id, number)),
    ],
  )
  await tx.query(
    `UPDATE sync_run SET row_count = row_count + $2, chunk_count = chunk_count + 1, status = 'OPEN', token = NULL, lifted_by = NULL, version = version + 1, updated_at = now() WHERE id = $1`,
    [run.id, rows.length],
  )
}

/** The next chunk that is not done, or null. */
export async function nextChunk(tx: Pick<Transaction, 'query'>, runId: string, cipher: FieldCipher): Promise<Chunk | null> {
  const [found] = await tx.query<Omit<Chunk, 'rows'> & { content: string }>(
    'SELECT number, first_row AS "firstRow", repeated, plan, content FROM sync_chunk WHERE run_id = $1 AND NOT done ORDER BY number LIMIT 1',
    [runId],
  )
  if (found === undefined) return null
  const { content, ...chunk } = found
  return { ...chunk, rows: JSON.parse(await cipher.decrypt(content, placeOf(runId, chunk.number))) as SyncMemberRow[] }
}

/** Keeps what becomes of the rows of a chunk; of those that say nothing new, only how many there are. */
export async function storeResults(
  tx: Transaction,
  runId: string,
  results: readonly (SyncRowResultType & { readonly label: string | null })[],
): Promise<void> {
  const told = results.filter(({ status, changes }) => status !== 'UNCHANGED' || changes.length > 0)
  if (told.length > 0) await tx.query(tellSql, [runId, ...toldRows.of(told)])
  const of = (status: SyncRowResultType['status']) => results.filter((result) => result.status === status).length
  await tx.query(
    `UPDATE sync_run SET counts = jsonb_build_object('total', (counts ->> 'total')::int + $2::int, 'created', (counts ->> 'created')::int + $3::int, 'updated', (counts ->> 'updated')::int + $4::int,
       'unchanged', (counts ->> 'unchanged')::int + $5::int, 'proposed', (counts ->> 'proposed')::int + $6::int, 'rejected', (counts ->> 'rejected')::int + $7::int), updated_at = now() WHERE id = $1`,
    [runId, results.length, of('CREATED'), of('UPDATED'), of('UNCHANGED'), of('PROPOSED'), of('REJECTED')],
  )
}

const toldRows = new Recordset(
  { index: 'int', externalId: 'text', label: 'text', status: 'text', id: 'uuid', version: 'int', changes: 'jsonb', errors: 'jsonb' },
  2,
)

const tellSql = `INSERT INTO sync_run_row (run_id, index, external_id, label, status, target_id, target_version, changes, errors)
SELECT $1, index, "externalId", label, status, id, version, changes, errors
FROM ${toldRows.sql}
ON CONFLICT (run_id, index) DO UPDATE SET status = excluded.status, target_id = excluded.target_id, target_version = excluded.target_version, changes = excluded.changes, errors = excluded.errors`

/** The next of the source’s active persons whom a sync leaves out; those before are told among its rows. */
export async function absentIds(
  tx: Pick<Transaction, 'query'>,
  { id, source, rowCount }: Pick<LockedRun, 'id' | 'source' | 'rowCount'>,
  most: number,
): Promise<string[]> {
  const found = await tx.query<{ externalId: string }>(
    `SELECT e.external_id AS "externalId" FROM external_identity e JOIN member m ON m.id = e.member_id AND m.employment_status = 'ACTIVE'
     WHERE e.source = $1 AND NOT EXISTS (SELECT FROM sync_run_key k WHERE k.run_id = $2 AND k.external_id = e.external_id)
       AND e.external_id COLLATE "C" > coalesce((SELECT max(r.external_id COLLATE "C") FROM sync_run_row r WHERE r.run_id = $2 AND r.index >= $3), '')
     ORDER BY e.external_id COLLATE "C" LIMIT $4`,
    [source, id, rowCount, most],
  )
  return found.map(({ externalId }) => externalId)
}

/** How many active persons the source has, and how many of them a sync leaves out. */
export async function absence(
  tx: Pick<Transaction, 'query'>,
  { id, source }: Pick<LockedRun, 'id' | 'source'>,
): Promise<{ readonly known: number; readonly absent: number }> {
  const [found] = await tx.query<{ known: number; absent: number }>(
    `SELECT count(*)::int AS known, (count(*) FILTER (WHERE k.run_id IS NULL))::int AS absent
     FROM external_identity e JOIN member m ON m.id = e.member_id AND m.employment_status = 'ACTIVE' LEFT JOIN sync_run_key k ON k.run_id = $2 AND k.external_id = e.external_id WHERE e.source = $1`,
    [source, id],
  )
  return found!
}

function placeOf(runId: string, number: number) {
  return { table: 'sync_chunk', column: 'content', rowId: `${runId} ${number}` }
}

/** The rows of a chunk, for whoever wants to mend them. */
export async function* chunksOf(query: Transaction['query'], runId: string, cipher: FieldCipher): AsyncGenerator<Chunk> {
  for (let number = 0; ; number += 1) {
    const [found] = await query<Omit<Chunk, 'rows'> & { content: string }>(
      'SELECT number, first_row AS "firstRow", repeated, plan, content FROM sync_chunk WHERE run_id = $1 AND number = $2',
      [runId, number],
    )
    if (found === undefined) return
    const { content, ...chunk } = found
    yield { ...chunk, rows: JSON.parse(await cipher.decrypt(content, placeOf(runId, number))) as SyncMemberRow[] }
  }
}
