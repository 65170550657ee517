import { compileConnection, compileOne, type Compiled } from '../../platform/graph/compile.ts'
import { type Finish } from '../../platform/graph/finish.ts'
import { type Sql } from '../../platform/graph/graph.ts'
import { applicable, below, type SelectedField } from '../../platform/graph/selection.ts'
import { type Statement } from '../../platform/graph/statement.ts'
import { activitiesWhere, activityGraph, activityTypeGraph, attendanceRate, type ActivityFilter } from '../activities/index.ts'
import { organizationGraph } from '../organizations/index.ts'
import { type ActivityCountOrder, type ActivityDimension } from './activity-count.enums.ts'
import { countedFilter, isRolledUp, participations, rolledUpFacts, rowFacts } from './activity-facts.ts'
import { type ActivityCountArgs } from './activity-count.type.ts'
import { topsSql } from './tops.ts'

/**
 * One statement for rows, totals and the ledger behind each row. CTEs: `tops` (where the count starts), `facts` (sums by the finest
 * dimensions), `groups` (by the dimensions asked for), and `persons` only where different persons are asked for.
 */
export function compileActivityCounts(args: ActivityCountArgs, fields: readonly SelectedField[], q: Statement): Compiled {
  const filter = countedFilter(args.filter)
  const grouping = { by: args.by, depth: args.organizationDepth }
  const wantsPersons = [...(below(fields, 'rows') ?? []), ...(below(fields, 'totals') ?? [])].some(
    (field) => field.name === 'distinctMembers',
  )
  const facts = isRolledUp(filter, args.asOf ?? null) ? rolledUpFacts(filter, grouping, q) : rowFacts(filter, grouping, q)
  const ctes = [`tops AS MATERIALIZED (${topsSql(q, filter)})`, `facts AS (${facts})`, `groups AS MATERIALIZED (${groupsSql(args.by)})`]
  if (wantsPersons) ctes.push(`persons AS MATERIALIZED (${participations(filter, grouping, q)})`)

  const rows = compileRows(args, filter, below(fields, 'rows') ?? [], q)
  const parts = [`'rows', ${rows.sql}`]
  if (below(fields, 'rowCount') !== undefined) parts.push(`'rowCount', (SELECT count(*)::int FROM groups)`)
  const whole = below(fields, 'totals')
  if (whole !== undefined) parts.push(`'totals', ${totals(whole)}`)
  return { sql: `(WITH ${ctes.join(', ')} SELECT json_build_object(${parts.join(', ')}))`, finish: rows.finish }
}

/** How each dimension is read, and under which name a group carries it. Times are read off any day of the month. */
const dimensions: Record<
  ActivityDimension,
  { readonly column: string; readonly of: (row: { kind: string; type: string; group: string; day: string }) => string }
> = {
  KIND: { column: 'kind', of: ({ kind }) => kind },
  TYPE: { column: 'type_code', of: ({ type }) => type },
  ORGANIZATION: { column: 'group_id', of: ({ group }) => group },
  MONTH: { column: 'month', of: ({ day }) => `to_char(${day}, 'YYYY-MM')` },
  QUARTER: { column: 'quarter', of: ({ day }) => `to_char(${day}, 'YYYY"-Q"Q')` },
  YEAR: { column: 'year', of: ({ day }) => `extract(year FROM ${day})::int` },
}

function dimensionOf(dimension: ActivityDimension, table: 'facts' | 'persons'): string {
  return dimensions[dimension].of({ kind: `${table}.kind`, type: `${table}.type_code`, group: `${table}.group_id`, day: `${table}.month` })
}

const sums =
  'sum(activities)::int AS activities, sum(attendances)::int AS attendances, sum(expected)::bigint AS expected, sum(expected_present)::bigint AS expected_present'

function groupsSql(by: readonly ActivityDimension[]): string {
  if (by.length === 0) return `SELECT ${sums.replaceAll('sum(', 'coalesce(sum(').replaceAll(')::', '), 0)::')} FROM facts`
  return `SELECT ${by.map((dimension) => `${dimensionOf(dimension, 'facts')} AS ${dimensions[dimension].column}`).join(', ')}, ${sums}
    FROM facts GROUP BY ${by.map((_, at) => at + 1).join(', ')} HAVING sum(activities) <> 0`
}

