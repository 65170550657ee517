import { columns, derived, descending, expression, graph } from '../../platform/graph/graph.ts'
import { ExportRun } from './export.entity.ts'
import { type ExportAction, type ExportStatus } from './export.enums.ts'

/** Exports belong to whoever asked for them: their rows are what he may read, and nobody else. */
export const exportGraph = graph('Export', ExportRun, {
  types: ['Node'],
  permission: 'exports:run',
  source: (q) =>
    `(SELECT r.*, coalesce(p.rows_done, 0) AS rows_done, p.rows_total FROM export_run r LEFT JOIN export_progress p ON p.export_id = r.id WHERE r.created_by = ${q.viewer()})`,
  visible: () => null,
  orders: { NEWEST: descending((t) => `${t}.id`, 'uuid') },
}).extend({
  ...columns(ExportRun, [
    'id',
    'source',
    'format',
    'language',
    'fields',
    'status',
    'problem',
    'createdAt',
    'startedAt',
    'finishedAt',
    'expiresAt',
    'version',
  ]),
  size: expression((t) => `${t}.size::float8`),
  rowsDone: expression((t) => `${t}.rows_done`),
  rowsTotal: expression((t) => `${t}.rows_total`),
  viewerCan: derived<{ status: ExportStatus }>({ status: (t) => `${t}.status` }, ({ status }): ExportAction[] =>
    status === 'READY' ? ['DOWNLOAD'] : isUnfinished(status) ? ['CANCEL'] : [],
  ),
})

/** Whether there is still something to be done for it. */
export function isUnfinished(status: ExportStatus): boolean {
  return status === 'QUEUED' || status === 'READING' || status === 'WRITING'
}
