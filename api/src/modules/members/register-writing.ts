import { type AuditRecord, type Transaction } from '../../platform/database/write.ts'
import { auditedChange, blankEntry, type Entry, insertEntries, updateEntries } from './member-entry.ts'

/** An entry that is to be written. */
export interface EntryChange {
  /** Null for a new person. */
  readonly before: Entry | null
  readonly after: Entry
  /** An external id that is new to the person. */
  readonly attaches: { readonly source: string; readonly externalId: string } | null
}

/** Whether anything of the person himself changes. */
export function changesEntry({ before, after }: EntryChange): boolean {
  return before !== null && Object.keys(auditedChange(before, after).after).length > 0
}

/**
 * Writes entries and external ids, each in one statement, and returns what is to be audited; and the changes that are lost, because
 * somebody else enters the same number at this very moment.
 */
export async function writeEntries<Change extends EntryChange>(
  tx: Transaction,
  changes: readonly Change[],
): Promise<{ readonly lost: ReadonlySet<Change>; readonly records: AuditRecord[] }> {
  const fresh = changes.filter(({ before }) => before === null)
  const inserted = await insertEntries(
    tx,
    fresh.map(({ after }) => after),
  )
  const lost = new Set(fresh.filter(({ after }) => !inserted.has(after.id)))
  const written = changes.filter((change) => !lost.has(change))
  const changed = written.filter(changesEntry)
  await updateEntries(
    tx,
    changed.map(({ after }) => after),
  )
  attachExternalIds(tx, written)
  const told = new Set<Change>(changed)
  return {
    lost,
    records: written.filter((change) => change.before === null || change.attaches !== null || told.has(change)).map(auditRecordOf),
  }
}

function attachExternalIds(tx: Transaction, changes: readonly EntryChange[]): void {
  const rows = changes.flatMap(({ after, attaches }) => (attaches === null ? [] : [{ ...attaches, memberId: after.id }]))
  if (rows.length === 0) return
  tx.send(
    `INSERT INTO external_identity (source, external_id, member_id)
     SELECT source, "externalId", "memberId" FROM jsonb_to_recordset($1) AS r (source text, "externalId" text, "memberId" uuid) ORDER BY source, "externalId"`,
    [JSON.stringify(rows)],
  )
}

function auditRecordOf({ before, after, attaches }: EntryChange): AuditRecord {
  const change = auditedChange(before ?? blankEntry(after.id), after)
  const externalId = attaches === null ? {} : { externalId: `${attaches.source} ${attaches.externalId}` }
  return {
    entity: 'Member',
    entityId: after.id,
    organizationId: after.employerUnitId,
    before: before === null ? null : change.before,
    after: { ...change.after, ...externalId },
  }
}