/**
 * One array for each field asked for, which PostgreSQL makes and Node reads much faster than as many objects; what rows share (types,
 * organisations) comes once, by its key. `rows` is put together afterwards.
 */
function compileRows(args: ActivityCountArgs, filter: ActivityFilter, selection: readonly SelectedField[], q: Statement): Compiled {
  const columns = applicable(selection, new Set(['ActivityCountRow'])).map((field) => compileColumn(field, args, filter, q))
  const parts = columns.flatMap(({ sql, shared }, at) => [
    `'${at}', coalesce(json_agg(r.c${at}), '[]'::json)`,
    ...(shared === undefined
      ? []
      : [`'shared${at}', (SELECT json_object_agg(k.key, ${shared}) FROM (SELECT DISTINCT ${sql} AS key FROM groups g) k)`]),
  ])
  const page = `SELECT ${['1 AS present', ...columns.map(({ sql }, at) => `${sql} AS c${at}`)].join(', ')} FROM groups g${joins(args.by)} ORDER BY ${orderBy(args.by, args.orderBy)} LIMIT ${q.param(args.first)}`
  return {
    sql: `(SELECT json_build_object(${["'length', count(*)::int", ...parts].join(', ')}) FROM (${page}) r)`,
    finish: rowsFromColumns(columns),
  }
}

interface Column extends Compiled {
  readonly slot: string
  /** The object behind each key that the column holds, as an expression over `k.key`. */
  readonly shared?: Sql
}

function compileColumn(field: SelectedField, args: ActivityCountArgs, filter: ActivityFilter, q: Statement): Column {
  const { slot } = field
  if (field.name === 'type' && args.by.includes('TYPE')) {
    const { sql, finish } = compileOne(activityTypeGraph, field.fields, q, (t) => [`${t}.code = k.key`])
    return { slot, sql: 'g.type_code', shared: sql, finish }
  }
  if (field.name === 'organization' && args.by.includes('ORGANIZATION')) {
    const { sql, finish } = compileOne(organizationGraph, field.fields, q, (t) => [`${t}.id = k.key`])
    return { slot, sql: 'g.group_id', shared: sql, finish }
  }
  return { slot, ...compileRowField(field, args, filter, q) }
}

function rowsFromColumns(columns: readonly Column[]): Finish {
  return (answer, context) => {
    const arrays = answer['rows'] as Record<string, unknown[]> & { length: number }
    const rows = Array.from({ length: arrays.length }, (): Record<string, unknown> => ({}))
    for (const [at, { slot, shared, finish }] of columns.entries()) {
      const objects =
        shared === undefined ? undefined : (arrays[`shared${at}`] as unknown as Record<string, Record<string, unknown> | null> | null)
      if (finish !== null) for (const value of Object.values(objects ?? {})) if (value !== null) finish(value, context)
      for (const [row, value] of arrays[at]!.entries()) {
        if (shared === undefined && value !== null) finish?.(value as Record<string, unknown>, context)
        rows[row]![slot] = shared === undefined ? value : (objects?.[value as string] ?? null)
      }
    }
    answer['rows'] = rows
  }
}

function compileRowField(field: SelectedField, args: ActivityCountArgs, filter: ActivityFilter, q: Statement): Compiled {
  const asked = (dimension: ActivityDimension) => args.by.includes(dimension)
  const plain = (sql: string): Compiled => ({ sql, finish: null })
  switch (field.name) {
    case 'kind':
      return plain(asked('KIND') ? 'g.kind' : 'NULL::text')
    case 'month':
      return plain(asked('MONTH') ? 'g.month' : 'NULL::text')
    case 'quarter':
      return plain(asked('QUARTER') ? 'g.quarter' : 'NULL::text')
    case 'year':
      return plain(asked('YEAR') ? 'g.year' : 'NULL::int')
    case 'type':
    case 'organization':
      // not a dimension here: where it is one, the rows share their objects
      return plain('NULL::json')
    case 'distinctMembers':
      return plain(`(SELECT count(DISTINCT member_id)::int FROM persons${sameGroup(args.by)})`)
    case 'ledger':
      return compileConnection(
        activityGraph,
        field.fields,
        q,
        { first: field.args['first'] as number, after: field.args['after'] as string | undefined, order: 'DAY_DESC' },
        (t) => ledgerWhere(t, args, filter, q),
      )
    default:
      return plain(measures[field.name as keyof typeof measures]('g'))
  }
}

