import { type Statement } from '../../../platform/graph/statement.ts'
import { type Permission } from '../../../platform/access/permissions.ts'
import { column, connection, derived, descending, expression, graph, list, object, one } from '../../../platform/graph/graph.ts'
import { organizationGraph, organizationInScope } from '../../organizations/index.ts'
import { type ReportDefinition } from '../definition/report-definition.type.ts'
import { reportGraph, reportSource } from '../report.graph.ts'
import { tableOf } from '../table/report-table.ts'
import { type SnapshotHeader, type SnapshotResult } from './snapshot-document.ts'
import { factsDigestSql, organizationsDigestSql } from './snapshot-parts.ts'
import { ReportSnapshot } from './snapshot.entity.ts'

/** Rows that a screen takes. */
const mostRows = 1000

/**
 * Snapshots of the reports that the viewer is shown, and his own; of these the ones that hold nothing but what he may see today: every
 * organisation that a snapshot takes in is in his scope, and figures about persons are told as he may be told them. The taker is no exception.
 */
function snapshotSource(q: Statement): string {
  return `(SELECT s.* FROM report_snapshot s
    WHERE (s.taken_by = ${q.viewer()} OR EXISTS (SELECT FROM ${reportSource(q)} shown WHERE shown.id = s.report_id))
      AND ${takesIn('s', 'counts:read', q)} AND ${takesIn('s', 'organizations:read', q)} AND ${mayBeTold('s', q)})`
}

/** Whether the permission holds in every organisation that the snapshot takes in. */
function takesIn(s: string, permission: Permission, q: Statement): string {
  const scope = q.context.scope(permission)
  if (scope.everything) return 'true'
  if (scope.roots.length === 0) return 'false'
  const inScope = organizationInScope('part.organization_id', q, permission) ?? 'true'
  return `NOT EXISTS (SELECT FROM report_snapshot_organization part WHERE part.snapshot_id = ${s}.id AND (${inScope}) IS NOT TRUE)`
}

/** Persons as they are for whoever may see them; in steps also for whom the operator allows such steps. */
function mayBeTold(s: string, q: Statement): string {
  const needs = (permission: Permission) => `(NOT ${s}.header -> 'needs' ? '${permission}' OR ${takesIn(s, permission, q)})`
  const sees = `(${needs('members:read')} AND ${needs('members:personal')})`
  return `(${sees} OR (${s}.header ->> 'steps')::int >= ${Math.max(1, q.smallestGroup)})`
}

export const snapshotGraph = graph('ReportSnapshot', ReportSnapshot, {
  types: ['Node'],
  permission: 'reports:read',
  source: snapshotSource,
  visible: () => null,
  orders: { LATEST: descending((t) => `${t}.id`, 'uuid') },
}).extend({
  id: column(ReportSnapshot, 'id'),
  reportVersion: column(ReportSnapshot, 'reportVersion'),
  digest: column(ReportSnapshot, 'digest'),
  name: expression(
    (t, q) =>
      `coalesce(${q.context.language === 'en' ? `${t}.header -> 'report' ->> 'nameEn'` : 'NULL'}, ${t}.header -> 'report' ->> 'name')`,
  ),
  note: expression((t) => `${t}.header ->> 'note'`),
  takenAt: expression((t) => `${t}.header ->> 'takenAt'`),
  takenOn: expression((t) => `${t}.header ->> 'takenOn'`),
  takenBy: object({
    id: expression((t) => `${t}.taken_by`),
    displayName: expression((t) => `${t}.header -> 'takenBy' ->> 'name'`),
  }),
  ruleBook: expression((t) => `${t}.header ->> 'ruleBook'`),
  facts: expression((t) => `${t}.header -> 'facts' ->> 'kept'`),
  factCount: expression((t) => `(${t}.header -> 'facts' ->> 'count')::int`),
  run: expression((t) => `${t}.header -> 'run'`),
  definition: derived<{ definition: ReportDefinition }>(
    { definition: (t) => `${t}.header -> 'definition'` },
    ({ definition }) => definition,
  ),
  organization: one(
    () => organizationGraph,
    (organization, t) => [`${organization}.id = (${t}.header -> 'run' ->> 'organization')::uuid`],
  ),
  scope: list(
    () => organizationGraph,
    (organization, t) => [
      `${t}.header -> 'scope' -> 'counts:read' <> 'null' AND ${organization}.id::text IN (SELECT jsonb_array_elements_text(nullif(${t}.header -> 'scope' -> 'counts:read', 'null')))`,
    ],
    (organization) => `${organization}.path, ${organization}.id`,
  ),
  everywhere: expression((t) => `(${t}.header -> 'scope' -> 'counts:read' = 'null')`),
  report: one(
    () => reportGraph,
    (report, t) => [`${report}.id = ${t}.report_id`],
  ),
  table: derived<{ header: SnapshotHeader; result: SnapshotResult }>(
    { header: (t) => `${t}.header`, result: (t) => `${t}.result` },
    ({ header, result }, { language }) => ({ run: header.run, ...tableOf(header.definition, result.table, language, mostRows) }),
  ),
  // for comparisons, which are made of both
  frozen: expression((t) => `json_build_object('header', ${t}.header, 'result', ${t}.result)`),
  // the key is not known here: a resolver proves what was found
  verification: expression(
    (
      t,
    ) => `json_build_object('header', ${t}.header, 'result', ${t}.result, 'digest', ${t}.digest, 'signature', ${t}.signature, 'keyId', ${t}.key_id,
      'facts', ${factsDigestSql(`${t}.id`)}, 'organizations', ${organizationsDigestSql(`${t}.id`)})`,
  ),
})

reportGraph.extend({
  snapshots: connection(
    () => snapshotGraph,
    (snapshot, t) => [`${snapshot}.report_id = ${t}.id`],
    'LATEST',
  ),
})
