import { column, columns, derived, descending, expression, graph, list, one } from '../../../platform/graph/graph.ts'
import { type Statement } from '../../../platform/graph/statement.ts'
import { memberGraph } from '../../members/index.ts'
import { type MembershipKind, membershipGraph, type MembershipStatus, standsInScope } from '../../memberships/index.ts'
import { organizationGraph, organizationInScope } from '../../organizations/index.ts'
import { SyncProposal } from './proposal.entity.ts'
import { type SyncProposalAction, type SyncProposalType } from './proposal.enums.ts'
import { usualStep } from './proposal.rules.ts'

/** Proposals belong to the officers in whose scope the person or unit stands. */
export const syncProposalGraph = graph('SyncProposal', SyncProposal, {
  types: ['Node'],
  permission: 'members:write',
  visible: (t, q, permission) =>
    `CASE WHEN ${t}.member_id IS NULL THEN ${organizationInScope(`${t}.organization_id`, q, permission) ?? 'true'} ELSE ${standsInScope(`${t}.member_id`, q, permission)} END`,
  orders: { NEWEST: descending((t) => `${t}.id`, 'uuid') },
}).extend({
  ...columns(SyncProposal, [
    'id',
    'type',
    'status',
    'source',
    'externalId',
    'before',
    'after',
    'effectiveOn',
    'reason',
    'decidedAt',
    'createdAt',
  ]),
  version: column(SyncProposal, 'version'),
  decidedBy: expression((t) => `(SELECT a.display_name FROM account a WHERE a.id = ${t}.decided_by)`),
  member: one(
    () => memberGraph,
    (member, t) => [`${member}.id = ${t}.member_id`],
  ),
  organization: one(
    () => organizationGraph,
    (organization, t) => [`${organization}.id = ${t}.organization_id`],
  ),
  memberships: list(
    () => membershipGraph,
    (membership, t) => [`${membership}.member_id = ${t}.member_id`, `upper_inf(${membership}.valid)`, bearsOnMemberships(t)],
    (membership) => `${membership}.kind`,
  ),
  // offices to vacate, and the protection of a union’s chair within the term, join here once there are offices
  consequences: derived<{ type: SyncProposalType; held: HeldMembership[] | null }>(
    { type: (t) => `${t}.type`, held: heldMemberships },
    ({ type, held }) =>
      (held ?? []).map(({ membershipId, kind, status, covering, organizationId }) => ({
        membershipId,
        ...usualStep(type, { kind, status, organizationId, covering }),
      })),
  ),
  viewerCan: derived<{ status: string }>({ status: (t) => `${t}.status` }, ({ status }): SyncProposalAction[] =>
    status === 'PENDING' ? ['ACCEPT', 'REJECT'] : [],
  ),
})

interface HeldMembership {
  readonly membershipId: string
  readonly kind: MembershipKind
  readonly status: MembershipStatus
  readonly organizationId: string
  /** The organisation of the kind that covers the new unit. */
  readonly covering: string | null
}

function bearsOnMemberships(t: string): string {
  return `${t}.status = 'PENDING' AND ${t}.type IN ('MOVE', 'RETIRE', 'LEAVE')`
}

function heldMemberships(t: string, q: Statement): string {
  const scope = organizationInScope('held.organization_id', q, 'members:read')
  const covers = organizationInScope('covering.id', q, 'members:write')
  return `(SELECT json_agg(json_build_object('membershipId', held.id, 'kind', held.kind, 'status', held.status, 'organizationId', held.organization_id, 'covering', (
      SELECT covering.id FROM organization_link link JOIN organization covering ON covering.id = link.from_id AND covering.kind = held.kind AND covering.dissolved_on IS NULL
      WHERE link.type = 'COVERS' AND upper_inf(link.valid) AND link.to_id = (${t}.target ->> 'employerUnitId')::uuid ${covers === null ? '' : `AND ${covers}`} ORDER BY covering.id LIMIT 1
    )) ORDER BY held.kind) FROM membership held WHERE held.member_id = ${t}.member_id AND upper_inf(held.valid) AND ${bearsOnMemberships(t)} ${scope === null ? '' : `AND ${scope}`})`
}
