import { type Permission } from '../../platform/access/permissions.ts'
import { auditTrail } from '../../platform/audit/audit-trail.ts'
import { ascending, column, columns, derived, descending, graph, type Graph, list, one } from '../../platform/graph/graph.ts'
import { type Statement } from '../../platform/graph/statement.ts'
import { type MembershipKind, membershipGraph, standsInScope } from '../memberships/index.ts'
import { organizationGraph, organizationInScope } from '../organizations/index.ts'
import { codeField } from './code-tables.ts'
import { ExternalIdentity, Member } from './member.entity.ts'
import { type MemberAction } from './member.enums.ts'

/** How persons are read: a person is visible where one of his open memberships, or the unit that employs him, is in scope. */
export const memberGraph: Graph = graph('Member', Member, {
  types: ['Node'],
  permission: 'members:read',
  visible: (t, q, permission) => standsInScope(`${t}.id`, q, permission),
  orders: {
    NAME_ASC: ascending((t) => `${t}.pinyin`),
    NAME_DESC: descending((t) => `${t}.pinyin`),
    CODE_ASC: ascending((t) => `${t}.code`),
    CODE_DESC: descending((t) => `${t}.code`),
  },
})

const externalIdentityGraph = graph('ExternalId', ExternalIdentity, {
  types: [],
  permission: 'members:read',
  key: 'external_id',
  visible: (t, q, permission) => standsInScope(`${t}.member_id`, q, permission),
  orders: {},
}).extend(columns(ExternalIdentity, ['source', 'externalId']))

memberGraph.extend({
  ...columns(Member, ['id', 'code', 'name', 'sex', 'employmentStatus', 'employmentStarted', 'post', 'version']),
  birthDate: column(Member, 'birthDate', 'members:personal'),
  nationalId: column(Member, 'nationalIdMasked', 'members:personal'),
  phone: column(Member, 'phoneMasked', 'members:personal'),
  ethnicity: codeField('ETHNICITY', (t) => `${t}.ethnicity`),
  education: codeField('EDUCATION', (t) => `${t}.education`),
  politicalStatus: codeField('POLITICAL_STATUS', (t) => `${t}.political_status`),
  employerUnit: one(() => organizationGraph, (unit, t) => [`${unit}.id = ${t}.employer_unit_id`]),
  memberships: list(
    () => membershipGraph,
    (membership, t) => [`${membership}.member_id = ${t}.id`],
    (membership) => `upper_inf(${membership}.valid) DESC, ${membership}.valid DESC, ${membership}.id DESC`,
  ),
  party: openMembership('PARTY'),
  union: openMembership('UNION'),
  league: openMembership('LEAGUE'),
  externalIds: list(() => externalIdentityGraph, (identity, t) => [`${identity}.member_id = ${t}.id`], (identity) => `${identity}.source`),
  viewerCan: derived<{ writable: boolean; revealable: boolean }>(
    { writable: permitted('members:write'), revealable: permitted('members:reveal') },
    ({ writable, revealable }, { viewer }) => {
      const actions: MemberAction[] = []
      if (writable) actions.push('UPDATE')
      if (revealable) actions.push('REVEAL')
      if (viewer.can('members:write')) actions.push('OPEN_MEMBERSHIP')
      return actions
    },
  ),
})

/** The entries about the person himself, and those about his memberships in organisations that the viewer audits. */
memberGraph.extend({
  auditTrail: auditTrail({
    about: (entry, t) => [`${entry}.entity_id IN (SELECT ${t}.id UNION ALL SELECT held.id FROM membership held WHERE held.member_id = ${t}.id)`],
    visible: (entry, q, permission) =>
      `CASE ${entry}.entity WHEN 'Member' THEN ${standsInScope(`${entry}.entity_id`, q, permission)} ELSE ${organizationInScope(`${entry}.organization_id`, q, permission) ?? 'true'} END`,
  }),
})

membershipGraph.extend({ member: one(() => memberGraph, (member, t) => [`${member}.id = ${t}.member_id`]) })

function permitted(permission: Permission) {
  return (t: string, q: Statement) => memberGraph.alsoPermitted(t, q, permission) ?? 'true'
}

function openMembership(kind: MembershipKind) {
  return one(() => membershipGraph, (membership, t) => [`${membership}.member_id = ${t}.id`, `${membership}.kind = '${kind}'`, `upper_inf(${membership}.valid)`])
}