const measures = {
  count: (g: string) => `${g}.activities`,
  attendances: (g: string) => `${g}.attendances`,
  attendanceRate: (g: string) => attendanceRate(`${g}.expected_present`, `${g}.expected`),
}

function sameGroup(by: readonly ActivityDimension[]): string {
  return by.length === 0
    ? ''
    : ` WHERE ${by.map((dimension) => `${dimensionOf(dimension, 'persons')} = g.${dimensions[dimension].column}`).join(' AND ')}`
}

function totals(fields: readonly SelectedField[]): string {
  const all = `(SELECT coalesce(sum(activities), 0)::int AS activities, coalesce(sum(attendances), 0)::int AS attendances, coalesce(sum(expected), 0)::bigint AS expected, coalesce(sum(expected_present), 0)::bigint AS expected_present FROM groups)`
  const columns = [...new Set(fields.map((field) => field.name))].map((name) => {
    const sql =
      name === 'distinctMembers' ? '(SELECT count(DISTINCT member_id)::int FROM persons)' : measures[name as keyof typeof measures]('s')
    return `'${name}', ${sql}`
  })
  return `(SELECT json_build_object(${columns.join(', ')}) FROM ${all} s)`
}

/** What the order by dimensions needs beyond the groups. */
function joins(by: readonly ActivityDimension[]): string {
  const type = by.includes('TYPE') ? ' LEFT JOIN activity_type sorted_type ON sorted_type.code = g.type_code' : ''
  const place = by.includes('ORGANIZATION')
    ? ' LEFT JOIN organization_placement sorted_place ON sorted_place.organization_id = g.group_id AND upper_inf(sorted_place.valid)'
    : ''
  return type + place
}

function orderBy(by: readonly ActivityDimension[], order: ActivityCountOrder): string {
  const keys: Record<ActivityDimension, string> = {
    KIND: `array_position(ARRAY['PARTY', 'UNION', 'LEAGUE', 'WOMEN', 'UNIT'], g.kind)`,
    ORGANIZATION: 'sorted_place.path',
    TYPE: 'sorted_type.position, g.type_code',
    MONTH: 'g.month',
    QUARTER: 'g.quarter',
    YEAR: 'g.year',
  }
  const byDimensions = by.length === 0 ? '1' : by.map((dimension) => keys[dimension]).join(', ')
  switch (order) {
    case 'DIMENSIONS':
      return byDimensions
    case 'COUNT_DESC':
      return `g.activities DESC, ${byDimensions}`
    case 'COUNT_ASC':
      return `g.activities, ${byDimensions}`
    case 'ATTENDANCES_DESC':
      return `g.attendances DESC, ${byDimensions}`
  }
}

/** The very activities that make a row: those of the filter that fall into the row's group. */
function ledgerWhere(t: string, args: ActivityCountArgs, filter: ActivityFilter, q: Statement): string[] {
  const { organization: _tops, kinds: _kinds, ...rest } = filter
  const placed = q.asOf === null ? 'upper_inf(p.valid)' : `p.valid @> ${q.day()}`
  const conditions = [placed, `p.path >= tops.path AND p.path < tops.path || '0'`]
  if (args.by.includes('KIND')) conditions.push('tops.kind = g.kind')
  if (args.by.includes('ORGANIZATION')) {
    const gathered = `substr(p.path, least(p.depth, tops.depth + ${q.param(args.organizationDepth)}::int) * 9 + 2, 8)`
    conditions.push(`${gathered} = (SELECT o.segment FROM organization o WHERE o.id = g.group_id)`)
  }
  const where = [
    ...activitiesWhere(rest)(t, q),
    `${t}.organization_id IN (SELECT p.organization_id FROM tops JOIN organization_placement p ON ${conditions.join(' AND ')})`,
  ]
  const row = { kind: '', group: '', type: `${t}.type_code`, day: `${t}.on_day` }
  for (const dimension of ['TYPE', 'MONTH', 'QUARTER', 'YEAR'] as const) {
    if (args.by.includes(dimension)) where.push(`${dimensions[dimension].of(row)} = g.${dimensions[dimension].column}`)
  }
  return where
}
