import { type Sql } from '../../../platform/graph/graph.ts'
import { type Count, days, dimensionJoins, fallsInto, hasHaving, placedFacts } from './groups.ts'
import { columnOf } from './model.ts'
import { placeJoin } from './places.ts'

/**
 * The predicates that the row `t` of the ledger's graph is behind the group `g`, one of the count's own, which stands for `by`. `having` may
 * have left out some of the groups that a coarser one is made of; then so does its ledger.
 */
export function behind(count: Count, by: readonly string[], t: string, g: string): Sql[] {
  return by.length > 0 && by.length === count.request.by.length ? predicates(count, by, t, g) : behindKey(count, by, t, g)
}

/** As `behind`, of a group that somebody named: it may be one of those that `having` leaves out, behind which there is nothing. */
export function behindKey(count: Count, by: readonly string[], t: string, g: string): Sql[] {
  return throughGroups(count, by, g, (names, group) => predicates(count, names, t, group))
}

/** The predicates that the person `t` is one of the different persons of the group `g`, one of the count's own. */
export function amongPersons(count: Count, by: readonly string[], t: string, g: string): Sql[] {
  const { model, request, slices, q } = count
  const isOne = (names: readonly string[], group: string) => {
    const { from, row } = placedFacts(count, model.persons(slices[0]!, q), slices[0]!)
    return [`${t}.id IN (SELECT f.member_id FROM ${from}${where(fallsInto(model, names, row, group, q))})`]
  }
  return by.length > 0 && by.length === request.by.length ? isOne(by, g) : throughGroups(count, by, g, isOne)
}

function throughGroups(count: Count, by: readonly string[], g: string, predicatesOf: (by: readonly string[], g: string) => Sql[]): Sql[] {
  const { request, q } = count
  if (!hasHaving(request)) return predicatesOf(by, g)
  const n = q.alias()
  const same = by.map((name) => `${n}.${columnOf(name)} IS NOT DISTINCT FROM ${g}.${columnOf(name)}`)
  return [`EXISTS (SELECT FROM numbered ${n}${where([...same, ...predicatesOf(request.by, n)])})`]
}

function predicates(count: Count, by: readonly string[], t: string, g: string): Sql[] {
  const { model, request, slices, q } = count
  const slice = slices[0]!
  const { fact, key } = model.ledger
  if (fact !== undefined) {
    const { columns, where: filtered } = fact(t, slice, q)
    const row = { f: 'f', p: 'p', ...days(() => 'f.day') }
    const placed = `SELECT FROM (SELECT ${columns}) f ${placeJoin(request, 'f')}${dimensionJoins(model, by, 'f')}${where(fallsInto(model, by, row, g, q))}`
    return [...filtered, `EXISTS (${placed})`]
  }
  const { from, row } = placedFacts(count, model.facts(slice, q), slice)
  return [`${t}.id IN (SELECT f.${key} FROM ${from}${where(fallsInto(model, by, row, g, q))})`]
}

function where(predicates: readonly Sql[]): Sql {
  return predicates.length === 0 ? '' : ` WHERE ${predicates.join(' AND ')}`
}
