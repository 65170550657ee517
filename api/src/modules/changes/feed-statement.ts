import { compileAmong, type Compiled, rowKey } from '../../platform/graph/compile.ts'
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

/** An event, with what was asked for of it. */
export interface FeedRow {
  readonly xid: string
  readonly id: string
  readonly entity: string
  readonly key: string
  readonly op: string
  readonly version: number | null
  readonly changed: readonly string[]
  readonly actor: { readonly id: string; readonly displayName: string } | null
  readonly at: string
  readonly node: Record<string, unknown> | null
}

/** What an event is told as: of what the viewer does not see, he is told only which object it was. */
export function toldOp(op: string, seen: boolean): string {
  if (op === 'DELETED') return op
  if (!seen) return 'LEFT'
  return op === 'MOVED' ? 'UPDATED' : op
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
  rows: FeedRow[]
  /** Where the search was ended, though there is more; null when everything was looked at. */
  readonly end: readonly [string, string] | null
}

/** Events that one statement looks at: whose scope is small walks past those of others, a bounded number at a time. */
const mostLookedAt = 50_000

/** Page sizes that stand in the statement itself, see the connections of the read door. */
const usualPages: ReadonlySet<number> = new Set([1, 10, 20, 50, 100, 200, 500])

/** The statement of a page: events after a place, below the oldest open transaction, and the objects of them as they are now. */
export function compileFeed(request: FeedRequest, changeFields: readonly SelectedField[], q: Statement): Compiled {
  const { entities, first } = request
  const { page, lastLookedAt } = searchOf(request, q)
  const objects = entities.map((entity) => compileObjects(entity, request, changeFields, q))
  const columns = columnsOf(request, changeFields, q)
  const parts = [
    standing,
    `'events', (SELECT string_agg(concat_ws(' ', ${columns.map(([, sql]) => sql).join(', ')}), E'\n') FROM page s)`,
    `'objects', json_build_array(${objects.map(({ sql }) => sql).join(', ')})`,
    `'end', CASE WHEN (SELECT count(*) FROM page) <= ${first} THEN (${lastLookedAt}) END`,
  ]
  if (columns.some(([name]) => name === 'actor')) parts.push(`'actors', (${actors})`)
  return {
    sql: `(WITH page AS MATERIALIZED (${page}) SELECT json_build_object(${parts.join(', ')}) FROM change_feed f)`,
    finish: (answer, context) => {
      const found = answer as unknown as FeedAnswer & Found
      const nodes = new Map<unknown, Record<string, unknown>>()
      for (const [at, { finish }] of objects.entries()) {
        const rows = found.objects[at]
        if (rows == null) continue
        finish?.(rows as never, context)
        for (const row of rows) {
          row['__typename'] ??= entities[at]!.graph.name
          nodes.set(row[rowKey], row)
        }
      }
      found.rows = rowsOf(
        found,
        columns.map(([name]) => name),
        nodes,
      )
    },
  }
}

/** The query of a page's events and of the first after it, with these columns, and that of the place where the search is ended. */
export function searchOf(request: FeedRequest, q: Statement, columns: Sql = 'e.*'): { readonly page: Sql; readonly lastLookedAt: Sql } {
  const { after, first } = request
  const cursor = q.param([after.xid, after.id])
  // in a SELECT of its own, a place is no reason to plan anew: a plan made for one place is as good for another, and takes half as long to make as to run
  const range = `(l.xid, l.id) > ((SELECT (${cursor}::text[])[1]::xid8), (SELECT (${cursor}::text[])[2]::bigint)) AND l.xid < pg_snapshot_xmin(pg_current_snapshot())`
  const limit = usualPages.has(first) ? String(first + 1) : q.param(first + 1)
  return {
    page: `SELECT ${columns} FROM (SELECT l.* FROM change_event l WHERE ${range} ORDER BY l.xid, l.id LIMIT ${mostLookedAt}) e WHERE ${concerns('e', q, request)} LIMIT ${limit}`,
    lastLookedAt: `SELECT json_build_array(l.xid::text, l.id::text) FROM change_event l WHERE ${range} ORDER BY l.xid, l.id OFFSET ${mostLookedAt - 1} LIMIT 1`,
  }
}

/** What the statement finds besides where the feed stands. */
interface Found {
  /** A line for each event: writing them as JSON objects takes the database several times as long. */
  readonly events: string | null
  /** The objects that the viewer sees, by kind. */
  readonly objects: readonly (Record<string, unknown>[] | null)[]
  /** Names by account. */
  readonly actors?: Readonly<Record<string, string>> | null
}

