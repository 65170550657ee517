import { Recordset } from '../../platform/database/recordset.ts'
import { type Transaction } from '../../platform/database/write.ts'
import { syncError, type SyncErrorType } from './sync-error.type.ts'

/** What every row of every source is: news of one of its ids, in an order of its own. */
export interface MessageInput {
  readonly externalId: string
  readonly sourceVersion?: number | null
  readonly deleted?: boolean | null
}

export interface Message<Row> {
  readonly index: number
  readonly row: Row
  readonly externalId: string
  readonly version: number | null
  readonly deleted: boolean
  /** Tells whether two messages say the same, whatever their versions; keyed. */
  readonly digest: string
}

/** What a source told last of one of its ids. */
export interface SyncRecord {
  readonly externalId: string
  readonly targetId: string | null
  readonly sourceVersion: number | null
  readonly digest: string
  readonly targetVersion: number | null
  readonly settled: boolean
  readonly deleted: boolean
}

export interface NewRecord extends SyncRecord {
  readonly entity: 'MEMBER' | 'ORGANIZATION'
}

/** The messages of a call of which each is the only one of its id, and why the others are none. */
export function readMessages<Row extends MessageInput>(
  rows: readonly Row[],
  digest: (text: string) => string,
): { readonly messages: Message<Row>[]; readonly errors: Map<number, SyncErrorType[]> } {
  const errors = new Map<number, SyncErrorType[]>()
  const byId = new Map<string, Message<Row>[]>()
  for (const [index, row] of rows.entries()) {
    const { sourceVersion, ...content } = row
    const externalId = row.externalId.normalize('NFKC').trim()
    const version = sourceVersion ?? null
    const wrong = [
      ...(externalIdForm.test(externalId) ? [] : [syncError('EXTERNAL_ID_INVALID', index, 'externalId')]),
      ...(version === null || (Number.isSafeInteger(version) && version >= 0)
        ? []
        : [syncError('VERSION_INVALID', index, 'sourceVersion')]),
    ]
    if (wrong.length > 0) {
      errors.set(index, wrong)
      continue
    }
    const message = {
      index,
      row,
      externalId,
      version,
      deleted: row.deleted === true,
      digest: digest(JSON.stringify({ ...content, externalId })),
    }
    const same = byId.get(externalId)
    if (same === undefined) byId.set(externalId, [message])
    else same.push(message)
  }
  const messages: Message<Row>[] = []
  for (const same of byId.values()) {
    const kept = same.length === 1 ? same[0]! : latestOf(same, errors)
    if (kept !== null) messages.push(kept)
  }
  return { messages, errors }
}

/** As the register’s files have it: no spaces, no formula, no control characters. */
const externalIdForm = /^[^=+\-@\p{C}\s][^\p{C}\s]{0,63}$/u

/** Of several messages about one id the one that counts, whatever their order; null where nothing tells which. */
function latestOf<Row>(same: readonly Message<Row>[], errors: Map<number, SyncErrorType[]>): Message<Row> | null {
  const versions = same.map(({ version }) => version)
  const ordered = versions.every((version) => version !== null)
  const latest = ordered ? Math.max(...versions) : null
  const candidates = same.filter(({ version }) => version === latest || latest === null)
  for (const { index, version } of same)
    if (latest !== null && version !== latest) errors.set(index, [syncError('VERSION_STALE', index, 'sourceVersion', { latest })])
  const agree = candidates.every(({ digest, version }) => digest === candidates[0]!.digest && version === candidates[0]!.version)
  for (const { index } of agree ? candidates.slice(1) : candidates)
    errors.set(index, [syncError('DUPLICATE_IN_BATCH', index, 'externalId', { rows: same.map((each) => each.index).join(', ') })])
  return agree ? candidates[0]! : null
}

/** Why a message cannot follow what the source told before; null where it can. */
export function orderError({ index, version, deleted, digest }: Message<unknown>, last: SyncRecord | undefined): SyncErrorType | null {
  if (last === undefined) return null
  const { sourceVersion } = last
  if (last.deleted && !deleted && version === null) return syncError('TOMBSTONED', index, 'externalId')
  if (sourceVersion === null) return null
  if (version === null) return syncError('VERSION_MISSING', index, 'sourceVersion', { latest: sourceVersion })
  if (version < sourceVersion) return syncError('VERSION_STALE', index, 'sourceVersion', { latest: sourceVersion })
  return version === sourceVersion && digest !== last.digest
    ? syncError('VERSION_REUSED', index, 'sourceVersion', { latest: sourceVersion })
    : null
}

/** Batches of one source run one after the other, and so do the imports of its files. */
export async function lockSource(tx: Transaction, source: string): Promise<void> {
  await tx.query(`SELECT pg_advisory_xact_lock(hashtext('member-register ' || $1))`, [source])
}

/** Keeps what was told, unless something later is kept already. */
export function storeRecords(tx: Transaction, source: string, records: readonly NewRecord[]): void {
  if (records.length === 0) return
  tx.send(storeSql, [source, ...newRecords.of(records)])
}

const newRecords = new Recordset<keyof NewRecord>(
  { entity: 'text', externalId: 'text', targetId: 'uuid', sourceVersion: 'bigint', digest: 'text', targetVersion: 'int', settled: 'boolean', deleted: 'boolean' },
  2,
)

const storeSql = `INSERT INTO sync_record AS kept (entity, source, external_id, target_id, source_version, digest, target_version, settled, deleted)
SELECT entity, $1, "externalId", "targetId", "sourceVersion", digest, "targetVersion", settled, deleted
FROM ${newRecords.sql}
ORDER BY entity, "externalId"
ON CONFLICT (entity, source, external_id) DO UPDATE SET target_id = excluded.target_id, source_version = excluded.source_version, digest = excluded.digest,
  target_version = excluded.target_version, settled = excluded.settled, deleted = excluded.deleted, updated_at = now()
WHERE kept.source_version IS NULL OR excluded.source_version >= kept.source_version`

/** What is kept of a message that was taken. */
export function recordOf(
  entity: NewRecord['entity'],
  { externalId, version, digest, deleted }: Message<unknown>,
  target: Pick<NewRecord, 'targetId' | 'targetVersion' | 'settled'>,
): NewRecord {
  return { entity, externalId, sourceVersion: version, digest, deleted, ...target }
}
