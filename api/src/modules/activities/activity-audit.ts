import { type Transaction, type Writes } from '../../platform/database/write.ts'

type Values = Readonly<Record<string, unknown>>

/** Writes the audit entry of a change, together with the change where it is given: of each side only what differs. */
export function auditChange(
  tx: Transaction,
  activity: { readonly id: string; readonly organizationId: string },
  before: Values,
  after: Values,
  { reason = null, writes }: { readonly reason?: string | null; readonly writes?: Writes } = {},
): void {
  const changed = Object.keys(after).filter((name) => JSON.stringify(before[name]) !== JSON.stringify(after[name]))
  const only = (side: Values) => Object.fromEntries(changed.map((name) => [name, side[name]]))
  tx.audit({ entity: 'Activity', entityId: activity.id, organizationId: activity.organizationId, before: only(before), after: only(after), reason }, writes)
}
