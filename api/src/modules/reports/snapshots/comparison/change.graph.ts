import { type Sql, descending, expression, graph, one } from '../../../../platform/graph/graph.ts'
import { type Statement } from '../../../../platform/graph/statement.ts'
import { activityGraph } from '../../../activities/index.ts'
import { placeDimensionNames } from '../../../counts/index.ts'
import { memberGraph } from '../../../members/index.ts'
import { membershipGraph } from '../../../memberships/index.ts'
import { organizationGraph } from '../../../organizations/index.ts'
import { ReportSnapshot } from '../snapshot.entity.ts'
import { type CellAddress } from './compared-cells.ts'

/**
 * A fact that stands otherwise in the report than it did: a row of the CTE `changed`. What is frozen of it was the viewer's to see when the
 * snapshot was found; the activity, member or membership, and the organisations, come through their own graphs.
 */
export const snapshotChangeGraph = graph('SnapshotChange', ReportSnapshot, {
  types: [],
  permission: 'reports:read',
  source: () => 'changed',
  visible: () => null,
  orders: { DAY: descending((t) => `${t}.on_day`, 'date') },
}).extend({
  reason: expression((t) => `${t}.reason`),
  part: expression((t) => `${t}.part`),
  earlier: expression((t) => `${t}.earlier`),
  was: expression((t) => stateSql(t, 'then')),
  is: expression((t) => stateSql(t, 'now')),
  organizationThen: one(
    () => organizationGraph,
    (organization, t) => [`${organization}.id = ${t}.then_organization_id`],
  ),
  organizationNow: one(
    () => organizationGraph,
    (organization, t) => [`${organization}.id = ${t}.now_organization_id`],
  ),
  activity: one(
    () => activityGraph,
    (activity, t) => [`${activity}.id = ${t}.row_id`],
  ),
  member: one(
    () => memberGraph,
    (member, t) => [`${member}.id IN (${t}.row_id, (SELECT held.member_id FROM membership held WHERE held.id = ${t}.row_id))`],
  ),
  membership: one(
    () => membershipGraph,
    (membership, t) => [`${membership}.id = ${t}.row_id`],
  ),
})

/** What a row of the graph holds of a fact before it is put into words. */
export interface RawState {
  readonly day: string
  readonly keys: readonly (string | null)[]
  readonly sums: readonly number[]
  readonly persons: number | null
}

function stateSql(t: string, when: 'then' | 'now'): Sql {
  return `CASE WHEN ${t}.${when}_keys IS NOT NULL THEN json_build_object('day', ${t}.${when}_day, 'keys', ${t}.${when}_keys, 'sums', ${t}.${when}_sums, 'persons', cardinality(${t}.${when}_persons)) END`
}

/** The facts of a snapshot and those of `facts` that differ, each with its reason. `by`: the dimensions of both. */
export function changedSql(snapshotId: string, facts: Sql, by: readonly string[], q: Statement): Sql {
  const places = by.flatMap((name, at) => (placeDimensionNames.includes(name) ? [at + 1] : []))
  const placeOf = (side: string) => `ARRAY[${places.map((at) => `${side}.keys[${at}]`).join(', ')}]::text[]`
  const both = ['keys', 'sums', 'persons', 'organization_id', 'day'].flatMap((name) => [
    `t.${name} AS then_${name}`,
    `n.${name} AS now_${name}`,
  ])
  return `SELECT md5(concat_ws(' ', coalesce(n.row_id, t.row_id), coalesce(n.part, t.part), coalesce(n.earlier, t.earlier)))::uuid AS id,
      coalesce(n.row_id, t.row_id) AS row_id, coalesce(n.part, t.part) AS part, coalesce(n.earlier, t.earlier) AS earlier, coalesce(n.day, t.day) AS on_day, ${both.join(', ')},
      CASE WHEN t.row_id IS NULL THEN 'ADDED' WHEN n.row_id IS NULL THEN 'ENDED' WHEN ${placeOf('t')} IS DISTINCT FROM ${placeOf('n')} THEN 'MOVED' ELSE 'CORRECTED' END AS reason
    FROM (SELECT * FROM report_snapshot_fact kept WHERE kept.snapshot_id = ${q.param(snapshotId)}::uuid) t
    FULL JOIN (${facts}) n ON n.row_id = t.row_id AND n.part = t.part AND n.earlier = t.earlier
    WHERE t.row_id IS NULL OR n.row_id IS NULL OR t.keys IS DISTINCT FROM n.keys OR t.sums IS DISTINCT FROM n.sums OR t.persons IS DISTINCT FROM n.persons`
}

/** The predicates that a row of `changed` makes a cell another; `rows`: how many of the dimensions stand in rows. */
export function changesCell(t: string, { row, column }: CellAddress, rows: number, q: Statement): Sql[] {
  const inCell = (when: 'then' | 'now') => {
    const keys = `${t}.${when}_keys`
    return [
      `${keys} IS NOT NULL`,
      ...(row === null || row.length === 0 ? [] : [`${keys}[1:${rows}] = ${q.param(row)}::text[]`]),
      ...(column === null || column.length === 0 ? [] : [`${keys}[${rows + 1}:] = ${q.param(column)}::text[]`]),
    ].join(' AND ')
  }
  const [wasIn, isIn] = [inCell('then'), inCell('now')]
  const same = `${t}.then_sums = ${t}.now_sums AND ${t}.then_persons IS NOT DISTINCT FROM ${t}.now_persons`
  return [`((${wasIn}) OR (${isIn}))`, `NOT coalesce((${wasIn}) AND (${isIn}) AND ${same}, false)`]
}
