import { covers } from '../../platform/access/scope.ts'
import {
  ascending,
  columns,
  connection,
  derived,
  descending,
  expression,
  type Graph,
  graph,
  list,
  one,
} from '../../platform/graph/graph.ts'
import { type Statement } from '../../platform/graph/statement.ts'
import { OrganizationEvent, OrganizationName, OrganizationPlacement } from './organization-history.entity.ts'
import { type OrganizationAction, type OrganizationKind, type OrganizationLinkKind } from './organization.enums.ts'
import { Organization } from './organization.entity.ts'

/** The GraphQL type of each kind. */
export const typeOfKind: Record<OrganizationKind, string> = {
  PARTY: 'PartyOrganization',
  UNION: 'UnionUnit',
  LEAGUE: 'LeagueUnit',
  WOMEN: 'WomenUnit',
  UNIT: 'EmployerUnit',
}

/** How every organisation is read: today's row, or the tree, names and links of the as-of day; the scope is always today's tree. */
export const organizationGraph: Graph = graph('Organization', Organization, {
  types: ['Node', ...Object.values(typeOfKind)],
  permission: 'organizations:read',
  source: organizationSource,
  visible: (t, q, permission) => q.inScope(`${t}.scope_path`, permission),
  typename: (t) =>
    `CASE ${t}.kind ${Object.entries(typeOfKind)
      .map(([kind, type]) => `WHEN '${kind}' THEN '${type}'`)
      .join(' ')} END`,
  orders: {
    TREE: ascending((t) => `${t}.path`),
    CODE_ASC: ascending((t) => `${t}.code`),
    CODE_DESC: descending((t) => `${t}.code`),
    NAME_ASC: ascending((t) => `${t}.pinyin`),
    NAME_DESC: descending((t) => `${t}.pinyin`),
  },
})

/** What is read off today's place in the tree. */
const placeColumns = ['path', 'scope_path', 'parent_id', 'depth']

function organizationSource(q: Statement, reads: (column: string) => boolean = () => true): string {
  if (q.asOf === null) {
    // every organisation has a place, so that its join takes none away
    if (!placeColumns.some(reads)) return 'organization'
    return `(SELECT o.id, o.code, o.kind, o.level, o.name, o.pinyin, o.initials, o.segment, o.established_on, o.dissolved_on, o.version, p.path, p.path AS scope_path, p.parent_id, p.depth
      FROM organization o JOIN organization_placement p ON p.organization_id = o.id AND upper_inf(p.valid))`
  }
  const day = q.day()
  return `(SELECT o.id, o.code, o.kind, o.level, n.name, o.pinyin, o.initials, o.segment, o.established_on, CASE WHEN o.dissolved_on <= ${day} THEN o.dissolved_on END AS dissolved_on, o.version, p.path,
      today_p.path AS scope_path, p.parent_id, p.depth
    FROM organization o
    JOIN organization_placement p ON p.organization_id = o.id AND p.valid @> ${day}
    JOIN organization_name n ON n.organization_id = o.id AND n.valid @> ${day}
    JOIN organization_placement today_p ON today_p.organization_id = o.id AND upper_inf(today_p.valid))`
}

const placementGraph = graph('OrganizationPlacement', OrganizationPlacement, {
  types: [],
  permission: 'organizations:read',
  visible: (t, q, permission) => organizationInScope(`${t}.organization_id`, q, permission),
  orders: {},
}).extend({
  ...columns(OrganizationPlacement, ['id']),
  parent: one(
    () => organizationGraph,
    (parent, t) => [`${parent}.id = ${t}.parent_id`],
  ),
  validFrom: expression((t) => `lower(${t}.valid)`),
  validTo: expression((t) => `upper(${t}.valid)`),
})

const nameGraph = graph('OrganizationName', OrganizationName, {
  types: [],
  permission: 'organizations:read',
  visible: (t, q, permission) => organizationInScope(`${t}.organization_id`, q, permission),
  orders: {},
}).extend({
  ...columns(OrganizationName, ['name']),
  validFrom: expression((t) => `lower(${t}.valid)`),
  validTo: expression((t) => `upper(${t}.valid)`),
})

const eventGraph = graph('OrganizationEvent', OrganizationEvent, {
  types: [],
  permission: 'organizations:read',
  visible: (t, q, permission) => organizationInScope(`${t}.organization_id`, q, permission),
  orders: {},
}).extend({
  ...columns(OrganizationEvent, ['id', 'type', 'effectiveOn', 'documentNumber', 'note', 'nameBefore', 'nameAfter', 'createdAt']),
  relatedBefore: one(
    () => organizationGraph,
    (related, t) => [`${related}.id = ${t}.related_before`],
  ),
  relatedAfter: one(
    () => organizationGraph,
    (related, t) => [`${related}.id = ${t}.related_after`],
  ),
})

