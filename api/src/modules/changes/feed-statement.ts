import { compileOne, type Compiled } from '../../platform/graph/compile.ts'
import { type Finish } from '../../platform/graph/finish.ts'
import { type Sql } from '../../platform/graph/graph.ts'
import { below, type SelectedField } from '../../platform/graph/selection.ts'
import { type Statement } from '../../platform/graph/statement.ts'
import { type Place } from './feed-cursor.ts'
import { type FeedEntity } from './feed-entities.ts'
import { concerns, type FeedFilter, placesInScope } from './feed-scope.ts'

/** A page of the feed. */
export interface FeedRequest extends FeedFilter {
  readonly after: Place
  readonly first: number
}

/** An event as it leaves the database: short names, and only what was asked for. */
export interface FeedRow {
  readonly xid: string
  readonly id: string
  readonly entity: string
  readonly key: string
  readonly op: string
  readonly version?: number | null
  readonly changed?: readonly string[]
  readonly actor?: { readonly id: string; readonly displayName: string } | null
  readonly at?: string
  readonly node: Record<string, unknown> | null
}

/** Where the feed stands, and the events that were found. */
export interface FeedAnswer {
  readonly epoch: string
  /** Events of transactions before this one may have been removed. */
  readonly horizon: string
  /** The oldest transaction that is still running: nothing of it or after it is told yet. */
  readonly now: string
  /** The next transaction. */
  readonly next: string
  readonly rows: FeedRow[]
  /** Where the search was ended, though there is more; null when everything was looked at. */
  readonly end: readonly [string, string] | null
}

/** Events that one statement looks at: whose scope is small walks past those of others, a bounded number at a time. */
const mostLookedAt = 50_000

/** Page sizes that stand in the statement itself, see the connections of the read door. */
const usualPages: ReadonlySet<number> = new Set([1, 10, 20, 50, 100, 200, 500])

/** The statement of a page: events after a place, below the oldest open transaction, each with its object as it is now. */
export function compileFeed(request: FeedRequest, changeFields: readonly SelectedField[], q: Statement): Compiled {
  const { entities, first } = request
  const cursor = q.param([request.after.xid, request.after.id])
  const range = `(l.xid, l.id) > ((${cursor}::text[])[1]::xid8, (${cursor}::text[])[2]::bigint) AND l.xid < pg_snapshot_xmin(pg_current_snapshot())`
  const limit = usualPages.has(first) ? String(first + 1) : q.param(first + 1)
  const page = `SELECT e.* FROM (SELECT l.* FROM change_event l WHERE ${range} ORDER BY l.xid, l.id LIMIT ${mostLookedAt}) e WHERE ${concerns('e', q, request)} LIMIT ${limit}`
  const nodes = entities.map((entity) => [entity, compileNode(entity, request, changeFields, q)] as const)
  const columns = [
    's.xid::text AS xid, s.id::text AS id, s.entity, s.entity_id AS key, s.op',
    ...asked(changeFields, { version: 's.version', changed: 's.changed', actor: actorOf(request, q), occurredAt: 's.at' }),
    `CASE s.entity ${nodes.map(([{ name }, { sql }]) => `WHEN '${name}' THEN ${sql}`).join(' ')} END AS node`,
  ]
  const lastLookedAt = `SELECT json_build_array(l.xid::text, l.id::text) FROM change_event l WHERE ${range} ORDER BY l.xid, l.id OFFSET ${mostLookedAt - 1} LIMIT 1`
  const finishes = new Map(nodes.map(([entity, { finish }]) => [entity.name, { entity, finish }]))
  return {
    sql: `(WITH page AS MATERIALIZED (${page})
      SELECT json_build_object(${standing}, 'rows', (SELECT coalesce(json_agg(r), '[]'::json) FROM (SELECT ${columns.join(', ')} FROM page s) r),
        'end', CASE WHEN (SELECT count(*) FROM page) <= ${first} THEN (${lastLookedAt}) END) FROM change_feed f)`,
    finish: (answer, context) => {
      for (const { entity: name, node } of (answer as unknown as FeedAnswer).rows) {
        if (node === null) continue
        const { entity, finish } = finishes.get(name)!
        node['__typename'] ??= entity.graph.name
        finish?.(node, context)
      }
    },
  }
}

/** Where the feed stands, without any event. */
export function compileStanding(): Compiled {
  return { sql: `(SELECT json_build_object(${standing}, 'rows', '[]'::json, 'end', NULL) FROM change_feed f)`, finish: null }
}

/** Whoever restores a backup goes on in another timeline; a dump that is put back somewhere is found out when the server starts. */
const standing = `'epoch', f.epoch || left(pg_walfile_name(pg_current_wal_lsn()), 8), 'horizon', f.horizon::text,
  'now', pg_snapshot_xmin(pg_current_snapshot())::text, 'next', pg_snapshot_xmax(pg_current_snapshot())::text`

/** The object of an event, or null; read also where nobody asked for it, because it tells whether the viewer still sees it. */
function compileNode(
  { graph, within }: FeedEntity,
  { organization }: FeedFilter,
  changeFields: readonly SelectedField[],
  q: Statement,
): { sql: Sql; finish: Finish | null } {
  return compileOne(graph, below(changeFields, 'node') ?? [], q, (t) => [
    `${t}.${graph.keyColumn} = s.entity_id`,
    ...(organization === null ? [] : [within(t, q, organization)]),
  ])
}

function actorOf({ organization }: FeedFilter, q: Statement): Sql {
  const permitted = placesInScope('s.places', q, 'audit:read', organization)
  const actor = `(SELECT json_build_object('id', a.id, 'displayName', a.display_name) FROM account a WHERE a.id = s.actor_id)`
  return permitted === null ? actor : `CASE WHEN ${permitted} THEN ${actor} END`
}

const shortNames: Readonly<Record<string, string>> = { occurredAt: 'at' }

function asked(fields: readonly SelectedField[], columns: Readonly<Record<string, Sql>>): Sql[] {
  const names = new Set(fields.map(({ name }) => name))
  return Object.entries(columns).flatMap(([name, sql]) => (names.has(name) ? [`${sql} AS ${shortNames[name] ?? name}`] : []))
}
