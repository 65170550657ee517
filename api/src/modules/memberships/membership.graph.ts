import { type Permission } from '../../platform/access/permissions.ts'
import { covers } from '../../platform/access/scope.ts'
import { columns, derived, descending, expression, graph, type Graph, one, type Sql } from '../../platform/graph/graph.ts'
import { type Statement } from '../../platform/graph/statement.ts'
import { organizationGraph, organizationInScope, organizationWithin } from '../organizations/index.ts'
import { Membership } from './membership.entity.ts'
import { type MembershipKind, type MembershipStatus } from './membership.enums.ts'
import { actionsFrom, endingsFrom, nextStatuses } from './membership.rules.ts'

/** How memberships are read: each belongs to its own organisation, whoever else knows the person. */
export const membershipGraph: Graph = graph('Membership', Membership, {
  types: ['Node'],
  permission: 'members:read',
  visible: (t, q, permission) => organizationInScope(`${t}.organization_id`, q, permission),
  orders: { NEWEST: descending((t) => `lower(${t}.valid)`, 'date') },
}).extend({
  ...columns(Membership, ['id', 'kind', 'status', 'ending', 'version']),
  organization: one(() => organizationGraph, (organization, t) => [`${organization}.id = ${t}.organization_id`]),
  validFrom: expression((t) => `lower(${t}.valid)`),
  validTo: expression((t) => `upper(${t}.valid)`),
  nextStatuses: derived<{ kind: MembershipKind; status: MembershipStatus; open: boolean }>(
    { kind: (t) => `${t}.kind`, status: (t) => `${t}.status`, open: (t) => `upper_inf(${t}.valid)` },
    ({ kind, status, open }) => (open ? nextStatuses(kind, status) : []),
  ),
  endings: derived<{ kind: MembershipKind; status: MembershipStatus; open: boolean }>(
    { kind: (t) => `${t}.kind`, status: (t) => `${t}.status`, open: (t) => `upper_inf(${t}.valid)` },
    ({ kind, status, open }) => (open ? endingsFrom(kind, status) : []),
  ),
  viewerCan: derived<{ kind: MembershipKind; status: MembershipStatus; open: boolean; path: string }>(
    {
      kind: (t) => `${t}.kind`,
      status: (t) => `${t}.status`,
      open: (t) => `upper_inf(${t}.valid)`,
      path: (t) => `(SELECT placed.path FROM organization_placement placed WHERE placed.organization_id = ${t}.organization_id AND upper_inf(placed.valid))`,
    },
    ({ kind, status, open, path }, { viewer }) => (open && covers(viewer.scope('members:write'), path) ? actionsFrom(kind, status) : []),
  ),
})

/**
 * The predicate "this person holds a membership of these kinds, in these statuses" today, or `on` a day, by those in the permission's scope
 * only.
 */
export function holdsMembership(memberIdSql: Sql, q: Statement, permission: Permission, { kinds, statuses, on }: MembershipConditions): Sql {
  const where = [`held.member_id = ${memberIdSql}`, on == null ? 'upper_inf(held.valid)' : `held.valid @> ${on}`]
  const scope = organizationInScope('held.organization_id', q, permission)
  if (scope !== null) where.push(scope)
  if (kinds != null) where.push(`held.kind = ANY(${q.param(kinds)}::text[])`)
  if (statuses != null) where.push(`held.status = ANY(${q.param(statuses)}::text[])`)
  return `EXISTS (SELECT FROM membership held WHERE ${where.join(' AND ')})`
}

export interface MembershipConditions {
  readonly kinds?: readonly MembershipKind[] | null
  readonly statuses?: readonly MembershipStatus[] | null
  /** A day, as SQL. */
  readonly on?: Sql | null
}

/**
 * The predicate "this person stands in the scope": by an open membership or by employment; with `within`, in that organisation's subtree;
 * with `kinds`, in organisations of those. It is one join, which the database takes from the side that is smaller.
 */
export function standsInScope(memberIdSql: Sql, q: Statement, permission: Permission, within: string | null = null, kinds: readonly string[] | null = null): Sql {
  const where = [`stood.member_id = ${memberIdSql}`]
  const scope = organizationInScope('stood.organization_id', q, permission)
  if (scope !== null) where.push(scope)
  if (within !== null) where.push(organizationWithin('stood.organization_id', q, within))
  if (kinds !== null) where.push(`stood.kind = ANY(${q.param(kinds)}::text[])`)
  return `EXISTS (SELECT FROM member_place stood WHERE ${where.join(' AND ')})`
}
