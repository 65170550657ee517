import { Temporal } from '@js-temporal/polyfill'
import { type Statement } from '../../platform/graph/statement.ts'
import { activitiesWhere, type ActivityFilter } from '../activities/index.ts'
import { type CountRequest, type Facts, type Slice } from './engine/model.ts'

/** The statuses of an activity that counts unless a filter says otherwise. */
export const countedStatuses = ['HELD', 'ARCHIVED'] as const

/** The filter with what a count takes for granted. */
export function countedFilter(filter: ActivityFilter | null | undefined): ActivityFilter {
  return { ...filter, statuses: filter?.statuses ?? [...countedStatuses] }
}

/**
 * Whether the roll-ups hold the answer: they know today's tree, whole months and exactly the activities that were held. Everything
 * else is counted from the rows; the figures are the same.
 */
export function isRolledUp(filter: ActivityFilter, asOf: string | null): boolean {
  return asOf === null && countsWhatWasHeld(filter) && begins(filter.from, 'month') && ends(filter.to, 'month')
}

/** Facts of activities: columns organization_id, day, type_code, status, and the sums activities, attendances, expected, expected_present. */
export function activityFacts(slice: Slice, q: Statement): Facts {
  const filter = slice.filter as ActivityFilter
  return isRolledUp(filter, q.asOf) && knows(slice.request, inCells)
    ? rolledUpFacts(filter, slice.request, q)
    : { sql: rowFacts(filter, q), over: 'PLACES' }
}

/** Who took part in what. Whole years come from the participations that are kept by organisation and year. */
export function activityPersons(slice: Slice, q: Statement): Facts {
  const filter = slice.filter as ActivityFilter
  const byYear = countsWhatWasHeld(filter) && filter.types == null && begins(filter.from, 'year') && ends(filter.to, 'year')
  return { sql: byYear && knows(slice.request, inYears) ? participationsByYear(filter, q) : participations(filter, q), over: 'PLACES' }
}

/** Each activity by itself. */
export function activityRows({ filter }: Slice, persons: boolean, q: Statement): string {
  const participants = `ARRAY(SELECT participant.member_id FROM attendance participant WHERE participant.activity_id = a.id AND participant.status IN ('PRESENT', 'OBSERVER') ORDER BY 1)`
  return rowFacts(filter as ActivityFilter, q, [`a.id AS row_id, '' AS part`, ...(persons ? [`${participants} AS persons`] : [])])
}

const inCells = ['KIND', 'TYPE', 'CATEGORY', 'ORGANIZATION', 'MONTH', 'QUARTER', 'YEAR']
const inYears = ['KIND', 'LEVEL', 'ORGANIZATION', 'LED_BY', 'YEAR']

function knows({ by, tree }: CountRequest, dimensions: readonly string[]): boolean {
  return tree === 'NOW' && by.every((dimension) => dimensions.includes(dimension))
}

function countsWhatWasHeld({ query, statuses }: ActivityFilter): boolean {
  const asked = new Set(statuses)
  return (
    (query == null || query.trim() === '') && asked.size === countedStatuses.length && countedStatuses.every((status) => asked.has(status))
  )
}

function begins(day: string | null | undefined, period: 'month' | 'year'): boolean {
  return day == null || day.endsWith(period === 'month' ? '-01' : '-01-01')
}

function ends(day: string | null | undefined, period: 'month' | 'year'): boolean {
  if (day == null) return true
  if (period === 'year') return day.endsWith('-12-31')
  const { day: number, daysInMonth } = Temporal.PlainDate.from(day)
  return number === daysInMonth
}

function rolledUpFacts(filter: ActivityFilter, request: CountRequest, q: Statement): Facts {
  const where = (alias: string) => {
    const predicates = [`${alias}.organization_id = node.id`]
    if (filter.from != null) predicates.push(`${alias}.month >= ${q.param(filter.from)}::date`)
    if (filter.to != null) predicates.push(`${alias}.month <= ${q.param(filter.to)}::date`)
    if (filter.types != null) predicates.push(`${alias}.type_code = ANY(${q.param(filter.types)}::text[])`)
    return predicates.join(' AND ')
  }
  const sql = `SELECT node.kind, c.type_code, c.month AS day, node.group_id,
      node.sign * c.activities AS activities, node.sign * c.attendances AS attendances, node.sign * c.expected AS expected, node.sign * c.expected_present AS expected_present
    FROM (${nodes(request, q)}) node
    CROSS JOIN LATERAL (
      SELECT c.month, c.type_code, c.activities, c.attendances, c.expected, c.expected_present FROM activity_count_cell c WHERE ${where('c')}
      UNION ALL
      SELECT d.month, d.type_code, d.activities, d.attendances, d.expected, d.expected_present FROM activity_count_delta d WHERE ${where('d')}
    ) c`
  return { sql, over: 'NODES' }
}

/** The nodes whose cells make up each group: an organisation above the depth counts for itself, its subtree less those of its children. */
function nodes({ by, organizationDepth }: CountRequest, q: Statement): string {
  if (!by.includes('ORGANIZATION')) return 'SELECT tops.id, tops.kind, NULL::uuid AS group_id, 1 AS sign FROM tops'
  const levels = q.param(organizationDepth)
  const below = `FROM tops JOIN organization_placement p ON upper_inf(p.valid) AND p.path >= tops.path AND p.path < tops.path || '0' AND p.depth <= tops.depth + ${levels}::int`
  return `SELECT p.organization_id AS id, p.kind, p.organization_id AS group_id, 1 AS sign ${below}
    UNION ALL SELECT p.organization_id, p.kind, p.parent_id, -1 ${below} WHERE p.depth > tops.depth`
}

function rowFacts(filter: ActivityFilter, q: Statement, more: readonly string[] = []): string {
  return `SELECT ${more.map((column) => `${column}, `).join('')}a.organization_id, a.on_day AS day, a.type_code, a.status,
      1 AS activities, a.present_count + a.observer_count AS attendances, a.expected_count AS expected, a.expected_present_count AS expected_present
    FROM activity a${whereClause(countedRows('a', filter, q))}`
}

function participations(filter: ActivityFilter, q: Statement): string {
  return `SELECT a.organization_id, a.on_day AS day, a.type_code, a.status, participant.member_id
    FROM activity a JOIN attendance participant ON participant.activity_id = a.id AND participant.status IN ('PRESENT', 'OBSERVER')${whereClause(countedRows('a', filter, q))}`
}

function participationsByYear({ from, to }: ActivityFilter, q: Statement): string {
  const where = ['y.times > 0']
  const year = (day: string) => `extract(year FROM ${q.param(day)}::date)::int`
  // of one year, an index gives the persons in their order, so that nothing is kept to find them once
  if (from != null && to != null && from.slice(0, 4) === to.slice(0, 4)) where.push(`y.year = ${year(from)}`)
  else {
    if (from != null) where.push(`y.year >= ${year(from)}`)
    if (to != null) where.push(`y.year <= ${year(to)}`)
  }
  return `SELECT y.organization_id, make_date(y.year, 1, 1) AS day, y.member_id FROM participation_year y${whereClause(where)}`
}

/** The predicates of the filter over a row; which organisations are counted is the places' affair. */
export function countedRows(t: string, filter: ActivityFilter, q: Statement): string[] {
  const { organization: _tops, kinds: _kinds, ...rest } = filter
  return activitiesWhere(rest)(t, q)
}

function whereClause(predicates: readonly string[]): string {
  return predicates.length === 0 ? '' : ` WHERE ${predicates.join(' AND ')}`
}
