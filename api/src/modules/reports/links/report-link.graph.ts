import { columns, derived, expression, graph, list } from '../../../platform/graph/graph.ts'
import { type ReportParameters } from '../definition/report-definition.type.ts'
import { reportGraph } from '../report.graph.ts'
import { ReportLink } from './report-link.entity.ts'

/** Links are their maker's own: whoever else is shown the report does not learn of them. */
export const reportLinkGraph = graph('ReportLink', ReportLink, {
  types: [],
  permission: 'reports:read',
  source: (q) =>
    `(SELECT l.*, u.last_used_at, u.address FROM report_link l LEFT JOIN report_link_use u ON u.link_id = l.id WHERE l.account_id = ${q.viewer()})`,
  visible: () => null,
  orders: {},
}).extend({
  ...columns(ReportLink, ['id', 'name', 'createdAt', 'expiresAt']),
  parameters: derived<{ parameters: ReportParameters | null }>({ parameters: (t) => `${t}.parameters` }, ({ parameters }) => parameters),
  state: expression(
    (t) => `CASE WHEN ${t}.revoked_at IS NOT NULL THEN 'REVOKED' WHEN ${t}.expires_at <= now() THEN 'EXPIRED' ELSE 'LIVE' END`,
  ),
  lastUsedAt: expression((t) => `${t}.last_used_at`),
  lastUsedFrom: expression((t) => `${t}.address`),
})

reportGraph.extend({
  links: list(
    () => reportLinkGraph,
    (link, t) => [`${link}.report_id = ${t}.id`],
    (link) => `${link}.id DESC`,
  ),
})
