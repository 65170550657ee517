import { createHash } from 'node:crypto'
import { type Permission } from '../../platform/access/permissions.ts'
import { type Viewer } from '../../platform/access/viewer.ts'
import { type Sql } from '../../platform/graph/graph.ts'
import { isUuid } from '../../platform/graph/reader.ts'
import { type Statement } from '../../platform/graph/statement.ts'
import { type FeedEntity, feedEntities } from './feed-entities.ts'

/** Which changes somebody follows, within his scope. */
export interface FeedFilter {
  readonly entities: readonly FeedEntity[]
  readonly organization: string | null
}

/** The permission to follow changes at all; each kind of object needs its own besides. */
const following: Permission = 'changes:read'

/**
 * The predicate that an event concerns whoever reads: the object stood in his scope before or after. Of what only moved along with its
 * organisation he is told when he loses sight of it or comes to see it.
 */
export function concerns(e: string, q: Statement, { entities, organization }: FeedFilter): Sql {
  const predicates = new Map<Sql, string[]>()
  for (const entity of entities) {
    const within = (places: Sql) => placesInScope(places, q, entity.graph.options.permission, organization)
    const [stood, stands] = [within(`${e}.places`), within(`${e}.moved_to`)]
    const seen = stood === null ? `${e}.op <> 'MOVED'` : `CASE WHEN ${e}.op = 'MOVED' THEN (${stood}) <> (${stands}) ELSE ${stood} END`
    predicates.set(seen, [...(predicates.get(seen) ?? []), entity.name])
  }
  const each = [...predicates].map(([seen, names]) => `(${e}.entity IN (${names.map((name) => `'${name}'`).join(', ')}) AND ${seen})`)
  return each.length === 0 ? 'false' : `(${each.join(' OR ')})`
}

/** The predicate that one of these paths stood in the scope of a permission, and in the organisation; null when any does. */
export function placesInScope(places: Sql, q: Statement, permission: Permission, organization: string | null): Sql | null {
  const parts = [...new Set([below(places, q, permission), below(places, q, following)])].filter((part) => part !== null)
  if (organization !== null) {
    const id = isUuid(organization) ? organization : nobody
    parts.push(`coalesce(strpos(${places}, (SELECT '/' || o.segment FROM organization o WHERE o.id = ${q.param(id)}::uuid)) > 0, false)`)
  }
  return parts.length === 0 ? null : parts.join(' AND ')
}

/** A digest of what somebody may follow; it stays when an organisation of his moves as a whole. */
export function scopeDigest(viewer: Viewer): string {
  const permissions = [...new Set([following, ...Object.values(feedEntities).map(({ graph }) => graph.options.permission)])].sort()
  const scopes = permissions.map((permission) => {
    const { everything, roots } = viewer.scope(permission)
    return everything ? 'everything' : roots.map(ownSegment).sort().join('')
  })
  return createHash('sha256').update(scopes.join(' ')).digest('base64url').slice(0, 10)
}

/** A segment belongs to one organisation for ever, so a path of then tells what stood above, wherever that stands today. */
function below(places: Sql, q: Statement, permission: Permission): Sql | null {
  const { everything, roots } = q.context.scope(permission)
  if (everything) return null
  const segments = roots.map(ownSegment)
  if (segments.length === 0) return 'false'
  if (segments.length > mostTested)
    return `EXISTS (SELECT FROM unnest(${q.param(segments)}::text[]) AS top WHERE strpos(${places}, top) > 0)`
  return `(${segments.map((segment) => `strpos(${places}, ${q.param(segment)}) > 0`).join(' OR ')})`
}

const mostTested = 8

function ownSegment(path: string): string {
  return path.slice(path.lastIndexOf('/'))
}

const nobody = '00000000-0000-0000-0000-000000000000'
