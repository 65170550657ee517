import { expression } from '../../platform/graph/graph.ts'
import { type Statement } from '../../platform/graph/statement.ts'
import { activitiesWhere, type ActivityFilter } from '../activities/index.ts'
import { organizationGraph, organizationWithin } from '../organizations/index.ts'
import { countedFilter, isRolledUp } from './activity-facts.ts'

organizationGraph.extend({
  activityCount: expression((t, q, args) => {
    const filter = countedFilter(args['filter'] as ActivityFilter | null | undefined)
    // a further organisation or kind narrows the subtree, which only the rows can tell
    return isRolledUp(filter, q.asOf) && filter.organization == null && filter.kinds == null
      ? fromRollUps(t, filter, q)
      : fromRows(t, filter, q)
  }),
})

function fromRollUps(t: string, filter: ActivityFilter, q: Statement): string {
  const where = [`organization_id = ${t}.id`]
  if (filter.from != null) where.push(`month >= ${q.param(filter.from)}::date`)
  if (filter.to != null) where.push(`month <= ${q.param(filter.to)}::date`)
  if (filter.types != null) where.push(`type_code = ANY(${q.param(filter.types)}::text[])`)
  const sum = (table: string) => `coalesce((SELECT sum(activities) FROM ${table} WHERE ${where.join(' AND ')}), 0)`
  return `(${sum('activity_count_cell')} + ${sum('activity_count_delta')})::int`
}

function fromRows(t: string, filter: ActivityFilter, q: Statement): string {
  const a = q.alias()
  const p = q.alias()
  const placed = q.asOf === null ? `upper_inf(${p}.valid)` : `${p}.valid @> ${q.day()}`
  const { organization, kinds, ...rest } = filter
  const where = [...activitiesWhere(rest)(a, q)]
  if (organization != null) where.push(organizationWithin(`${a}.organization_id`, q, organization))
  if (kinds != null) where.push(`${t}.kind = ANY(${q.param([...kinds])}::text[])`)
  if (q.asOf !== null) where.push(`${a}.on_day <= ${q.day()}`)
  return `(SELECT count(*)::int FROM organization_placement ${p} JOIN activity ${a} ON ${a}.organization_id = ${p}.organization_id
    WHERE ${placed} AND ${p}.path >= ${t}.path AND ${p}.path < ${t}.path || '0' AND ${where.join(' AND ')})`
}
