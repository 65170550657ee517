import { isUuid } from '../../../platform/graph/reader.ts'
import { type Sql } from '../../../platform/graph/graph.ts'
import { type Statement } from '../../../platform/graph/statement.ts'
import { organizationInScope, pathWithin } from '../../organizations/index.ts'
import { type CountModel, type CountRequest } from './model.ts'

/**
 * The highest organisations that a count starts from: the one that was named or the roots of what the viewer may see, whichever is
 * lower. None stands below another. Columns: id, kind, path, depth, on the as-of day.
 */
export function topsSql(model: CountModel, request: CountRequest, q: Statement): Sql {
  const { organization, kinds } = model.tops(request.filter)
  const where = [placedOn('p', q), ...topPredicates(model, q, organization ?? null)]
  if (kinds != null) where.push(`p.kind = ANY(${q.param([...kinds])}::text[])`)
  const tops = `SELECT p.organization_id AS id, p.kind, p.path, p.depth FROM organization_placement p WHERE ${where.join(' AND ')}`
  // on a past day, one root of today's scope may have stood below another
  return q.asOf === null || q.context.scope(model.permission).everything
    ? tops
    : `SELECT t.* FROM (${tops}) t WHERE NOT EXISTS (SELECT FROM (${tops}) above WHERE t.path > above.path AND t.path < above.path || '0')`
}

function topPredicates(model: CountModel, q: Statement, organization: string | null): Sql[] {
  if (organization !== null && !isUuid(organization)) return ['false']
  const scope = q.context.scope(model.permission)
  const isNamed = organization === null ? null : `p.organization_id = ${q.param(organization)}::uuid`
  if (scope.everything) return [isNamed ?? 'p.parent_id IS NULL']
  if (scope.roots.length === 0) return ['false']
  const isRoot = `p.organization_id IN (SELECT root.organization_id FROM organization_placement root WHERE upper_inf(root.valid) AND root.path = ANY(${q.param([...scope.roots])}::text[]))`
  if (organization === null || isNamed === null) return [isRoot]
  const visible = `p.organization_id IN (SELECT seen.organization_id FROM organization_placement seen WHERE upper_inf(seen.valid) AND ${q.inScope('seen.path', model.permission) ?? 'true'})`
  return [`((${isNamed} AND ${visible}) OR (${isRoot} AND ${pathWithin('p.path', q, organization)}))`]
}

/**
 * Every organisation that is counted, with what it is counted under. Columns: organization_id, kind, level, group_id (the organisation at
 * the depth asked for), led_by_id; for the tree as it was, one row for each period in which they were the same, `valid`.
 */
export function placesSql(model: CountModel, request: CountRequest, q: Statement): Sql {
  const asItWas = request.tree === 'AS_IT_WAS'
  const wants = (dimension: string) => request.by.includes(dimension)
  const scope = organizationInScope('p.organization_id', q, model.permission)
  const columns = ['p.organization_id', 'p.kind']
  if (wants('LEVEL')) columns.push('(SELECT o.level FROM organization o WHERE o.id = p.organization_id) AS level')
  if (wants('ORGANIZATION')) columns.push(`${gatheredSql(request, q)} AS group_id`)
  if (!asItWas) {
    if (wants('LED_BY'))
      columns.push(`${leaderSql(q, q.asOf === null ? (l) => `upper_inf(${l}.valid)` : (l) => `${l}.valid @> ${q.day()}`)} AS led_by_id`)
    return `SELECT ${columns.join(', ')} FROM tops top JOIN organization_placement p ON ${placedOn('p', q)} AND p.path >= top.path AND p.path < top.path || '0'${scope === null ? '' : ` WHERE ${scope}`}`
  }
  if (wants('LED_BY')) columns.push('piece.valid', `${leaderSql(q, (l) => `${l}.valid @> lower(piece.valid)`)} AS led_by_id`)
  else columns.push('p.valid')
  const { source, where } = formerTops(model, request, q)
  return `SELECT ${columns.join(', ')} FROM organization_placement p ${source}${wants('LED_BY') ? ` CROSS JOIN LATERAL (${piecesSql}) piece` : ''}
    WHERE ${[...where, ...(scope === null ? [] : [scope])].join(' AND ')}`
}

