import { connection, derived, descending, expression, type Field, Graph, type Sql, type Tie } from '../graph/graph.ts'
import { type Statement } from '../graph/statement.ts'
import { type Permission } from '../access/permissions.ts'
import { type FieldChangeType } from './audit-entry.type.ts'

type Values = Readonly<Record<string, unknown>>

interface Trail {
  /** The predicates that tie an entry to the row that it is about. */
  readonly about: Tie
  /** The predicate "the caller's scope takes in this entry". */
  readonly visible: (entry: string, q: Statement, permission: Permission) => Sql | null
}

/** What was done to a row, newest first: the connection `auditTrail(first, after)`. Needs audit:read. */
export function auditTrail({ about, visible }: Trail): Field {
  const entries = new Graph('AuditEntry', 'audit_entry', { types: [], permission: 'audit:read', visible, orders: { NEWEST: descending((entry) => `${entry}.at`, 'timestamptz') } })
  entries.extend({
    id: expression((entry) => `${entry}.id`),
    at: expression((entry) => `${entry}.at`),
    actorName: expression((entry) => `${entry}.actor_name`),
    action: expression((entry) => `${entry}.action`),
    reason: expression((entry) => `${entry}.reason`),
    changes: derived<{ before: Values | null; after: Values | null }>(
      { before: (entry) => `${entry}.before`, after: (entry) => `${entry}.after` },
      ({ before, after }) => changesBetween(before ?? {}, after ?? {}),
    ),
  })
  return { ...connection(() => entries, about, 'NEWEST'), refusable: true } as Field
}

function changesBetween(before: Values, after: Values): FieldChangeType[] {
  const fields = new Set([...Object.keys(before), ...Object.keys(after)])
  return [...fields].map((field) => ({ field, before: inText(before[field]), after: inText(after[field]) }))
}

function inText(value: unknown): string | null {
  if (value === null || value === undefined) return null
  return typeof value === 'string' ? value : JSON.stringify(value)
}
