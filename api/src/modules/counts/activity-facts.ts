import { Temporal } from '@js-temporal/polyfill'
import { type Statement } from '../../platform/graph/statement.ts'
import { activitiesWhere, type ActivityFilter } from '../activities/index.ts'
import { organizationInScope } from '../organizations/index.ts'
import { type ActivityDimension } from './activity-count.enums.ts'

/** Whether and how activities are gathered by organisation: so many levels below each top. */
export interface Grouping {
  readonly by: readonly ActivityDimension[]
  readonly depth: number
}

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
  const statuses = new Set(filter.statuses)
  return (
    asOf === null &&
    (filter.query == null || filter.query.trim() === '') &&
    statuses.size === countedStatuses.length &&
    countedStatuses.every((status) => statuses.has(status)) &&
    (filter.from == null || filter.from.endsWith('-01')) &&
    (filter.to == null || isLastOfMonth(filter.to))
  )
}

function isLastOfMonth(day: string): boolean {
  const { day: number, daysInMonth } = Temporal.PlainDate.from(day)
  return number === daysInMonth
}

/**
 * Facts from the roll-ups, over the CTE `tops`. Columns: kind, type_code, month, group_id, and the sums activities, attendances,
 * expected, expected_present, not yet grouped by dimensions.
 */
export function rolledUpFacts(filter: ActivityFilter, grouping: Grouping, q: Statement): string {
  const where = (alias: string) => {
    const predicates = [`${alias}.organization_id = node.id`]
    if (filter.from != null) predicates.push(`${alias}.month >= ${q.param(filter.from)}::date`)
    if (filter.to != null) predicates.push(`${alias}.month <= ${q.param(filter.to)}::date`)
    if (filter.types != null) predicates.push(`${alias}.type_code = ANY(${q.param(filter.types)}::text[])`)
    return predicates.join(' AND ')
  }
  return `SELECT node.kind, c.type_code, c.month, node.group_id,
      node.sign * c.activities AS activities, node.sign * c.attendances AS attendances, node.sign * c.expected AS expected, node.sign * c.expected_present AS expected_present
    FROM (${nodes(grouping, q)}) node
    CROSS JOIN LATERAL (
      SELECT c.month, c.type_code, c.activities, c.attendances, c.expected, c.expected_present FROM activity_count_cell c WHERE ${where('c')}
      UNION ALL
      SELECT d.month, d.type_code, d.activities, d.attendances, d.expected, d.expected_present FROM activity_count_delta d WHERE ${where('d')}
    ) c`
}

/** The nodes whose cells make up each group: an organisation above the depth counts for itself, its subtree less those of its children. */
function nodes({ by, depth }: Grouping, q: Statement): string {
  if (!by.includes('ORGANIZATION')) return 'SELECT tops.id, tops.kind, NULL::uuid AS group_id, 1 AS sign FROM tops'
  const levels = q.param(depth)
  const below = `FROM tops JOIN organization_placement p ON upper_inf(p.valid) AND p.path >= tops.path AND p.path < tops.path || '0' AND p.depth <= tops.depth + ${levels}::int`
  return `SELECT p.organization_id AS id, p.kind, p.organization_id AS group_id, 1 AS sign ${below}
    UNION ALL SELECT p.organization_id, p.kind, p.parent_id, -1 ${below} WHERE p.depth > tops.depth`
}

/** Facts from the rows themselves, over the CTE `tops`; the same columns. */
export function rowFacts(filter: ActivityFilter, grouping: Grouping, q: Statement): string {
  return `SELECT tops.kind, a.type_code, date_trunc('month', a.on_day)::date AS month, ${groupId(grouping, q)} AS group_id,
      1 AS activities, a.present_count + a.observer_count AS attendances, a.expected_count AS expected, a.expected_present_count AS expected_present
    FROM ${countedRows(filter, q)}`
}

/** Who took part in what, over the CTE `tops`: the same dimensions, and member_id. */
export function participations(filter: ActivityFilter, grouping: Grouping, q: Statement): string {
  return `SELECT tops.kind, a.type_code, date_trunc('month', a.on_day)::date AS month, ${groupId(grouping, q)} AS group_id, participant.member_id
    FROM ${countedRows(filter, q)} JOIN attendance participant ON participant.activity_id = a.id AND participant.status IN ('PRESENT', 'OBSERVER')`
}

function countedRows(filter: ActivityFilter, q: Statement): string {
  const { organization: _tops, kinds: _kinds, ...rest } = filter
  const predicates = [...activitiesWhere(rest)('a', q)]
  const scope = organizationInScope('a.organization_id', q, 'counts:read')
  if (scope !== null) predicates.push(scope)
  const placed = q.asOf === null ? 'upper_inf(p.valid)' : `p.valid @> ${q.day()}`
  return `tops JOIN organization_placement p ON ${placed} AND p.path >= tops.path AND p.path < tops.path || '0'
    JOIN activity a ON a.organization_id = p.organization_id AND ${predicates.join(' AND ')}`
}

function groupId({ by, depth }: Grouping, q: Statement): string {
  if (!by.includes('ORGANIZATION')) return 'NULL::uuid'
  return `(SELECT o.id FROM organization o WHERE o.segment = substr(p.path, least(p.depth, tops.depth + ${q.param(depth)}::int) * 9 + 2, 8))`
}
