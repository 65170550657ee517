import { newId } from '../../platform/crypto/ids.ts'
import { Recordset } from '../../platform/database/recordset.ts'
import { type AuditRecord, type Transaction } from '../../platform/database/write.ts'
import { type ClaimedPeriod } from './membership-claims.ts'
import { type Period } from './membership-directory.ts'
import { type MembershipKind } from './membership.enums.ts'

/** What these persons are and were, by person, newest first. The caller has locked them. */
export async function periodsByMember(tx: Transaction, memberIds: readonly string[]): Promise<Map<string, Period[]>> {
  const periods = await tx.query<Period>(
    `SELECT id, member_id AS "memberId", kind, organization_id AS "organizationId", status, lower(valid)::text AS "from", upper(valid)::text AS "to", ending, version
     FROM membership WHERE member_id = ANY($1::uuid[]) ORDER BY lower(valid) DESC`,
    [memberIds],
  )
  const byMember = new Map<string, Period[]>(memberIds.map((id) => [id, []]))
  for (const period of periods) byMember.get(period.memberId)!.push(period)
  return byMember
}

/** A way in an organisation that is put on record. */
export interface RecordedMembership {
  readonly memberId: string
  readonly kind: MembershipKind
  readonly organization: { readonly id: string; readonly name: string }
  readonly periods: readonly ClaimedPeriod[]
}

/** Puts memberships on record in one statement. The caller has asked the rules and the scope, and writes the audit records that come back. */
export async function recordMemberships(tx: Transaction, memberships: readonly RecordedMembership[]): Promise<AuditRecord[]> {
  const rows = memberships.flatMap(({ memberId, kind, organization, periods }) =>
    periods.map(({ status, from, to }) => ({ id: newId(), memberId, kind, organizationId: organization.id, organization: organization.name, status, from, to })),
  )
  if (rows.length === 0) return []
  await tx.query(recordSql, recorded.of(rows))
  return rows.map(({ id, kind, organizationId, organization, status, from }) => ({ entity: 'Membership', entityId: id, organizationId, after: { kind, status, organization, validFrom: from } }))
}

const recorded = new Recordset({ id: 'uuid', memberId: 'uuid', kind: 'text', organizationId: 'uuid', status: 'text', from: 'date', to: 'date' })

const recordSql = `INSERT INTO membership (id, member_id, kind, organization_id, status, valid, ending)
SELECT id, "memberId", kind, "organizationId", status, daterange("from", "to"), CASE WHEN "to" IS NOT NULL THEN 'STATUS_CHANGED' END
FROM ${recorded.sql}
ORDER BY "memberId", kind, "from"`
