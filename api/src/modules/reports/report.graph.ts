import { type Viewer } from '../../platform/access/viewer.ts'
import {
  columns,
  connection,
  derived,
  descending,
  type Expression,
  expression,
  graph,
  list,
  object,
  one,
} from '../../platform/graph/graph.ts'
import { type Statement } from '../../platform/graph/statement.ts'
import { organizationGraph } from '../organizations/index.ts'
import { type ReportDefinition } from './definition/report-definition.type.ts'
import { Report, ReportVersion } from './report.entity.ts'
import { type ReportAction } from './report.enums.ts'

/**
 * Reports of the viewer's own, official layouts, and what is shared with an organisation whose subtree and the viewer's scope have something in
 * common. Nobody's own reports are anybody else's affair, wherever his scope reaches.
 */
export function reportSource(q: Statement): string {
  return `(SELECT r.*, v.definition FROM report r JOIN report_version v ON v.report_id = r.id AND v.number = r.current_version
    WHERE r.official IS NOT NULL OR r.owner_id = ${q.viewer()} OR EXISTS (
      SELECT FROM report_share s JOIN organization_placement p ON p.organization_id = s.organization_id AND upper_inf(p.valid) WHERE s.report_id = r.id AND ${meetsScope('p.path', q)}))`
}

/** The predicate "the subtree at this path and the viewer's scope have something in common". */
function meetsScope(path: string, q: Statement): string {
  const { everything, roots } = q.context.scope('reports:read')
  if (everything) return 'true'
  const below = `EXISTS (SELECT FROM unnest(${q.param([...roots])}::text[]) AS root WHERE root >= ${path} COLLATE "C" AND root < (${path} || '0') COLLATE "C")`
  return `(${below} OR ${q.inScope(path, 'reports:read') ?? 'true'})`
}

const byLanguage =
  (own: string, english: string): Expression =>
  (t, q) =>
    q.context.language === 'en' ? `coalesce(${t}.${english}, ${t}.${own})` : `${t}.${own}`

const author = (column: string) =>
  object(
    {
      id: expression((t) => `${t}.${column}`),
      displayName: expression((t) => `(SELECT a.display_name FROM account a WHERE a.id = ${t}.${column})`),
    },
    (t) => `${t}.${column}`,
  )

const reportVersionGraph = graph('ReportVersion', ReportVersion, {
  types: [],
  permission: 'reports:read',
  // reached from a report only
  visible: () => null,
  key: 'report_id',
  orders: { LATEST: descending((t) => `${t}.number`, 'int') },
}).extend({
  ...columns(ReportVersion, ['number', 'name', 'createdAt']),
  definition: definition(),
  createdBy: author('created_by'),
})

export const reportGraph = graph('Report', Report, {
  types: ['Node'],
  permission: 'reports:read',
  source: reportSource,
  visible: () => null,
  orders: { RECENT: descending((t) => `${t}.updated_at`, 'timestamptz') },
}).extend({
  ...columns(Report, ['id', 'code', 'currentVersion', 'archivedAt', 'version', 'createdAt', 'updatedAt']),
  name: expression(byLanguage('name', 'name_en')),
  description: expression(byLanguage('description', 'description_en')),
  official: expression((t) => `(${t}.official IS NOT NULL)`),
  owner: author('owner_id'),
  source: expression((t) => `${t}.definition ->> 'source'`),
  definition: definition(),
  organization: one(
    () => organizationGraph,
    (organization, t) => [`${organization}.id = (${t}.definition -> 'parameters' ->> 'organization')::uuid`],
  ),
  sharedWith: list(
    () => organizationGraph,
    (organization, t) => [`${organization}.id IN (SELECT s.organization_id FROM report_share s WHERE s.report_id = ${t}.id)`],
    (organization) => `${organization}.path, ${organization}.id`,
  ),
  versions: connection(
    () => reportVersionGraph,
    (version, t) => [`${version}.report_id = ${t}.id`],
    'LATEST',
  ),
  viewerCan: derived<{ owner: string | null; archived: boolean }>(
    { owner: (t) => `${t}.owner_id`, archived: (t) => `(${t}.archived_at IS NOT NULL)` },
    ({ owner, archived }, { viewer }) => actionsOf(owner === viewer.accountId, archived, viewer),
  ),
})

function definition() {
  return derived<{ definition: ReportDefinition }>({ definition: (t) => `${t}.definition` }, ({ definition }) => definition)
}

function actionsOf(isOwn: boolean, archived: boolean, viewer: Viewer): ReportAction[] {
  if (!viewer.can('reports:write')) return []
  return [...(isOwn && !archived ? (['UPDATE', 'SHARE'] as const) : []), ...(isOwn ? (['ARCHIVE'] as const) : []), 'COPY']
}