/** The join of facts `f` with their places `p`. */
export function placeJoin(request: CountRequest, f: string): Sql {
  return `JOIN places p ON p.organization_id = ${f}.organization_id${request.tree === 'AS_IT_WAS' ? ` AND p.valid @> ${f}.day` : ''}`
}

/**
 * Whether everything that stands in a tree today is counted, by nothing that its place tells. Then no fact needs its place: see
 * `standing`.
 */
export function takesInEverything(model: CountModel, request: CountRequest, q: Statement): boolean {
  const { organization, kinds } = model.tops(request.filter)
  const isWhole = organization == null && kinds == null && request.tree === 'NOW' && q.asOf === null
  return isWhole && !request.by.some((name) => toldByPlaces.has(name)) && q.context.scope(model.permission).everything
}

const toldByPlaces: ReadonlySet<string> = new Set(['KIND', 'LEVEL', 'ORGANIZATION', 'LED_BY'])

/**
 * The facts of organisations that stand in a tree today. Those that do not are few; a join with all the others would cost the order in which
 * an index gives the facts.
 */
export function standing(facts: Sql): Sql {
  return `SELECT f.* FROM (${facts}) f WHERE f.organization_id NOT IN (
      SELECT o.id FROM organization o WHERE NOT EXISTS (SELECT FROM organization_placement p WHERE p.organization_id = o.id AND upper_inf(p.valid)))`
}

/** In the tree as it was, an organisation stood below a top that its path of the time names; the highest one where there are several. */
function formerTops(model: CountModel, { filter }: CountRequest, q: Statement): { source: Sql; where: Sql[] } {
  const { organization, kinds } = model.tops(filter)
  if (organization == null && q.context.scope(model.permission).everything) {
    // what was the top of a tree once may stand lower today
    return {
      source: 'CROSS JOIN (SELECT 0 AS depth) top',
      where: kinds == null ? ['true'] : [`p.kind = ANY(${q.param([...kinds])}::text[])`],
    }
  }
  const place = `position('/' || right(t.path, 8) IN p.path)`
  return {
    source: `CROSS JOIN LATERAL (SELECT (min(${place}) - 1) / 9 AS depth FROM tops t WHERE ${place} > 0) top`,
    where: ['top.depth IS NOT NULL'],
  }
}

function gatheredSql({ organizationDepth }: CountRequest, q: Statement): Sql {
  return `(SELECT o.id FROM organization o WHERE o.segment = substr(p.path, least(p.depth, top.depth + ${q.param(organizationDepth)}::int) * 9 + 2, 8))`
}

/** Who leads the organisation: by a link of its own, or by that of the nearest organisation above it; null outside the viewer's scope. */
function leaderSql(q: Statement, holds: (link: string) => Sql): Sql {
  const scope = organizationInScope('nearest.id', q, 'organizations:read')
  const nearest = `SELECT link.to_id AS id FROM generate_series(0, p.depth) AS step JOIN organization above ON above.segment = substr(p.path, step * 9 + 2, 8)
    JOIN organization_link link ON link.from_id = above.id AND link.type = 'LED_BY' AND ${holds('link')} ORDER BY step DESC LIMIT 1`
  return `(SELECT nearest.id FROM (${nearest}) nearest${scope === null ? '' : ` WHERE ${scope}`})`
}

/** The placement's period, cut where a leader changed. */
const piecesSql = `SELECT daterange(cut.day, lead(cut.day) OVER (ORDER BY cut.day)) * p.valid AS valid FROM (
    SELECT lower(p.valid) AS day
    UNION SELECT bound.day FROM generate_series(0, p.depth) AS step JOIN organization above ON above.segment = substr(p.path, step * 9 + 2, 8)
      JOIN organization_link link ON link.from_id = above.id AND link.type = 'LED_BY' CROSS JOIN LATERAL (VALUES (lower(link.valid)), (upper(link.valid))) AS bound (day)
      WHERE bound.day IS NOT NULL AND p.valid @> bound.day
  ) cut`

function placedOn(p: string, q: Statement): Sql {
  return q.asOf === null ? `upper_inf(${p}.valid)` : `${p}.valid @> ${q.day()}`
}
