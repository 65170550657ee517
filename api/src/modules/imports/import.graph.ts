import { ascending, columns, connection, derived, descending, expression, graph } from '../../platform/graph/graph.ts'
import { type Finding } from './findings/finding.ts'
import { type ImportTargetName } from './import.enums.ts'
import { type FileColumn, ImportRowEntry, ImportRun } from './import-run.entity.ts'
import { importFields } from './import-fields.ts'

/** What was found in the rows of somebody's own imports. */
export const importRowGraph = graph('ImportRow', ImportRowEntry, {
  types: [],
  permission: 'imports:run',
  source: (q) => `(SELECT r.* FROM import_row r JOIN import_run own ON own.id = r.run_id WHERE own.created_by = ${q.viewer()})`,
  visible: () => null,
  // within one run the line is a key by itself
  key: 'run_id',
  orders: { LINE: ascending((t) => `${t}.line`, 'int') },
}).extend({
  ...columns(ImportRowEntry, ['line', 'label', 'outcome']),
  findings: derived<{ findings: Finding[] }>({ findings: (t) => `${t}.findings` }, ({ findings }, { language }) =>
    findings.map(({ zh, en, ...finding }) => ({ ...finding, message: language === 'en' ? en : zh })),
  ),
})

/** Imports belong to whoever started them: a file of persons is nobody else's affair, wherever his scope reaches. */
export const importRunGraph = graph('ImportRun', ImportRun, {
  types: ['Node'],
  permission: 'imports:run',
  source: (q) => `(SELECT r.*, f.filename FROM import_run r JOIN stored_file f ON f.id = r.file_id WHERE r.created_by = ${q.viewer()})`,
  visible: () => null,
  orders: { NEWEST: descending((t) => `${t}.id`, 'uuid') },
}).extend({
  ...columns(ImportRun, ['id', 'target', 'status', 'encoding', 'createdAt', 'appliedAt', 'version']),
  filename: expression((t) => `${t}.filename`),
  columns: derived<{ columns: FileColumn[]; mapping: (string | null)[] }>(
    { columns: (t) => `${t}.columns`, mapping: (t) => `${t}.mapping` },
    ({ columns, mapping }) => columns.map((column) => ({ ...column, field: mapping[column.index] ?? null })),
  ),
  fields: derived<{ target: ImportTargetName }>({ target: (t) => `${t}.target` }, ({ target }, { language }) =>
    importFields[target].map(({ code, label, required = false }) => ({ code, label: language === 'en' ? label.en : label.zh, required })),
  ),
  counts: derived<{ counts: object }>({ counts: (t) => `${t}.counts` }, ({ counts }) => counts),
  rejectedFileUrl: expression((t) => `CASE WHEN (${t}.counts ->> 'rejected')::int > 0 THEN '/imports/' || ${t}.id || '/rejected.csv' END`),
  rows: connection(
    () => importRowGraph,
    (row, t, q, { outcomes, severities, withFindings }) => [
      `${row}.run_id = ${t}.id`,
      ...(outcomes == null ? [] : [`${row}.outcome = ANY(${q.param(outcomes)}::text[])`]),
      ...(severities == null
        ? []
        : [
            `EXISTS (SELECT FROM jsonb_array_elements(${row}.findings) AS found WHERE found ->> 'severity' = ANY(${q.param(severities)}::text[]))`,
          ]),
      ...(withFindings == null ? [] : [`(jsonb_array_length(${row}.findings) > 0) = ${q.param(withFindings)}`]),
    ],
    'LINE',
  ),
})
