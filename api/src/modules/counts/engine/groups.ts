import { type Sql } from '../../../platform/graph/graph.ts'
import { type Statement } from '../../../platform/graph/statement.ts'
import { type Figures, type Side, sumColumn } from './figures.ts'
import {
  columnOf,
  type CountModel,
  type CountRequest,
  dimensionOf,
  type Dimension,
  type Facts,
  type FactRow,
  type Shift,
  type Slice,
} from './model.ts'
import { placeJoin, placesSql, standing, takesInEverything, topsSql } from './places.ts'

/** A count under construction: what all its parts are made from. */
export interface Count {
  readonly model: CountModel
  readonly request: CountRequest
  /** The facts asked for, and those that they are compared with. */
  readonly slices: readonly Slice[]
  readonly figures: Figures
  /** Those of the model's sums that are needed. */
  readonly sums: readonly string[]
  /** Whether different persons are counted anywhere. */
  readonly countsPersons: boolean
  /** Whether the groups beyond the page are told together. */
  readonly tellsRest: boolean
  /** The periods that are summed: with a comparison two. */
  readonly sides: readonly Side[]
  readonly q: Statement
}

/**
 * The CTEs of a count: `tops` and `places` (where it starts, what it takes in), `pairs` (who stands in which group), `found` (the groups
 * that have facts), `groups` (with the empty ones, where they are wanted), `numbered`: those that `having` lets through, with their places
 * where the rest is told, and `page`: the first of them, in order. A materialized CTE is read in the order in which it was made.
 */
export function groupCtes(count: Count): Sql[] {
  const { model, request, q } = count
  const ctes = [`tops AS (${topsSql(model, request, q)})`, `places AS (${placesSql(model, request, q)})`]
  if (count.countsPersons) ctes.push(`pairs AS (${pairsSql(count)})`)
  ctes.push(`found AS MATERIALIZED (${foundSql(count)})`)
  const groups = request.emptyGroups && request.by.length > 0 ? 'groups' : 'found'
  if (groups === 'groups') ctes.push(`groups AS MATERIALIZED (${withEmptyGroups(count)})`)
  ctes.push(`numbered AS MATERIALIZED (${numberedSql(count, groups)})`, `page AS MATERIALIZED (${pageSql(count)})`)
  return ctes
}

/** The condition "this row of `numbered` is told by itself", and the opposite: it belongs to the rest. */
export function onPage({ request, q }: Count, n: string, side: 'ROWS' | 'REST'): Sql {
  return `${n}.place ${side === 'ROWS' ? '<=' : '>'} ${q.param(request.first)}::int`
}

/**
 * Groups by some of the dimensions, made from those of `numbered`, or from those that fulfil the condition. Sums are added; persons are
 * counted anew, because one may stand in several groups.
 */
export function gathered(count: Count, by: readonly string[], condition: ((n: string) => Sql) | null = null): Sql {
  const { request } = count
  const dimensions = by.map(columnOf)
  const recounts = count.countsPersons && by.length < request.by.length
  const where = condition === null ? '' : ` WHERE ${condition('n')}`
  const parts = [
    `SELECT ${list([
      ...dimensions,
      ...summed(
        count,
        (column) => column,
        (side) => (recounts ? '0' : sumColumn(side, 'persons')),
      ),
    ])} FROM numbered n${where}`,
  ]
  if (recounts) {
    const key = (alias: string) => `ROW(${request.by.map((name) => `${alias}.${columnOf(name)}`).join(', ')})::text`
    const isPart = condition !== null || hasHaving(request)
    const told = `SELECT DISTINCT ${list([...dimensions, 'earlier', 'member_id'])} FROM pairs x${isPart ? ` WHERE ${key('x')} IN (SELECT ${key('n')} FROM numbered n${where})` : ''}`
    parts.push(`SELECT ${list([...dimensions, ...summed(count, () => '0', onePerson)])} FROM (${told}) y`)
  }
  return `SELECT ${list([...dimensions, ...addedUp(count)])} FROM (${parts.join(' UNION ALL ')}) z${groupBy(dimensions.length)}`
}

/** Whether some groups may be left out because of their figures. */
export function hasHaving({ having }: CountRequest): boolean {
  return Object.values(having).some((range) => range != null)
}

/** The predicates that a fact falls into the group `g`. */
export function fallsInto(model: CountModel, by: readonly string[], row: FactRow, g: string, q: Statement): Sql[] {
  return by.map((name) => {
    const dimension = dimensionOf(model, name)
    return `${dimension.of(row, q)} ${dimension.nullable ? 'IS NOT DISTINCT FROM' : '='} ${g}.${columnOf(name)}`
  })
}

