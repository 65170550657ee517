import { from, guarded, visibleAnd, whereClause } from './clauses.ts'
import { type DerivedContext, type Field, type Graph, type Sql } from './graph.ts'
import { type Finish, finishAll, finishConnection, finishEach, finishField } from './finish.ts'
import { checkFirst, type PageRequest, pageSql, totalCountSql } from './page.ts'
import { rememberedRow } from './remembered-row.ts'
import { applicable, below, type SelectedField } from './selection.ts'
import { type Statement } from './statement.ts'
import { type Verbatim } from './verbatim.ts'
import { writeConnection, writeList, writeOne, writeRow } from './written.ts'

/** An SQL expression that yields JSON, or its text where the answer is written, and what is still to be done to that JSON here. */
export interface Compiled {
  readonly sql: Sql
  readonly finish: Finish | null
  /** Makes the answer's text of the JSON, where the database does not write it by itself. */
  readonly write?: (value: Record<string, unknown>, context: DerivedContext) => Verbatim
}

/** The row of `graph` that fulfils the predicates, as one JSON object or null. */
export function compileOne(graph: Graph, fields: readonly SelectedField[], q: Statement, where: (t: string) => Sql[]): Compiled {
  if (q.verbatim) return written(writeOne(graph, fields, q, where))
  const t = q.alias()
  const row = rememberedRow(graph, fields, q, () => compileRow(graph, t, fields, q))
  return {
    sql: `(SELECT row_to_json(r) FROM (SELECT ${row.sql} ${from(graph, t, q, row.sql, whereClause(visibleAnd(graph, t, q, where(t))))} LIMIT 1) r)`,
    finish: row.finish,
  }
}

/** Every row that fulfils the predicates, in order, as a JSON array. */
export function compileList(
  graph: Graph,
  fields: readonly SelectedField[],
  q: Statement,
  where: (t: string) => Sql[],
  orderBy: (t: string) => Sql,
): Compiled {
  if (q.verbatim) return written(writeList(graph, fields, q, where, orderBy))
  const t = q.alias()
  const row = compileRow(graph, t, fields, q)
  const order = ` ORDER BY ${orderBy(t)}`
  const rows = from(graph, t, q, row.sql, whereClause(visibleAnd(graph, t, q, where(t))) + order)
  return {
    sql: `(SELECT coalesce(json_agg(r), '[]'::json) FROM (SELECT ${row.sql} ${rows}) r)`,
    finish: row.finish && finishEach(row.finish),
  }
}

/** The rows whose column holds one of the keys that a query finds, as a JSON object by key; null when there are none. An answer that is written has their texts. */
export function compileByKey(
  graph: Graph,
  fields: readonly SelectedField[],
  q: Statement,
  column: string,
): { readonly sql: (keys: Sql) => Sql; readonly finish: Finish | null } {
  const t = q.alias()
  const row = q.verbatim ? written(writeRow(graph, t, fields, q)) : compileRow(graph, t, fields, q)
  const value = q.verbatim ? row.sql : `(SELECT row_to_json(r) FROM (SELECT ${row.sql}) r)`
  return {
    sql: (keys) => {
      const where = whereClause(visibleAnd(graph, t, q, [`${t}.${column} IN (${keys})`]))
      return `(SELECT json_object_agg(k.key, k.row) FROM (SELECT ${t}.${column} AS key, ${value} AS row ${from(graph, t, q, row.sql, where)}) k)`
    },
    finish: row.finish,
  }
}

/** Where a row that `compileAmong` reads tells its key. */
export const rowKey = '__key'

/** The rows whose key is one of those that a query finds, each once and with its key, in no order, as a JSON array; null when there are none. */
export function compileAmong(
  graph: Graph,
  fields: readonly SelectedField[],
  q: Statement,
  keys: Sql,
  where: (t: string) => Sql[],
): Compiled {
  const t = q.alias()
  const row = compileRow(graph, t, fields, q)
  const list = `${t}.${graph.keyColumn} AS "${rowKey}", ${row.sql}`
  const rows = from(graph, t, q, list, whereClause(visibleAnd(graph, t, q, [`${t}.${graph.keyColumn} IN (${keys})`, ...where(t)])))
  return { sql: `(SELECT json_agg(r) FROM (SELECT ${list} ${rows}) r)`, finish: row.finish && finishEach(row.finish) }
}

