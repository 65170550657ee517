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
  readonly firstShown: readonly [string, string] | null
  /** Of a full page; else null. */
  readonly lastShown: readonly [string, string] | null
  /** A JSON array. */
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
  const text = await reader.written((q) => compileWritten(request, answerFields(whole), q))
  const end = text.indexOf('\n')
  return { ...(JSON.parse(text.slice(0, end)) as Omit<WrittenFeed, 'nodes'>), nodes: `[${text.slice(end + 1)}]` }
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
  const parts = asked.map((field) => {
    if (field.name === 'nodes') return `"${field.key}":${nodes}`
    if (field.name === 'scopeChanged') return `"${field.key}":${scopeChanged}`
    if (field.name === '__typename') return `"${field.key}":"${field.typename}"`
    return `"${field.key}":{${field.whole.map((inner) => `"${inner.key}":${infoOf(inner)}`).join(',')}}`
  })
  return new Verbatim(`{${parts.join(',')}}`)
}

/**
 * The statement: a line that tells where the feed stands, then the changes. The database puts their text together, which takes it a fraction of
 * the time of making as many JSON objects.
 */
function compileWritten(request: FeedRequest, fields: readonly SelectedField[], q: Statement): Compiled {
  const { page, lastLookedAt } = searchOf(request, q, 'e.xid, e.id, e.entity, e.entity_id, e.op, e.version, e.at')
  const node = fields.filter(({ name }) => name === 'node')
  if (node.length !== 1) throw new NotVerbatim()
  // each change looks up its own object: a join of all at once might bring them in another order
  const objects = request.entities.map((entity, at) => `LEFT JOIN LATERAL (${objectOf(entity, request, node[0]!, q)}) o${at} ON true`)
  const json = `coalesce(${request.entities.map((_, at) => `o${at}.json`).join(', ')})`
  const change = changeSql(fields.map((field) => [field.key, valueOf(field, json, request.entities)]))
  const placeAt = (offset: number) => `(SELECT json_build_array(s.xid::text, s.id::text) FROM page s OFFSET ${offset} LIMIT 1)`
  const parts = [
    standing,
    `'more', (SELECT count(*) > ${request.first} FROM page)`,
    `'firstShown', ${placeAt(0)}`,
    `'lastShown', ${placeAt(request.first - 1)}`,
    `'end', CASE WHEN (SELECT count(*) FROM page) <= ${request.first} THEN (${lastLookedAt}) END`,
  ]
  const nodes = `SELECT string_agg(${change}, ',') FROM (SELECT * FROM page LIMIT ${request.first}) s ${objects.join(' ')}`
  return {
    sql: `(WITH page AS MATERIALIZED (${page})
      SELECT json_build_object(${parts.join(', ')})::text || E'\\n' || coalesce((${nodes}), '') FROM change_feed f)`,
    finish: null,
  }
}

/** The object of the event `s`, where it is of a kind and the viewer sees it. */
function objectOf({ name, graph, within }: FeedEntity, { organization }: FeedRequest, node: SelectedField, q: Statement): Sql {
  const isOfKind = `s.entity = '${name}'`
  return compileText(graph, node.whole, q, 's.entity_id', (t) => (organization === null ? [isOfKind] : [isOfKind, within(t, q, organization)]))
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

/** A field of the event `s`, whose object is `json`; of what the viewer does not see, he is told only which object it was. */
function valueOf({ name, typename }: SelectedField, json: Sql, entities: readonly FeedEntity[]): Value {
  const values: Readonly<Record<string, Value>> = {
    __typename: { word: `'${typename}'` },
    id: { word: `${epoch} || '-' || s.id` },
    entity: { word: `CASE s.entity ${entities.map((entity) => `WHEN '${entity.name}' THEN '${entity.name.toUpperCase()}'`).join(' ')} END` },
    entityId: { word: 's.entity_id' },
    op: { word: `CASE WHEN s.op = 'DELETED' THEN s.op WHEN ${json} IS NULL THEN 'LEFT' WHEN s.op = 'MOVED' THEN 'UPDATED' ELSE s.op END` },
    version: { json: `coalesce(CASE WHEN ${json} IS NOT NULL THEN s.version END::text, 'null')` },
    occurredAt: { word: occurredAt },
    node: { json: `coalesce(${json}, 'null')` },
  }
  const value = values[name]
  if (value === undefined) throw new NotVerbatim()
  return value
}
