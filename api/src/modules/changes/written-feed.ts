import { type Compiled, compileText } from '../../platform/graph/compile.ts'
import { type Sql } from '../../platform/graph/graph.ts'
import { type Reader } from '../../platform/graph/reader.ts'
import { answerFields, type SelectedField } from '../../platform/graph/selection.ts'
import { type Statement } from '../../platform/graph/statement.ts'
import { NotVerbatim, Verbatim } from '../../platform/graph/verbatim.ts'
import { type FeedEntity } from './feed-entities.ts'
import { epoch, type FeedAnswer, type FeedRequest, occurredAt, searchOf, standing } from './feed-statement.ts'

/** Where the feed stands, and a page of it whose changes are text already. */
interface WrittenFeed extends Omit<FeedAnswer, 'rows'> {
  /** Whether there is an event after the page. */
  readonly more: boolean
  /** Where the page begins; null where nobody asked for it. */
  readonly firstShown: readonly [string, string] | null
  /** Where a full page ends; null where nobody asked for it. */
  readonly lastShown: readonly [string, string] | null
  /** The elements of a JSON array. */
  readonly nodes: string
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
  const text = await reader.written((q) => compileWritten(request, answerFields(whole), new Set(places), q))
  const end = text.indexOf('\n')
  return { ...(JSON.parse(text.slice(0, end)) as Omit<WrittenFeed, 'nodes'>), nodes: text.slice(end + 1) }
}

/** What a page tells besides its changes; a cursor is signed, so that it is made only where it was asked for. */
interface AroundPage {
  readonly scopeChanged: boolean
  readonly pageInfo: Readonly<Record<string, boolean | (() => string | null)>>
}

/** The page, put together from the text of its changes. */
export function writtenPage(nodes: string, asked: readonly SelectedField[], { scopeChanged, pageInfo }: AroundPage): Verbatim {
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
 * The statement: a line that tells where the feed stands, then the changes. The database puts their text together, which takes it a fraction of
 * the time of making as many JSON objects.
 */
function compileWritten(request: FeedRequest, fields: readonly SelectedField[], places: ReadonlySet<string>, q: Statement): Compiled {
  const { page, lastLookedAt } = searchOf(request, q, 'e.xid, e.id, e.entity, e.entity_id, e.op, e.version, e.at')
  const node = fields.filter(({ name }) => name === 'node')
  if (node.length !== 1) throw new NotVerbatim()
  // each change looks up its own object: a join of all at once might bring them in another order
  const objects = request.entities.map((entity, at) => `LEFT JOIN LATERAL (${objectOf(entity, request, node[0]!, q)}) o${at} ON true`)
  const object = (column: string) => `coalesce(${request.entities.map((_, at) => `o${at}.${column}`).join(', ')})`
  const change = changeSql(fields.map((field) => [field.key, valueOf(field, object, request.entities)]))
  const placeAt = (offset: number) => `(SELECT json_build_array(s.xid::text, s.id::text) FROM (SELECT * FROM page OFFSET ${offset} LIMIT 1) s)`
  const parts = [
    standing,
    `'more', found.number > ${request.first}`,
    `'firstShown', ${places.has('startCursor') ? placeAt(0) : 'NULL'}`,
    `'lastShown', ${places.has('endCursor') ? placeAt(request.first - 1) : 'NULL'}`,
    `'end', CASE WHEN found.number <= ${request.first} THEN (${lastLookedAt}) END`,
  ]
  const nodes = `SELECT string_agg(${change}, ',') FROM (SELECT * FROM page LIMIT ${request.first}) s ${objects.join(' ')}`
  return {
    sql: `(WITH page AS MATERIALIZED (${page})
      SELECT json_build_object(${parts.join(', ')})::text || E'\\n' || coalesce((${nodes}), '') FROM change_feed f CROSS JOIN (SELECT count(*) AS number FROM page) found)`,
    finish: null,
  }
}

/** The object of the event `s`, where it is of a kind and the viewer sees it. */
function objectOf({ name, graph, within }: FeedEntity, { organization, entities }: FeedRequest, node: SelectedField, q: Statement): Sql {
  const isOfKind = entities.length === 1 ? [] : [`s.entity = '${name}'`]
  return compileText(graph, node.whole, q, 's.entity_id', (t) => [...isOfKind, ...(organization === null ? [] : [within(t, q, organization)])])
}

/** The text of an object; of words, which need quotation marks, and of what is JSON already. */
function changeSql(values: readonly (readonly [key: string, value: Value])[]): Sql {
  let before = '{'
  const parts = values.flatMap(([key, value]) => {
    const mark = 'word' in value ? '"' : ''
    const literal = `'${before}"${key}":${mark}'`
    before = `${mark},`
    return [literal, 'word' in value ? value.word : value.json]
  })
  return `concat(${parts.join(', ')}, '${before.slice(0, -1)}}')`
}

type Value = { readonly word: Sql } | { readonly json: Sql }

/** A field of the event `s`; `object` says a column of its object. Of what the viewer does not see, he is told only which object it was. */
function valueOf({ name, typename }: SelectedField, object: (column: string) => Sql, entities: readonly FeedEntity[]): Value {
  const seen = `${object('key')} IS NOT NULL`
  const values: Readonly<Record<string, Value>> = {
    __typename: { word: `'${typename}'` },
    id: { word: `${epoch} || '-' || s.id` },
    entity: { word: `CASE s.entity ${entities.map((entity) => `WHEN '${entity.name}' THEN '${entity.name.toUpperCase()}'`).join(' ')} END` },
    entityId: { word: 's.entity_id' },
    op: { word: `CASE WHEN s.op = 'DELETED' THEN s.op WHEN NOT ${seen} THEN 'LEFT' WHEN s.op = 'MOVED' THEN 'UPDATED' ELSE s.op END` },
    version: { json: `coalesce(CASE WHEN ${seen} THEN s.version END::text, 'null')` },
    occurredAt: { word: occurredAt },
    node: { json: `coalesce(${object('json')}, 'null')` },
  }
  const value = values[name]
  if (value === undefined) throw new NotVerbatim()
  return value
}