/** What reading the dimensions of facts `f` needs besides their places. */
export function dimensionJoins(model: CountModel, by: readonly string[], f: string): Sql {
  const joins = by.flatMap((name) => dimensionOf(model, name).join?.(f) ?? [])
  return [...new Set(joins)].map((join) => ` ${join}`).join('')
}

/** The facts of a slice with their places: the relation, and how its dimensions are read. */
export function placedFacts({ model, request, q }: Count, { sql, over }: Facts, { shift }: Slice): { from: Sql; row: FactRow } {
  const needsPlaces = over === 'PLACES' && !takesInEverything(model, request, q)
  const facts = over === 'PLACES' && !needsPlaces ? standing(sql) : sql
  const byMonth = over === 'NODES' && (shift === null || 'months' in shift)
  return {
    from: `(${facts}) f${needsPlaces ? ` ${placeJoin(request, 'f')}` : ''}${dimensionJoins(model, request.by, 'f')}`,
    row: { f: 'f', p: over === 'PLACES' ? 'p' : 'f', ...days(() => shifted('f.day', shift, q), byMonth) },
  }
}

/** How the day of a fact is read, and its month. `byMonth`: the facts are gathered by month, and their day is its first. */
export function days(day: () => Sql, byMonth = false): Pick<FactRow, 'day' | 'month'> {
  return { day, month: () => (byMonth ? day() : `date_trunc('month', ${day()}::timestamp)::date`) }
}

function shifted(day: Sql, shift: Shift | null, q: Statement): Sql {
  if (shift === null) return day
  return 'days' in shift
    ? `(${day} + ${q.param(shift.days)}::int)`
    : `(${day} + make_interval(months => ${q.param(shift.months)}::int))::date`
}

function foundSql(count: Count): Sql {
  const { model, request, slices, sides, countsPersons, q } = count
  const dimensions = request.by.map(columnOf)
  const parts = slices.map((slice) => {
    const { from, row } = placedFacts(count, model.facts(slice, q), slice)
    const own = slice.shift === null ? 'm' : 'b'
    const sums = summed(
      count,
      (_column, side, sum) => (side === own ? `f.${sum}` : '0'),
      () => '0',
    )
    return `SELECT ${list([...readDimensions(model, request, row, q), ...sums])} FROM ${from}`
  })
  if (countsPersons) parts.push(`SELECT ${list([...dimensions, ...summed(count, () => '0', onePerson)])} FROM pairs`)
  const present = sides.map((side) => `sum(${sumColumn(side, model.presence)}) <> 0`)
  const having = dimensions.length === 0 ? '' : ` HAVING ${present.join(' OR ')}`
  return `SELECT ${list([...dimensions, ...addedUp(count)])} FROM (${parts.join(' UNION ALL ')}) x${groupBy(dimensions.length)}${having}`
}

/** Each person once for every group and period. */
function pairsSql(count: Count): Sql {
  const { model, request, slices, q } = count
  const parts = slices.map((slice) => {
    const { from, row } = placedFacts(count, model.persons(slice, q), slice)
    return `SELECT DISTINCT ${list([...readDimensions(model, request, row, q), `${slice.shift !== null} AS earlier`, 'f.member_id'])} FROM ${from}`
  })
  return parts.join(' UNION ALL ')
}

function withEmptyGroups(count: Count): Sql {
  const { model, request, slices, q } = count
  const families = [...new Set(request.by.map((name) => dimensionOf(model, name).family))]
  const domains = families.map((family, at) => {
    const names = request.by.filter((name) => dimensionOf(model, name).family === family)
    const occurring = `SELECT DISTINCT ${list(names.map(columnOf))} FROM found`
    return `(${domainOf(model, family, names, slices[0]!, q) ?? occurring}) w${at}`
  })
  const dimensions = request.by.map(columnOf)
  return `SELECT ${list([...dimensions, ...columnsOf(count).map(({ column }) => column)])} FROM found
    UNION ALL SELECT ${list([...dimensions, ...columnsOf(count).map(() => '0')])} FROM (SELECT ${list(dimensions)} FROM ${domains.join(' CROSS JOIN ')}) whole
      WHERE ROW(${list(dimensions)})::text NOT IN (SELECT ROW(${list(dimensions)})::text FROM found)`
}

function domainOf(model: CountModel, family: Dimension['family'], names: readonly string[], slice: Slice, q: Statement): Sql | null {
  if (family === 'place') {
    const read = names.map((name) => `${dimensionOf(model, name).of({ f: 'p', p: 'p', ...days(() => 'NULL') }, q)} AS ${columnOf(name)}`)
    const lives = `JOIN organization o ON o.id = p.organization_id AND (o.dissolved_on IS NULL OR o.dissolved_on > ${q.day()})`
    return `SELECT DISTINCT ${list(read)} FROM places p ${lives}`
  }
  const { from, to } = slice.filter as { from?: string | null; to?: string | null }
  if (family === 'time') {
    if (from == null || to == null) return null
    const read = names.map((name) => `${dimensionOf(model, name).of({ f: 'f', p: 'f', ...days(() => 'f.day') }, q)} AS ${columnOf(name)}`)
    return `SELECT DISTINCT ${list(read)} FROM (SELECT s.day::date AS day FROM generate_series(${q.param(from)}::date, ${q.param(to)}::date, '1 day') AS s (day)) f`
  }
  return model.domain(family, names, slice, q)
}

