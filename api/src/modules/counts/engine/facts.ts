import { type Sql } from '../../../platform/graph/graph.ts'
import { type Count, groupCtes, hasHaving, placedFacts } from './groups.ts'
import { columnOf, dimensionOf, toldColumn } from './model.ts'

/** The columns of facts that are told one by one; `keys` are the values of the dimensions, `sums` those of the count, in their orders. */
export const factColumns = ['earlier', 'row_id', 'part', 'organization_id', 'day', 'keys', 'sums', 'persons'] as const

/**
 * Every fact that the groups of a count are made of, one by one; also of those groups that are told as the rest. `having` may leave out
 * groups, and then their facts. Needs the CTEs of the count.
 */
export function factRows(count: Count): Sql {
  const { model, request, slices, sums, countsPersons, q } = count
  const parts = slices.map((slice) => {
    const { from, row } = placedFacts(count, { sql: model.rows(slice, countsPersons, q), over: 'PLACES' }, slice)
    const keys = request.by.map((name) => {
      const { of, told } = dimensionOf(model, name)
      const key = of(row, q)
      return `(${told?.of(key) ?? key})::text`
    })
    return `SELECT ${slice.shift !== null} AS earlier, f.row_id, f.part::text AS part, f.organization_id, f.day::date AS day, ARRAY[${keys.join(', ')}]::text[] AS keys,
      ARRAY[${sums.map((sum) => `f.${sum}`).join(', ')}]::bigint[] AS sums, ${countsPersons ? 'f.persons' : 'NULL'}::uuid[] AS persons FROM ${from}`
  })
  const all = parts.join(' UNION ALL ')
  if (!hasHaving(request)) return all
  const told = `SELECT ARRAY[${request.by.map((name) => `(${toldColumn(model, name, 'n')})::text`).join(', ')}]::text[] FROM numbered n`
  return `SELECT t.* FROM (${all}) t WHERE t.keys IN (${told})`
}

/** The facts as a relation that stands by itself: none where they and the persons behind them are more than `most` together. */
export function boundedFacts(count: Count, most: number): Sql {
  const { q } = count
  const limit = `${q.param(most)}::int`
  const columns = factColumns.map((name) => `k.${name}`).join(', ')
  return `WITH ${groupCtes(count).join(', ')}, known AS MATERIALIZED (SELECT t.* FROM (${factRows(count)}) t LIMIT ${limit} + 1)
    SELECT ${columns} FROM known k WHERE (SELECT coalesce(sum(1 + coalesce(cardinality(x.persons), 0)), 0) FROM known x) <= ${limit}`
}

/** The organisations that a count takes in or names, each once. */
export function countedOrganizations(count: Count): Sql {
  const named = count.request.by.filter((name) => name === 'ORGANIZATION' || name === 'LED_BY').map(columnOf)
  const parts = [
    'SELECT DISTINCT p.organization_id FROM places p',
    ...named.map((column) => `SELECT n.${column} FROM numbered n WHERE n.${column} IS NOT NULL`),
  ]
  return `WITH ${groupCtes(count).join(', ')} ${parts.join(' UNION ')}`
}