organizationGraph.extend({
  ...columns(Organization, ['id', 'code', 'kind', 'level', 'name', 'establishedOn', 'dissolvedOn', 'version']),
  depth: expression((t) => `${t}.depth`),
  parent: one(
    () => organizationGraph,
    (parent, t) => [`${parent}.id = ${t}.parent_id`],
  ),
  ancestors: list(
    () => organizationGraph,
    (above, t) => [`${above}.segment IN (SELECT substr(${t}.path, step * 9 + 2, 8) FROM generate_series(0, ${t}.depth - 1) AS step)`],
    (above) => `${above}.depth`,
  ),
  children: connection(
    () => organizationGraph,
    (child, t) => [`${child}.parent_id = ${t}.id`, `${child}.dissolved_on IS NULL`],
    'TREE',
  ),
  childCount: expression((t, q) => {
    const child = q.alias()
    return `(SELECT count(*)::int FROM ${organizationSource(q)} AS ${child} WHERE ${child}.parent_id = ${t}.id AND ${child}.dissolved_on IS NULL)`
  }),
  placements: list(
    () => placementGraph,
    (placement, t) => [`${placement}.organization_id = ${t}.id`],
    (placement) => `${placement}.valid DESC`,
  ),
  names: list(
    () => nameGraph,
    (name, t) => [`${name}.organization_id = ${t}.id`],
    (name) => `${name}.valid DESC`,
  ),
  events: list(
    () => eventGraph,
    (event, t) => [`${event}.organization_id = ${t}.id`],
    (event) => `${event}.effective_on DESC, ${event}.id DESC`,
  ),
  ledBy: one(
    () => organizationGraph,
    (leader, t, q) => [`${leader}.id IN (${linked('to_id', `from_id = ${t}.id`, 'LED_BY', q)})`],
  ),
  leads: connection(
    () => organizationGraph,
    (led, t, q) => [`${led}.id IN (${linked('from_id', `to_id = ${t}.id`, 'LED_BY', q)})`, `${led}.dissolved_on IS NULL`],
    'TREE',
  ),
  covers: list(
    () => organizationGraph,
    (unit, t, q) => [`${unit}.id IN (${linked('to_id', `from_id = ${t}.id`, 'COVERS', q)})`],
    (unit) => `${unit}.path`,
  ),
  coveredBy: list(
    () => organizationGraph,
    (organization, t, q) => [`${organization}.id IN (${linked('from_id', `to_id = ${t}.id`, 'COVERS', q)})`],
    (organization) => `${organization}.path`,
  ),
  viewerCan: derived<{ path: string; dissolved: boolean; past: boolean; kind: OrganizationKind }>(
    {
      path: (t) => `${t}.scope_path`,
      dissolved: (t) => `(${t}.dissolved_on IS NOT NULL)`,
      past: (_t, q) => String(q.asOf !== null),
      kind: (t) => `${t}.kind`,
    },
    ({ path, dissolved, past, kind }, { viewer }) => {
      if (dissolved || past) return []
      const actions: OrganizationAction[] = []
      if (covers(viewer.scope('organizations:write'), path)) actions.push('RENAME', 'MOVE', 'DISSOLVE', 'CREATE_CHILD', 'LINK')
      if (covers(viewer.scope('activities:write'), path) && kind !== 'UNIT') actions.push('PLAN_ACTIVITY')
      if (covers(viewer.scope('members:write'), path)) actions.push('ADD_MEMBER')
      return actions
    },
  ),
})

/** The ids on the other side of the links that hold on the day. */
function linked(side: 'from_id' | 'to_id', tie: string, type: OrganizationLinkKind, q: Statement): string {
  const holds = q.asOf === null ? 'upper_inf(valid)' : `valid @> ${q.day()}`
  return `SELECT ${side} FROM organization_link WHERE ${tie} AND type = '${type}' AND ${holds}`
}

/** The predicate "this organisation stands in the scope", for rows that an organisation owns; null when everything does. */
export function organizationInScope(idSql: string, q: Statement, permission: Parameters<Statement['inScope']>[1]): string | null {
  const predicate = q.inScope('owner.path', permission)
  return predicate === null
    ? null
    : `${idSql} IN (SELECT owner.organization_id FROM organization_placement owner WHERE upper_inf(owner.valid) AND ${predicate})`
}

/** The predicate "this organisation is the one given or stands below it" on the as-of day; an unknown id finds nothing. */
export function organizationWithin(idSql: string, q: Statement, organizationId: string): string {
  return `${idSql} IN (SELECT below.organization_id FROM organization_placement below WHERE ${placedOn('below', q)} AND ${pathWithin('below.path', q, organizationId)})`
}

/** As `organizationWithin`, over a path. */
export function pathWithin(pathSql: string, q: Statement, organizationId: string): string {
  const top = `FROM organization_placement top WHERE top.organization_id = ${q.param(organizationId)}::uuid AND ${placedOn('top', q)}`
  return `(${pathSql} >= (SELECT top.path ${top}) AND ${pathSql} < (SELECT top.path || '0' ${top}))`
}

function placedOn(alias: string, q: Statement): string {
  return q.asOf === null ? `upper_inf(${alias}.valid)` : `${alias}.valid @> ${q.day()}`
}
