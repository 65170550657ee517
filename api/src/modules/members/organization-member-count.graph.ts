import { expression, type Sql } from '../../platform/graph/graph.ts'
import { type Statement } from '../../platform/graph/statement.ts'
import { organizationGraph } from '../organizations/index.ts'

organizationGraph.extend({ memberCount: expression((t, q) => (q.asOf === null ? fromRollUps(t) : fromRows(t, q))) })

/** Whom an organisation counts as its own: a Party organisation, league, union, unit; no two kinds share a status but MEMBER. */
const counted = `('FULL', 'PROBATIONARY', 'MEMBER', 'RETAINED', 'ACTIVE')`

/** Today's count is a look-up: what was summed for every ancestor, and what has been written since. */
function fromRollUps(t: string): Sql {
  const sum = (table: string) => `coalesce((SELECT sum(members) FROM ${table} WHERE organization_id = ${t}.id AND status IN ${counted}), 0)`
  return `(${sum('member_count_cell')} + ${sum('member_count_delta')})::int`
}

/** A past day's is counted from the rows, over the tree of that day. Employment has no history: of today's staff, those who had begun to work. */
function fromRows(t: string, q: Statement): Sql {
  const day = q.day()
  const [placed, held, employed] = [q.alias(), q.alias(), q.alias()]
  const below = `FROM organization_placement ${placed} JOIN`
  const inSubtree = `${placed}.valid @> ${day} AND ${placed}.path >= ${t}.path AND ${placed}.path < ${t}.path || '0'`
  return `CASE ${t}.kind WHEN 'WOMEN' THEN 0
    WHEN 'UNIT' THEN (SELECT count(*)::int ${below} member ${employed} ON ${employed}.employer_unit_id = ${placed}.organization_id
      WHERE ${inSubtree} AND ${employed}.employment_status = 'ACTIVE' AND coalesce(${employed}.employment_started, '') <= to_char(${day}, 'YYYY-MM-DD'))
    ELSE (SELECT count(*)::int ${below} membership ${held} ON ${held}.organization_id = ${placed}.organization_id
      WHERE ${inSubtree} AND ${held}.valid @> ${day} AND ${held}.status IN ${counted}) END`
}