/** One page of the rows that fulfil the predicates, and their number where it was asked for. */
export function compileConnection(
  graph: Graph,
  fields: readonly SelectedField[],
  q: Statement,
  page: PageRequest,
  where: (t: string) => Sql[],
): Compiled {
  checkFirst(page)
  if (q.verbatim) return written(writeConnection(graph, fields, q, page, where))
  const t = q.alias()
  const predicates = visibleAnd(graph, t, q, where(t))
  const parts: Sql[] = []
  const nodeFields = [...(below(fields, 'nodes') ?? []), ...(below(below(fields, 'edges') ?? [], 'node') ?? [])]
  const wantsRows = fields.some((field) => field.name !== 'totalCount')
  const row = wantsRows ? compileRow(graph, t, nodeFields, q) : null
  if (row !== null) {
    // one row more than asked for tells whether there is a next page
    const rows = pageSql(graph, t, (key, id) => `${row.sql}, ${key}::text AS "__key", ${id} AS "__id"`, q, page, page.first + 1, predicates)
    parts.push(`'nodes', (SELECT coalesce(json_agg(r), '[]'::json) FROM (${rows}) r)`)
  }
  if (fields.some((field) => field.name === 'totalCount')) parts.push(`'totalCount', ${totalCountSql(graph, t, q, predicates)}`)
  return { sql: `json_build_object(${parts.join(', ')})`, finish: finishConnection(page, fields, row?.finish ?? null) }
}

/** The select list of one row. */
export function compileRow(graph: Graph, t: string, fields: readonly SelectedField[], q: Statement): Compiled {
  const columns: Sql[] = []
  const finishes: Finish[] = []
  const { typename } = graph.options
  if (typename !== undefined) columns.push(`${typename(t)} AS "__typename"`)
  for (const selected of applicable(fields, graph.types)) {
    const field = graph.fields.get(selected.name)
    // a field that the graph does not declare has a resolver of its own
    if (field === undefined) continue
    if (field.kind === 'derived') {
      finishes.push(compileDerived(selected, field, t, q, columns))
      continue
    }
    const value = compileField(graph, field, selected, t, q)
    columns.push(`${value.sql} AS "${selected.slot}"`)
    if (value.finish !== null) finishes.push(finishField(selected.slot, value.finish))
  }
  if (columns.length === 0) columns.push(`${t}.${graph.keyColumn} AS "__id"`)
  return { sql: columns.join(', '), finish: finishAll(finishes) }
}

function compileDerived(
  selected: SelectedField,
  field: Extract<Field, { kind: 'derived' }>,
  t: string,
  q: Statement,
  columns: Sql[],
): Finish {
  const names = Object.keys(field.needs)
  for (const name of names) columns.push(`${field.needs[name]!(t, q, selected.args)} AS "__${selected.slot}_${name}"`)
  return (row: Record<string, unknown>, context: DerivedContext) => {
    const values = Object.fromEntries(names.map((name) => [name, row[`__${selected.slot}_${name}`]]))
    row[selected.slot] = field.resolve(values as never, context)
  }
}

function compileField(
  graph: Graph,
  field: Exclude<Field, { kind: 'derived' }>,
  selected: SelectedField,
  t: string,
  q: Statement,
): Compiled {
  const inner = selected.fields
  switch (field.kind) {
    case 'value':
      return { sql: guarded(graph, field, field.sql(t, q, selected.args), t, q), finish: null }
    case 'one':
      return compileOne(field.graph(), inner, q, (child) => field.tie(child, t, q, selected.args))
    case 'list':
      return compileList(field.graph(), inner, q, (child) => field.tie(child, t, q, selected.args), field.orderBy)
    case 'connection': {
      const { first, after } = selected.args as { first: number; after?: string }
      return compileConnection(field.graph(), inner, q, { first, after, order: field.order }, (child) =>
        field.tie(child, t, q, selected.args),
      )
    }
    case 'object':
      return { sql: compileObject(graph, field, selected, t, q), finish: null }
  }
}

function compileObject(graph: Graph, field: Extract<Field, { kind: 'object' }>, selected: SelectedField, t: string, q: Statement): Sql {
  const parts = selected.fields.flatMap((inner) => {
    const declared = field.fields[inner.name]
    return declared?.kind === 'value' ? [`'${inner.slot}', ${guarded(graph, declared, declared.sql(t, q, inner.args), t, q)}`] : []
  })
  const value = `json_build_object(${parts.join(', ')})`
  return field.presence === undefined ? value : `CASE WHEN ${field.presence(t, q, selected.args)} IS NOT NULL THEN ${value} END`
}

function written(text: Sql): Compiled {
  return { sql: text, finish: null }
}