function numberedSql(count: Count, groups: string): Sql {
  const { request, figures, tellsRest, q } = count
  const ranges = Object.entries(request.having).flatMap(([name, range]) => {
    const value = figures.value(name, 'g')
    if (range == null) return []
    return [
      ...(range.from == null ? [] : [`${value} >= ${q.param(range.from)}::int`]),
      ...(range.to == null ? [] : [`${value} <= ${q.param(range.to)}::int`]),
    ]
  })
  const where = ranges.length === 0 ? '' : ` WHERE ${ranges.join(' AND ')}`
  if (!tellsRest) return `SELECT g.* FROM ${groups} g${where}`
  const { joins, order } = pageOrder(count)
  return `SELECT g.*, row_number() OVER (${order}) AS place FROM ${groups} g${joins}${where}`
}

function pageSql(count: Count): Sql {
  const { request, tellsRest, q } = count
  if (tellsRest) return `SELECT n.* FROM numbered n WHERE ${onPage(count, 'n', 'ROWS')} ORDER BY n.place`
  const { joins, order } = pageOrder(count)
  return `SELECT g.* FROM numbered g${joins} ${order} LIMIT ${q.param(request.first)}`
}

function pageOrder({ model, request, figures }: Count): { joins: Sql; order: Sql } {
  const { joins, keys } = orderOf(model, request.by)
  const [, measure, direction] = /^(.+)_(ASC|DESC)$/.exec(request.orderBy) ?? []
  if (measure !== undefined) keys.unshift(`${figures.value(measureNamed(model, measure), 'g')} ${direction} NULLS LAST`)
  return { joins, order: keys.length === 0 ? '' : `ORDER BY ${keys.join(', ')}` }
}

/** The order of groups `g` by their dimensions. */
export function orderOf(model: CountModel, by: readonly string[]): { joins: Sql; keys: Sql[] } {
  const orders: { readonly key: Sql; readonly join?: Sql }[] = by.map(
    (name) => dimensionOf(model, name).order?.('g') ?? { key: `g.${columnOf(name)}` },
  )
  return { joins: orders.flatMap(({ join }) => (join === undefined ? [] : [` ${join}`])).join(''), keys: orders.map(({ key }) => key) }
}

/** The measure that an order is named after: DISTINCT_MEMBERS is distinctMembers. */
export function measureNamed(model: CountModel, constant: string): string {
  return Object.keys(model.measures).find((name) => constantOf(name) === constant)!
}

/** The name of a field as an enum's value. */
export function constantOf(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase()
}

function readDimensions(model: CountModel, { by }: CountRequest, row: FactRow, q: Statement): Sql[] {
  return by.map((name) => `${dimensionOf(model, name).of(row, q)} AS ${columnOf(name)}`)
}

interface SumColumn {
  readonly column: string
  readonly side: Side
  /** Null for the number of different persons. */
  readonly sum: string | null
}

/** The columns of every relation of groups, after its dimensions. */
function columnsOf({ sums, sides, countsPersons }: Count): SumColumn[] {
  return sides.flatMap((side) => [
    ...sums.map((sum) => ({ column: sumColumn(side, sum), side, sum })),
    ...(countsPersons ? [{ column: sumColumn(side, 'persons'), side, sum: null }] : []),
  ])
}

/** Those columns, each made of what it sums. */
function summed(count: Count, ofSum: (column: string, side: Side, sum: string) => Sql, ofPersons: (side: Side) => Sql): Sql[] {
  return columnsOf(count).map(({ column, side, sum }) => `${sum === null ? ofPersons(side) : ofSum(column, side, sum)} AS ${column}`)
}

function onePerson(side: Side): Sql {
  return side === 'm' ? '(NOT earlier)::int' : 'earlier::int'
}

function addedUp(count: Count): Sql[] {
  return columnsOf(count).map(({ column }) => `coalesce(sum(${column}), 0)::bigint AS ${column}`)
}

function groupBy(dimensions: number): Sql {
  return dimensions === 0 ? '' : ` GROUP BY ${list(Array.from({ length: dimensions }, (_, at) => String(at + 1)))}`
}

function list(columns: readonly Sql[]): Sql {
  return columns.join(', ')
}
