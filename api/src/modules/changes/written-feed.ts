import { type Sql } from '../../platform/graph/graph.ts'
import { type Reader } from '../../platform/graph/reader.ts'
import { answerFields, type SelectedField } from '../../platform/graph/selection.ts'
import { type Statement } from '../../platform/graph/statement.ts'
import { type CountedText, NotVerbatim, Verbatim } from '../../platform/graph/verbatim.ts'
import { type FeedAnswer, type FeedRequest, searchOf, standing } from './feed-statement.ts'
import { WrittenChanges } from './written-changes.ts'

/** Where the feed stands, and a page of it whose changes are text already. */
interface WrittenFeed extends Omit<FeedAnswer, 'rows'> {
  /** Whether there is an event after the page. */
  readonly more: boolean
  /** Where the page begins; null where nobody asked for it. */
  readonly firstShown: readonly [string, string] | null
  /** Where a full page ends; null where nobody asked for it. */
  readonly lastShown: readonly [string, string] | null
  /** The elements of a JSON array. */
  readonly nodes: string | CountedText
}

/** The fields of a page, all of which can be written, its changes once among them. @throws NotVerbatim */
export function writtenFields(fields: readonly SelectedField[]): SelectedField[] {
  const asked = answerFields(fields)
  const isKnown = asked.every(({ name }) => ['nodes', 'pageInfo', 'scopeChanged', '__typename'].includes(name))
  if (!isKnown || asked.filter(({ name }) => name === 'nodes').length !== 1) throw new NotVerbatim()
  return asked
}

/** Reads a page as its answer shows it; `asked` are its `writtenFields`. @throws NotVerbatim */
export async function readWrittenFeed(reader: Reader, request: FeedRequest, asked: readonly SelectedField[]): Promise<WrittenFeed> {
  const { whole } = asked.find(({ name }) => name === 'nodes')!
  const places = asked.filter(({ name }) => name === 'pageInfo').flatMap((field) => field.whole.map(({ name }) => name))
  const changes = new WrittenChanges(request, answerFields(whole))
  const { rows, columns } = await reader.raw((q) => compileWritten(request, changes, new Set(places), q))
  const [first, ...others] = rows
  const stands = JSON.parse(first![0]!) as Omit<WrittenFeed, 'nodes'>
  return { ...stands, nodes: changes.write(others, columns) }
}

/** What a page tells besides its changes; a cursor is signed, so that it is made only where it was asked for. */
interface AroundPage {
  readonly scopeChanged: boolean
  readonly pageInfo: Readonly<Record<string, boolean | (() => string | null)>>
}

/** The page, put together from the text of its changes. */
export function writtenPage(nodes: WrittenFeed['nodes'], asked: readonly SelectedField[], { scopeChanged, pageInfo }: AroundPage): Verbatim {
  const infoOf = ({ name, typename }: SelectedField) => {
    const value = pageInfo[name] ?? typename ?? null
    return JSON.stringify(typeof value === 'function' ? value() : value)
  }
  const textOf = (field: SelectedField) => {
    if (field.name === 'scopeChanged') return `"${field.key}":${scopeChanged}`
    if (field.name === '__typename') return `"${field.key}":"${field.typename}"`
    return `"${field.key}":{${field.whole.map((inner) => `"${inner.key}":${infoOf(inner)}`).join(',')}}`
  }
  const at = asked.findIndex(({ name }) => name === 'nodes')
  const [before, after] = [asked.slice(0, at), asked.slice(at + 1)]
  return new Verbatim(
    `{${before.map((field) => `${textOf(field)},`).join('')}"${asked[at]!.key}":[`,
    nodes,
    `]${after.map((field) => `,${textOf(field)}`).join('')}}`,
  )
}

/**
 * The statement: a row that tells where the feed stands, then one for each change, in order. The columns of an object come as they are: to write
 * their JSON takes the database as long as to find them, and here it is done while the database looks for the next.
 */
function compileWritten(request: FeedRequest, changes: WrittenChanges, places: ReadonlySet<string>, q: Statement): Sql {
  const { page, lastLookedAt } = searchOf(request, q, 'e.xid, e.id, e.entity, e.entity_id, e.op, e.version, e.at')
  const { columns, joins, width } = changes.compile(q)
  const placeAt = (offset: number) => `(SELECT json_build_array(s.xid::text, s.id::text) FROM (SELECT * FROM page OFFSET ${offset} LIMIT 1) s)`
  const parts = [
    standing,
    `'more', found.number > ${request.first}`,
    `'firstShown', ${places.has('startCursor') ? placeAt(0) : 'NULL'}`,
    `'lastShown', ${places.has('endCursor') ? placeAt(request.first - 1) : 'NULL'}`,
    `'end', CASE WHEN found.number <= ${request.first} THEN (${lastLookedAt}) END`,
  ]
  return `WITH page AS MATERIALIZED (${page})
    SELECT json_build_object(${parts.join(', ')})${', NULL'.repeat(width)} FROM change_feed f CROSS JOIN (SELECT count(*) AS number FROM page) found
    UNION ALL SELECT NULL, ${columns} FROM (SELECT * FROM page LIMIT ${request.first}) s ${joins}`
}
