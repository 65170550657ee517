import { newId } from '../../../platform/crypto/ids.ts'
import { type FieldCipher } from '../../../platform/crypto/field-cipher.ts'
import { Recordset } from '../../../platform/database/recordset.ts'
import { type Transaction } from '../../../platform/database/write.ts'
import { type ProposalAspect, type SyncProposalType } from './proposal.enums.ts'

/** What a row wants an officer to decide. */
export interface WantedProposal {
  readonly type: SyncProposalType
  readonly aspect: ProposalAspect
  /** The present and the proposed value, as they may be shown. */
  readonly before: string | null
  readonly after: string | null
  /** What accepting writes; never a number. */
  readonly target: Readonly<Record<string, string | null>>
  /** A national ID number. */
  readonly secret?: string
  /** Tells whether two proposals want the same; keyed where it is of a number. */
  readonly fingerprint: string
  readonly effectiveOn: string | null
}

/** What is known of earlier proposals about a person or unit. */
export interface EarlierProposals {
  readonly waiting: ReadonlyMap<ProposalAspect, { readonly id: string; readonly fingerprint: string }>
  /** The values that an officer declined last. */
  readonly declined: ReadonlyMap<ProposalAspect, string>
}

export const noProposals: EarlierProposals = { waiting: new Map(), declined: new Map() }

/** What becomes of the proposals of one row. */
export interface ProposalChanges {
  readonly subject: { readonly memberId: string } | { readonly organizationId: string }
  readonly externalId: string
  readonly sourceVersion: number | null
  readonly inserted: readonly WantedProposal[]
  readonly superseded: readonly string[]
}

/** The proposals about these persons or units, by the source; each by the id of whom it is about. */
export async function earlierProposals(
  tx: Transaction,
  source: string,
  subjects: readonly string[],
): Promise<Map<string, EarlierProposals>> {
  const found =
    subjects.length === 0
      ? []
      : await tx.query<{ id: string; subject: string; aspect: ProposalAspect; fingerprint: string; status: string }>(
          `SELECT DISTINCT ON (subject, aspect, waits) id, subject, aspect, fingerprint, status
           FROM (SELECT p.*, coalesce(p.member_id, p.organization_id) AS subject, p.status = 'PENDING' AS waits FROM sync_proposal p
             WHERE (p.member_id = ANY($2::uuid[]) OR p.organization_id = ANY($2::uuid[])) AND p.source = $1 AND p.status <> 'SUPERSEDED') p
           ORDER BY subject, aspect, waits, id DESC`,
          [source, subjects],
        )
  const known = new Map<
    string,
    { waiting: Map<ProposalAspect, { id: string; fingerprint: string }>; declined: Map<ProposalAspect, string> }
  >()
  for (const { id, subject, aspect, fingerprint, status } of found) {
    const of = known.get(subject) ?? { waiting: new Map(), declined: new Map() }
    known.set(subject, of)
    if (status === 'PENDING') of.waiting.set(aspect, { id, fingerprint })
    else if (status === 'REJECTED') of.declined.set(aspect, fingerprint)
  }
  return known
}

/** Files new proposals and puts away those that they, or the register, have overtaken: in two statements. */
export async function storeProposals(
  tx: Transaction,
  source: string,
  changes: readonly ProposalChanges[],
  cipher: FieldCipher,
): Promise<void> {
  const superseded = changes.flatMap((change) => change.superseded)
  if (superseded.length > 0) {
    await tx.query(
      `UPDATE sync_proposal SET status = 'SUPERSEDED', decided_at = now(), version = version + 1, updated_at = now() WHERE id = ANY($1::uuid[]) AND status = 'PENDING'`,
      [superseded],
    )
  }
  const rows = changes.flatMap(({ inserted, subject, externalId, sourceVersion }) =>
    inserted.map(({ secret, ...wanted }) => ({
      id: newId(),
      memberId: null,
      organizationId: null,
      ...subject,
      externalId,
      sourceVersion,
      secret,
      ...wanted,
    })),
  )
  if (rows.length === 0) return
  const secret = rows.filter((row) => row.secret !== undefined)
  const sealed = await cipher.encryptAll(secret.map((row) => ({ plaintext: row.secret!, place: sealedPlace(row.id) })))
  const sealedOf = new Map(secret.map(({ id }, at) => [id, sealed[at]!]))
  await tx.query(fileSql, [source, ...filed.of(rows.map(({ secret: _secret, ...row }) => ({ ...row, sealed: sealedOf.get(row.id) ?? null })))])
}

const filed = new Recordset(
  {
    id: 'uuid',
    externalId: 'text',
    type: 'text',
    aspect: 'text',
    memberId: 'uuid',
    organizationId: 'uuid',
    before: 'text',
    after: 'text',
    target: 'jsonb',
    sealed: 'text',
    fingerprint: 'text',
    effectiveOn: 'date',
    sourceVersion: 'bigint',
  },
  2,
)

const fileSql = `INSERT INTO sync_proposal (id, source, external_id, type, aspect, member_id, organization_id, before, after, target, sealed, fingerprint, effective_on, source_version)
SELECT id, $1, "externalId", type, aspect, "memberId", "organizationId", before, after, target, sealed, fingerprint, "effectiveOn", "sourceVersion"
FROM ${filed.sql}`

/** Where the number of a proposal is sealed for. */
export function sealedPlace(rowId: string) {
  return { table: 'sync_proposal', column: 'sealed', rowId }
}
