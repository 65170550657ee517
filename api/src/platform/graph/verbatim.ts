import { type GraphQLResolveInfo } from 'graphql'
import { type Field, type Graph, type Sql } from './graph.ts'
import { type PageRequest, pageSql, sized, totalCountSql } from './page.ts'
import { answerFields, applicable, below, type SelectedField } from './selection.ts'
import { type Statement } from './statement.ts'

/**
 * A value of an answer as the database wrote it: JSON text that goes out as it is, neither read nor written again here. A long text stays a
 * part by itself, since putting it together with others copies it; a part ends nowhere between a key and the beginning of its value.
 */
export class Verbatim {
  readonly parts: readonly (string | CountedText)[]

  constructor(...parts: readonly (string | CountedText)[]) {
    this.parts = parts
  }
}

/** A part whose maker knows what is otherwise found out by going through it. */
export interface CountedText {
  readonly text: string
  /** How many keys its objects have, all together. */
  readonly keys: number
  /** The keys that are null somewhere. */
  readonly nulls: ReadonlySet<string>
}

/** The selection asks for something that the database cannot write by itself, such as what a resolver makes of a row. */
export class NotVerbatim extends Error {
  readonly everyTime: boolean

  /** `everyTime`: whether it follows from the selection alone. */
  constructor({ everyTime = true } = {}) {
    super('The database cannot write this answer.')
    this.everyTime = everyTime
  }
}

/** The root value of an operation that the database answers. */
export const verbatimRoot = Symbol('verbatim')

/** Whether a root field is to be answered by a `Verbatim`. */
export function isVerbatim({ rootValue }: GraphQLResolveInfo): boolean {
  return rootValue === verbatimRoot
}

/** The fields of a row's answer, by key. @throws NotVerbatim */
export function verbatimFields(graph: Graph, fields: readonly SelectedField[]): SelectedField[] {
  // of rows of several types each would have keys of its own
  if (graph.options.typename !== undefined && fields.some(({ on }) => on.length > 0)) throw new NotVerbatim()
  const found = applicable(fields, graph.types, 'key')
  if (found.length === 0 || !found.every((field) => isShort(field) && isWritten(field, graph.fields.get(field.name)))) throw new NotVerbatim()
  return found
}

function isWritten({ name, fields }: SelectedField, field: Field | undefined): boolean {
  if (field === undefined) return name === '__typename'
  // a value that is an object has more keys than were asked for, in an order of its own
  if (field.kind === 'value') return fields.length === 0
  return field.kind !== 'derived' && !(field.kind === 'connection' && field.refusable === true)
}

/** PostgreSQL cuts longer names. */
function isShort({ key }: SelectedField): boolean {
  return key.length <= 60
}

/** The name of a row's type. */
export function typenameSql(graph: Graph, t: string, { typename }: SelectedField): Sql {
  return typename === undefined && graph.options.typename !== undefined ? graph.options.typename(t) : `'${typename ?? graph.name}'`
}

/** A page as the answer shows it; `rowOf` makes the select list of a row. @throws NotVerbatim */
export function verbatimConnection(
  graph: Graph,
  t: string,
  fields: readonly SelectedField[],
  q: Statement,
  page: PageRequest,
  predicates: readonly Sql[],
  rowOf: (fields: readonly SelectedField[]) => Sql,
): Sql {
  const asked = answerFields(fields)
  const known = asked.every((field) => isShort(field) && ['nodes', 'pageInfo', 'totalCount', '__typename'].includes(field.name))
  const nodes = asked.filter(({ name }) => name === 'nodes')
  const isPlaced = below(fields, 'pageInfo') !== undefined
  if (!known || nodes.length > 1 || (isPlaced && nodes.length === 0)) throw new NotVerbatim()
  const row = nodes.length === 0 ? '' : rowOf(nodes[0]!.whole)
  const columns = asked.map((field) => {
    if (field.name === 'pageInfo') return `${pageInfoSql(field, q, page)} AS "${field.key}"`
    if (field.name === 'totalCount') return `${totalCountSql(graph, t, q, predicates)} AS "${field.key}"`
    if (field.name === '__typename') return `'${field.typename}' AS "${field.key}"`
    if (isPlaced) return `coalesce(json_agg(p.row ORDER BY p.n) FILTER (WHERE p.n <= ${sized(q, page, page.first)}), '[]'::json) AS "${field.key}"`
    return `(SELECT coalesce(json_agg(r), '[]'::json) FROM (${pageSql(graph, t, () => row, q, page, page.first, predicates)}) r) AS "${field.key}"`
  })
  return `(SELECT row_to_json(c) FROM (SELECT ${columns.join(', ')}${isPlaced ? ` FROM ${placedRows()}` : ''}) c)`

  /** One row more than asked for tells whether there is a next page. */
  function placedRows(): Sql {
    const list = (key: Sql, id: Sql) => `(SELECT row_to_json(r) FROM (SELECT ${row}) r) AS row, ${key}::text AS key, ${id} AS id`
    return `(SELECT p.*, row_number() OVER () AS n FROM (${pageSql(graph, t, list, q, page, page.first + 1, predicates)}) p) p`
  }
}

/** Where the page `p` stands. */
function pageInfoSql({ whole }: SelectedField, q: Statement, page: PageRequest): Sql {
  const most = sized(q, page, page.first)
  const values: Readonly<Record<string, Sql>> = {
    hasNextPage: `count(*) > ${most}`,
    hasPreviousPage: String(page.after != null),
    startCursor: cursorSql(page, '1'),
    endCursor: cursorSql(page, `least(count(*), ${most})`),
  }
  const parts = whole.map(({ name, key, typename }) => `'${key}', ${name === '__typename' ? `'${typename}'` : values[name]}`)
  return `json_build_object(${parts.join(', ')})`
}

/** The cursor of one of the page's rows, as `encodeCursor` writes it; null where there is no such row. */
function cursorSql({ order }: PageRequest, at: Sql): Sql {
  const of = (column: string) => `(array_agg(p.${column} ORDER BY p.n))[${at}]`
  const text = `'["${order}",' || to_json(${of('key')})::text || ',"' || ${of('id')} || '"]'`
  return `translate(encode(convert_to(${text}, 'UTF8'), 'base64'), E'+/=\\n', '-_')`
}