type Column = 'xid' | 'id' | 'entity' | 'key' | 'op' | 'version' | 'changed' | 'actor' | 'at'

/** The words of an event's line: none of them holds a space, and none is empty. */
function columnsOf({ organization }: FeedFilter, fields: readonly SelectedField[], q: Statement): (readonly [Column, Sql])[] {
  const asked = new Set(fields.map(({ name }) => name))
  const columns: [Column, Sql][] = [
    ['xid', 's.xid'],
    ['id', 's.id'],
    ['entity', 's.entity'],
    ['key', 's.entity_id'],
    ['op', 's.op'],
  ]
  if (asked.has('version')) columns.push(['version', `coalesce(s.version::text, '-')`])
  if (asked.has('changed')) columns.push(['changed', `coalesce(nullif(array_to_string(s.changed, ','), ''), '-')`])
  if (asked.has('occurredAt')) columns.push(['at', occurredAt])
  if (asked.has('actor')) {
    const permitted = placesInScope('s.places', q, 'audit:read', organization)
    columns.push(['actor', `coalesce(${permitted === null ? 's.actor_id' : `CASE WHEN ${permitted} THEN s.actor_id END`}::text, '-')`])
  }
  return columns
}

/** When the event `s` occurred. */
export const occurredAt = `to_char(s.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`

const actors = `SELECT json_object_agg(a.id, a.display_name) FROM account a WHERE a.id IN (SELECT s.actor_id FROM page s)`

function rowsOf({ events, actors }: Found, columns: readonly Column[], nodes: ReadonlyMap<unknown, Record<string, unknown>>): FeedRow[] {
  const places = new Map(columns.map((column, at) => [column, at]))
  const [version, changed, actor, at] = [places.get('version'), places.get('changed'), places.get('actor'), places.get('at')]
  return (events ?? '').split('\n').flatMap((line) => {
    if (line === '') return []
    const words = line.split(' ')
    const word = (place: number | undefined) => (place === undefined || words[place] === '-' ? null : words[place]!)
    const by = word(actor)
    const displayName = by === null ? undefined : actors?.[by]
    const number = word(version)
    return {
      xid: words[0]!,
      id: words[1]!,
      entity: words[2]!,
      key: words[3]!,
      op: words[4]!,
      version: number === null ? null : Number(number),
      changed: word(changed)?.split(',') ?? [],
      actor: by === null || displayName === undefined ? null : { id: by, displayName },
      at: word(at) ?? '',
      node: nodes.get(words[3]) ?? null,
    }
  })
}

/** Where the feed stands, without any event. */
export function compileStanding(): Compiled {
  return { sql: `(SELECT json_build_object(${standing}, 'rows', '[]'::json, 'end', NULL) FROM change_feed f)`, finish: null }
}

/** Where the feed stood at a moment: everything recorded since comes after it. Times of concurrent transactions do not follow their order. */
export function compileSince(moment: string, q: Statement): Compiled {
  const first = `SELECT e.xid FROM change_event e WHERE e.at >= ${q.param(moment)}::timestamptz ORDER BY e.xid, e.id LIMIT 1`
  return { sql: `(SELECT json_build_object(${standing}, 'since', (${first})::text) FROM change_feed f)`, finish: null }
}

/** Whoever restores a backup goes on in another timeline; a dump that is put back somewhere is found out when the server starts. */
export const epoch = 'f.epoch || left(pg_walfile_name(pg_current_wal_lsn()), 8)'

/** Where the feed `f` stands, as the parts of a JSON object. */
export const standing = `'epoch', ${epoch}, 'horizon', f.horizon::text,
  'now', pg_snapshot_xmin(pg_current_snapshot())::text, 'next', pg_snapshot_xmax(pg_current_snapshot())::text`

/** The objects of a kind that the viewer sees; read also where nobody asked for them, because that tells whether he still does. */
function compileObjects(
  { name, graph, within }: FeedEntity,
  { organization }: FeedFilter,
  changeFields: readonly SelectedField[],
  q: Statement,
): Compiled {
  const keys = `SELECT s.entity_id FROM page s WHERE s.entity = '${name}'`
  return compileAmong(graph, below(changeFields, 'node') ?? [], q, keys, (t) => (organization === null ? [] : [within(t, q, organization)]))
}
