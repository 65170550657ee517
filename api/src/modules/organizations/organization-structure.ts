import { type Transaction } from '../../platform/database/write.ts'
import { type OrganizationEventKind, type OrganizationKind } from './organization.enums.ts'

/**
 * Keeps the shape of one tree still until the end of the transaction. SHARE lets others add beside us; EXCLUSIVE is for changes that
 * rewrite paths, so that two moves can never make a cycle.
 */
export async function holdTree(tx: Transaction, kind: OrganizationKind, mode: 'SHARE' | 'EXCLUSIVE'): Promise<void> {
  const lock = mode === 'SHARE' ? 'SELECT pg_advisory_xact_lock_shared(hashtext($1))' : 'SELECT pg_advisory_xact_lock(hashtext($1))'
  await tx.query(lock, [`organization-tree-${kind}`])
}

interface Happening {
  readonly organizationId: string
  readonly type: OrganizationEventKind
  readonly effectiveOn: string
  readonly documentNumber?: string | null
  readonly nameBefore?: string
  readonly nameAfter?: string
  readonly relatedBefore?: string | null
  readonly relatedAfter?: string | null
}

/** Writes one line of the organisation's history. */
export async function recordEvent(tx: Transaction, event: Happening): Promise<void> {
  await tx.query(
    `INSERT INTO organization_event (organization_id, type, effective_on, document_number, name_before, name_after, related_before, related_after)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [
      event.organizationId,
      event.type,
      event.effectiveOn,
      event.documentNumber || null,
      event.nameBefore ?? null,
      event.nameAfter ?? null,
      event.relatedBefore ?? null,
      event.relatedAfter ?? null,
    ],
  )
}

/** The earliest day on which the subtree may move: nothing in it, nor the new parent's place, changed after that day. */
export async function earliestMove(tx: Transaction, path: string, parentId: string): Promise<string> {
  const [row] = await tx.query<{ day: string }>(
    `SELECT max(lower(p.valid))::text AS day FROM organization_placement p
     WHERE (p.path >= $1 AND p.path < $1 || '0') OR (p.organization_id = $2 AND upper_inf(p.valid))`,
    [path, parentId],
  )
  return row!.day
}

/** Moves the subtree at `path` under `parentPath` from a day on: today's rows end, and rows with the new paths begin. */
export async function rewritePaths(
  tx: Transaction,
  move: { organizationId: string; path: string; parentId: string; parentPath: string; from: string },
): Promise<void> {
  const { organizationId, path, parentId, parentPath, from } = move
  const ownPart = path.slice(path.lastIndexOf('/'))
  await tx.query(
    'SELECT FROM organization o JOIN organization_placement p ON p.organization_id = o.id WHERE upper_inf(p.valid) AND p.path >= $1 AND p.path < $1 || $2 ORDER BY o.id FOR UPDATE OF o',
    [path, '0'],
  )
  // a row that began on that very day never held: it takes the new path
  await tx.query(
    `UPDATE organization_placement SET path = $2 || substr(path, $3), parent_id = CASE WHEN organization_id = $4 THEN $5::uuid ELSE parent_id END
     WHERE upper_inf(valid) AND path >= $1 AND path < $1 || '0' AND lower(valid) = $6::date`,
    [path, parentPath + ownPart, path.length + 1, organizationId, parentId, from],
  )
  await tx.query(
    `WITH ended AS (
       UPDATE organization_placement SET valid = daterange(lower(valid), $6::date)
       WHERE upper_inf(valid) AND path >= $1 AND path < $1 || '0' AND lower(valid) < $6::date
       RETURNING organization_id, kind, parent_id, path
     )
     INSERT INTO organization_placement (organization_id, kind, parent_id, path, valid)
     SELECT organization_id, kind, CASE WHEN organization_id = $4 THEN $5::uuid ELSE parent_id END, $2 || substr(path, $3), daterange($6::date, NULL) FROM ended`,
    [path, parentPath + ownPart, path.length + 1, organizationId, parentId, from],
  )
}

/** Takes what the subtree counts from the ancestors that it leaves to those that it comes under. */
export async function repostCounts(tx: Transaction, organizationId: string, fromPath: string, toPath: string): Promise<void> {
  const leaving = segmentsAbove(fromPath)
  const joining = segmentsAbove(toPath)
  await tx.query(
    `SELECT repost_counts($1, ARRAY(SELECT id FROM organization WHERE segment = ANY($2::text[])), ARRAY(SELECT id FROM organization WHERE segment = ANY($3::text[])))`,
    [organizationId, leaving.filter((segment) => !joining.includes(segment)), joining.filter((segment) => !leaving.includes(segment))],
  )
}

function segmentsAbove(path: string): string[] {
  return path.split('/').slice(1, -1)
}
