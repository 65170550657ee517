import { isUuid } from '../../platform/graph/reader.ts'
import { type Statement } from '../../platform/graph/statement.ts'
import { pathWithin } from '../organizations/index.ts'

interface TopsRequest {
  readonly organization?: string | null
  readonly kinds?: readonly string[] | null
}

/**
 * The highest organisations that a count starts from: the one that was named or the roots of what the viewer may see, whichever is
 * lower. None stands below another. Columns: id, kind, path, depth, on the as-of day.
 */
export function topsSql(q: Statement, { organization, kinds }: TopsRequest): string {
  const placed = q.asOf === null ? 'upper_inf(p.valid)' : `p.valid @> ${q.day()}`
  const where = [placed, ...topPredicates(q, organization ?? null)]
  if (kinds != null) where.push(`p.kind = ANY(${q.param([...kinds])}::text[])`)
  return `SELECT p.organization_id AS id, p.kind, p.path, p.depth FROM organization_placement p WHERE ${where.join(' AND ')}`
}

function topPredicates(q: Statement, organization: string | null): string[] {
  if (organization !== null && !isUuid(organization)) return ['false']
  const scope = q.context.scope('counts:read')
  const isNamed = organization === null ? null : `p.organization_id = ${q.param(organization)}::uuid`
  if (scope.everything) return [isNamed ?? 'p.parent_id IS NULL']
  if (scope.roots.length === 0) return ['false']
  const isRoot = `p.organization_id IN (SELECT root.organization_id FROM organization_placement root WHERE upper_inf(root.valid) AND root.path = ANY(${q.param([...scope.roots])}::text[]))`
  if (organization === null || isNamed === null) return [isRoot]
  const visible = `p.organization_id IN (SELECT seen.organization_id FROM organization_placement seen WHERE upper_inf(seen.valid) AND ${q.inScope('seen.path', 'counts:read') ?? 'true'})`
  return [`((${isNamed} AND ${visible}) OR (${isRoot} AND ${pathWithin('p.path', q, organization)}))`]
}
