import { type Sql } from '../../../platform/graph/graph.ts'
import { type Count, dimensionJoins, fallsInto, hasHaving, placedFacts } from './groups.ts'
import { columnOf } from './model.ts'
import { placeJoin } from './places.ts'

/**
 * The predicates that the row `t` of the ledger's graph is behind the group `g`, which stands for `by`. `having` may have left out some
 * of the groups that a coarser one is made of; then so does its ledger.
 */
export function behind(count: Count, by: readonly string[], t: string, g: string): Sql[] {
  const { request, q } = count
  const isCoarser = (by.length < request.by.length || by.length === 0) && hasHaving(request)
  if (!isCoarser) return predicates(count, by, t, g)
  const n = q.alias()
  const same = by.map((name) => `${n}.${columnOf(name)} IS NOT DISTINCT FROM ${g}.${columnOf(name)}`)
  return [`EXISTS (SELECT FROM numbered ${n} WHERE ${[...same, ...predicates(count, request.by, t, n)].join(' AND ')})`]
}

function predicates(count: Count, by: readonly string[], t: string, g: string): Sql[] {
  const { model, request, slices, q } = count
  const slice = slices[0]!
  const { fact, key } = model.ledger
  if (fact !== undefined) {
    const { columns, where } = fact(t, slice, q)
    const row = { f: 'f', p: 'p', day: () => 'f.day' }
    const matches = [...fallsInto(model, by, row, g, q)]
    const placed = `SELECT FROM (SELECT ${columns}) f ${placeJoin(request, 'f')}${dimensionJoins(model, by, 'f')}${matches.length === 0 ? '' : ` WHERE ${matches.join(' AND ')}`}`
    return [...where, `EXISTS (${placed})`]
  }
  const { from, row } = placedFacts(count, model.facts(slice, q), slice)
  const matches = fallsInto(model, by, row, g, q)
  return [`${t}.id IN (SELECT f.${key} FROM ${from}${matches.length === 0 ? '' : ` WHERE ${matches.join(' AND ')}`})`]
}
