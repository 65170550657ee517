import { Recordset } from '../../platform/database/recordset.ts'
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

/** Sends what inserts the new ones among the entries, and returns the ids of those written: not where another holds the number. */
export function insertNew(tx: Transaction, changes: readonly EntryChange[]): Promise<Set<string>> {
  return insertEntries(
    tx,
    changes.flatMap(({ before, after }) => (before === null ? [after] : [])),
  )
}

/**
 * Writes changed entries and new external ids, each in one statement, and returns what is to be audited; and the changes that are lost, because
 * somebody else enters the same number at this very moment. New entries are being inserted already.
 */
export async function writeEntries<Change extends EntryChange>(
  tx: Transaction,
  changes: readonly Change[],
  inserting: Promise<ReadonlySet<string>>,
): Promise<{ readonly lost: ReadonlySet<Change>; readonly records: AuditRecord[] }> {
  // it is found out while the database inserts
  const told = changes.map((change) => ({ change, ...auditOf(change) }))
  const inserted = await inserting
  const lost = new Set(changes.filter(({ before, after }) => before === null && !inserted.has(after.id)))
  const written = told.filter(({ change }) => !lost.has(change))
  await updateEntries(
    tx,
    written.flatMap(({ change, isChanged }) => (isChanged ? [change.after] : [])),
  )
  attachExternalIds(
    tx,
    written.map(({ change }) => change),
  )
  return {
    lost,
    records: written.flatMap(({ change, isChanged, record }) => (change.before === null || change.attaches !== null || isChanged ? [record] : [])),
  }
}

function attachExternalIds(tx: Transaction, changes: readonly EntryChange[]): void {
  const rows = changes.flatMap(({ after, attaches }) => (attaches === null ? [] : [{ ...attaches, memberId: after.id }]))
  if (rows.length === 0) return
  tx.send(attachSql, identities.of(rows))
}

const identities = new Recordset({ source: 'text', externalId: 'text', memberId: 'uuid' })

const attachSql = `INSERT INTO external_identity (source, external_id, member_id) SELECT source, "externalId", "memberId" FROM ${identities.sql} ORDER BY source, "externalId"`

/** What is to be audited of a change, and whether anything of a known person himself changes. */
function auditOf({ before, after, attaches }: EntryChange): { readonly record: AuditRecord; readonly isChanged: boolean } {
  const change = auditedChange(before ?? blankEntry(after.id), after)
  const externalId = attaches === null ? {} : { externalId: `${attaches.source} ${attaches.externalId}` }
  return {
    isChanged: before !== null && Object.keys(change.after).length > 0,
    record: {
      entity: 'Member',
      entityId: after.id,
      organizationId: after.employerUnitId,
      before: before === null ? null : change.before,
      after: { ...change.after, ...externalId },
    },
  }
}
