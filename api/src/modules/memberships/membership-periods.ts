import { type Transaction } from '../../platform/database/write.ts'
import { type Period } from './membership-directory.ts'
import { type MembershipEnding, type MembershipKind, type MembershipStatus } from './membership.enums.ts'

interface NewPeriod {
  readonly memberId: string
  readonly kind: MembershipKind
  readonly organizationId: string
  readonly status: MembershipStatus
  readonly from: string
}

/** Opens a period; null where another of the same person and kind overlaps it, also one that is being written at the same time. */
export async function openPeriod(tx: Transaction, { memberId, kind, organizationId, status, from }: NewPeriod): Promise<string | null> {
  const [row] = await tx.query<{ id: string }>(
    'INSERT INTO membership (member_id, kind, organization_id, status, valid) VALUES ($1, $2, $3, $4, daterange($5::date, NULL)) ON CONFLICT DO NOTHING RETURNING id',
    [memberId, kind, organizationId, status, from],
  )
  return row?.id ?? null
}

/**
 * Lets an open period go on in another status or organisation from a day on, and returns the id of the period that lasts. One that began
 * on that very day never held: it becomes the new one.
 */
export async function continuePeriod(
  tx: Transaction,
  period: Period,
  next: { readonly status?: MembershipStatus; readonly organizationId?: string; readonly on: string; readonly ending: MembershipEnding },
): Promise<string> {
  const { status = period.status, organizationId = period.organizationId, on } = next
  if (on === period.from) {
    await tx.query('UPDATE membership SET status = $2, organization_id = $3, version = version + 1, updated_at = now() WHERE id = $1', [period.id, status, organizationId])
    return period.id
  }
  await close(tx, period.id, on, next.ending)
  const opened = await openPeriod(tx, { memberId: period.memberId, kind: period.kind, organizationId, status, from: on })
  if (opened === null) throw new Error('A period that had just ended overlaps the one that follows it.')
  return opened
}

/**
 * Ends an open period on a day; null where nothing is left of it: one that began on that very day never held. What led into it then
 * ended for the same reason.
 */
export async function endPeriod(tx: Transaction, period: Period, on: string, ending: MembershipEnding): Promise<string | null> {
  if (on > period.from) {
    await close(tx, period.id, on, ending)
    return period.id
  }
  await tx.query('DELETE FROM membership WHERE id = $1', [period.id])
  await tx.query(
    `UPDATE membership SET ending = $4, version = version + 1, updated_at = now()
     WHERE member_id = $1 AND kind = $2 AND upper(valid) = $3::date AND ending IN ('STATUS_CHANGED', 'TRANSFERRED_OUT')`,
    [period.memberId, period.kind, on, ending],
  )
  return null
}

async function close(tx: Transaction, id: string, on: string, ending: MembershipEnding): Promise<void> {
  await tx.query('UPDATE membership SET valid = daterange(lower(valid), $2::date), ending = $3, version = version + 1, updated_at = now() WHERE id = $1', [id, on, ending])
}
