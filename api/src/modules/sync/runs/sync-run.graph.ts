import { ascending, columns, connection, derived, descending, expression, graph, one } from '../../../platform/graph/graph.ts'
import { type Statement } from '../../../platform/graph/statement.ts'
import { codeOf, memberGraph } from '../../members/index.ts'
import { type Language } from '../../../platform/i18n/language.ts'
import { type SyncCountsType, type SyncFieldChangeType } from '../sync.type.ts'
import { type SyncErrorType } from '../sync-error.type.ts'
import { SyncRun, SyncRunRow } from './sync-run.entity.ts'
import { actionsOf, isBeyond, type RunFacts } from './sync-run.rules.ts'

/** Syncs belong to whoever started them; whoever may approve everywhere sees what he approves. */
function ownRuns(q: Statement): string {
  // rows name persons wherever they stand
  const approves = q.context.scope('sync:approve').everything
  return `(SELECT r.*, s.absence_limit FROM sync_run r JOIN sync_source s ON s.code = r.source WHERE ${approves ? 'true' : `r.created_by = ${q.viewer()}`})`
}

const syncRunRowGraph = graph('SyncRunRow', SyncRunRow, {
  types: [],
  permission: 'sync:run',
  source: (q) => `(SELECT l.* FROM sync_run_row l JOIN ${ownRuns(q)} own ON own.id = l.run_id)`,
  visible: () => null,
  // within one run the index is a key by itself
  key: 'run_id',
  orders: { INDEX: ascending((t) => `${t}.index`, 'int') },
}).extend({
  ...columns(SyncRunRow, ['index', 'externalId', 'label', 'status']),
  changes: derived<{ changes: SyncFieldChangeType[] }>({ changes: (t) => `${t}.changes` }, ({ changes }, { language }) =>
    changes.map((change) => inWords(change, language)),
  ),
  errors: derived<{ errors: SyncErrorType[] }>({ errors: (t) => `${t}.errors` }, ({ errors }) => errors),
  member: one(
    () => memberGraph,
    (member, t) => [`${member}.id = ${t}.target_id`],
  ),
})

export const syncRunGraph = graph('SyncRun', SyncRun, {
  types: ['Node'],
  permission: 'sync:run',
  source: ownRuns,
  visible: () => null,
  orders: { NEWEST: descending((t) => `${t}.id`, 'uuid') },
}).extend({
  ...columns(SyncRun, [
    'id',
    'source',
    'whole',
    'status',
    'rowCount',
    'absentCount',
    'knownCount',
    'token',
    'createdAt',
    'appliedAt',
    'version',
  ]),
  progress: expression((t) => `CASE WHEN ${t}.chunk_count = 0 THEN 100 ELSE ${t}.done_chunks * 100 / ${t}.chunk_count END`),
  counts: derived<{ counts: SyncCountsType }>({ counts: (t) => `${t}.counts` }, ({ counts }) => counts),
  limitExceeded: derived<RunFacts>(runFacts(), (facts) => isBeyond(facts)),
  createdBy: expression((t) => `(SELECT a.display_name FROM account a WHERE a.id = ${t}.created_by)`),
  viewerCan: derived<RunFacts>(runFacts(), (facts, { viewer }) => actionsOf(facts, viewer)),
  rejectedFileUrl: expression(
    (t, q) =>
      `CASE WHEN (${t}.counts ->> 'rejected')::int > 0 AND ${t}.created_by = ${q.viewer()} THEN '/sync/' || ${t}.id || '/rejected.csv' END`,
  ),
  rows: connection(
    () => syncRunRowGraph,
    (row, t, q, { statuses }) => [
      `${row}.run_id = ${t}.id`,
      ...(statuses == null ? [] : [`${row}.status = ANY(${q.param(statuses)}::text[])`]),
    ],
    'INDEX',
  ),
})

function runFacts() {
  return {
    status: (t: string) => `${t}.status`,
    whole: (t: string) => `${t}.whole`,
    rowCount: (t: string) => `${t}.row_count`,
    absentCount: (t: string) => `${t}.absent_count`,
    knownCount: (t: string) => `${t}.known_count`,
    absenceLimit: (t: string) => `${t}.absence_limit`,
    liftedBy: (t: string) => `${t}.lifted_by`,
    createdBy: (t: string) => `${t}.created_by`,
  }
}

const tables: Readonly<Record<string, Parameters<typeof codeOf>[0]>> = {
  ethnicity: 'ETHNICITY',
  education: 'EDUCATION',
  politicalStatus: 'POLITICAL_STATUS',
}

/** Whoever looks at rows reads names; programs that call get codes. */
function inWords(change: SyncFieldChangeType, language: Language): SyncFieldChangeType {
  const table = tables[change.field]
  if (table === undefined) return change
  const name = (code: string | null) => (code === null ? null : codeOf(table, code, language).name)
  return { ...change, before: name(change.before), after: name(change.after) }
}
