import { type Permission } from '../../platform/access/permissions.ts'
import { covers } from '../../platform/access/scope.ts'
import { columns, derived, expression, graph, type Graph, one, type Sql } from '../../platform/graph/graph.ts'
import { type Statement } from '../../platform/graph/statement.ts'
import { organizationGraph, organizationInScope, organizationWithin } from '../organizations/index.ts'
import { Membership } from './membership.entity.ts'
import { type MembershipKind, type MembershipStatus } from './membership.enums.ts'
import { actionsFrom, endingsFrom, nextStatuses } from './membership.rules.ts'

/** How memberships are read: each belongs to its own organisation, whoever else knows the person. */
export const membershipGraph: Graph = graph('Membership', Membership, {
  types: [],
  permission: 'members:read',
  visible: (t, q, permission) => organizationInScope(`${t}.organization_id`, q, permission),
  orders: {},
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

/** Which memberships count: open ones that the permission takes in, of a kind, a status and a subtree where those are given. */
export interface MembershipConditions {
  readonly kinds?: readonly MembershipKind[] | null
  readonly statuses?: readonly MembershipStatus[] | null
  readonly within?: string | null
}

/** A query for the ids of the persons who hold such a membership. */
export function holdersOf(q: Statement, permission: Permission, conditions: MembershipConditions = {}): Sql {
  return `SELECT held.member_id FROM membership held WHERE ${predicates('held', q, permission, conditions)}`
}

/** The predicate "this person holds such a membership", for one row at a time. */
export function holds(memberIdSql: Sql, q: Statement, permission: Permission, conditions: MembershipConditions = {}): Sql {
  return `EXISTS (SELECT FROM membership held WHERE held.member_id = ${memberIdSql} AND ${predicates('held', q, permission, conditions)})`
}

function predicates(t: string, q: Statement, permission: Permission, { kinds, statuses, within }: MembershipConditions): Sql {
  const where = [`upper_inf(${t}.valid)`]
  const scope = organizationInScope(`${t}.organization_id`, q, permission)
  if (scope !== null) where.push(scope)
  if (kinds != null) where.push(`${t}.kind = ANY(${q.param(kinds)}::text[])`)
  if (statuses != null) where.push(`${t}.status = ANY(${q.param(statuses)}::text[])`)
  if (within != null) where.push(organizationWithin(`${t}.organization_id`, q, within))
  return where.join(' AND ')
}
