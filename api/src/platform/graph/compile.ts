import { LRUCache } from 'lru-cache'
import { AppError } from '../errors/app-error.ts'
import { from, visibleAnd, whereClause } from './clauses.ts'
import { decodeCursor } from './cursor.ts'
import { type DerivedContext, type Field, type Graph, type Order, type Sql } from './graph.ts'
import { type Finish, finishAll, finishConnection, finishEach, finishField } from './finish.ts'
import { applicable, below, isConstant, type SelectedField } from './selection.ts'
import { type Progress, type Statement } from './statement.ts'

/** An SQL expression that yields JSON, and what is still to be done to that JSON here. */
export interface Compiled {
  readonly sql: Sql
  readonly finish: Finish | null
}

/** The row of `graph` that fulfils the predicates, as one JSON object or null. */
export function compileOne(graph: Graph, fields: readonly SelectedField[], q: Statement, where: (t: string) => Sql[]): Compiled {
  const t = q.alias()
  const row = q.justBegun && isConstant(fields) ? rememberedRow(graph, t, fields, q) : compileRow(graph, t, fields, q)
  return {
    sql: `(SELECT row_to_json(r) FROM (SELECT ${row.sql} ${from(graph, t, q, row.sql, whereClause(visibleAnd(graph, t, q, where(t))))} LIMIT 1) r)`,
    finish: row.finish,
  }
}

interface RememberedRow extends Compiled {
  readonly graph: Graph
  readonly progress: Progress
}

/** By selection and by who reads; a selection lives as long as its document. */
const rows = new WeakMap<readonly SelectedField[], LRUCache<string, RememberedRow>>()

/** What a whole statement begins with, compiled once for all of one scope. */
function rememberedRow(graph: Graph, t: string, fields: readonly SelectedField[], q: Statement): Compiled {
  const known = rows.get(fields) ?? new LRUCache<string, RememberedRow>({ max: 20 })
  rows.set(fields, known)
  const found = q.key === undefined ? undefined : known.get(q.key)
  if (found?.graph === graph) {
    q.goOnFrom(found.progress)
    return found
  }
  const row = compileRow(graph, t, fields, q)
  if (q.key !== undefined) known.set(q.key, { ...row, graph, progress: q.progress() })
  return row
}

/** Every row that fulfils the predicates, in order, as a JSON array. */
export function compileList(
  graph: Graph,
  fields: readonly SelectedField[],
  q: Statement,
  where: (t: string) => Sql[],
  orderBy: (t: string) => Sql,
): Compiled {
  const t = q.alias()
  const row = compileRow(graph, t, fields, q)
  const order = ` ORDER BY ${orderBy(t)}`
  const rows = from(graph, t, q, row.sql, whereClause(visibleAnd(graph, t, q, where(t))) + order)
  return {
    sql: `(SELECT coalesce(json_agg(r), '[]'::json) FROM (SELECT ${row.sql} ${rows}) r)`,
    finish: row.finish && finishEach(row.finish),
  }
}

/** The rows whose column holds one of the keys that a query finds, as a JSON object by key; null when there are none. */
export function compileByKey(
  graph: Graph,
  fields: readonly SelectedField[],
  q: Statement,
  column: string,
): { readonly sql: (keys: Sql) => Sql; readonly finish: Finish | null } {
  const t = q.alias()
  const row = compileRow(graph, t, fields, q)
  return {
    sql: (keys) => {
      const where = whereClause(visibleAnd(graph, t, q, [`${t}.${column} IN (${keys})`]))
      return `(SELECT json_object_agg(k.key, k.row) FROM (SELECT ${t}.${column} AS key, row_to_json(r) AS row ${from(graph, t, q, row.sql, ` CROSS JOIN LATERAL (SELECT ${row.sql}) r${where}`)}) k)`
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

/** What a connection is asked for. */
export interface PageRequest {
  readonly first: number
  readonly after?: string | null
  readonly order: string
  /**
   * The predicates find few rows, in no order: find them all and sort them. Otherwise the database may walk the order's index and wait for
   * one to come.
   */
  readonly sorted?: boolean
  /** The longest page that is given; `longestPage` where nothing is said. */
  readonly most?: number
  /** Who may own the rows, where the order's index begins with the owner. */
  readonly owners?: Owners
}

/** The owners of a page's rows: the column that names them, and a query of their ids; null when anybody may be. */
export interface Owners {
  readonly column: string
  readonly ids: (q: Statement) => Sql | null
  /** What the page asks of a row beyond who owns it. */
  readonly others: (t: string, q: Statement) => Sql[]
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
  const order = graph.options.orders[page.order]
  if (order === undefined) throw new Error(`${graph.name} has no order ${page.order}`)
  const t = q.alias()
  const predicates = visibleAnd(graph, t, q, where(t))
  const parts: Sql[] = []
  const nodeFields = [...(below(fields, 'nodes') ?? []), ...(below(below(fields, 'edges') ?? [], 'node') ?? [])]
  const wantsRows = fields.some((field) => field.name !== 'totalCount')
  const row = wantsRows ? compileRow(graph, t, nodeFields, q) : null
  if (row !== null)
    parts.push(
      `'nodes', (SELECT coalesce(json_agg(r), '[]'::json) FROM (${pageSql(graph, t, row.sql, q, { ...page, ...order }, predicates)}) r)`,
    )
  if (fields.some((field) => field.name === 'totalCount'))
    parts.push(`'totalCount', (SELECT count(*)::int ${from(graph, t, q, '', whereClause(predicates))})`)
  return { sql: `json_build_object(${parts.join(', ')})`, finish: finishConnection(page, fields, row?.finish ?? null) }
}

/** Page sizes that stand in the statement itself: of an unknown size the database makes a new plan for every page, which costs as much as to read it. */
const usualPages: ReadonlySet<number> = new Set([1, 5, 10, 20, 25, 30, 40, 50, 100, 200])

function pageSql(graph: Graph, t: string, columns: Sql, q: Statement, page: PageRequest & Order, predicates: readonly Sql[]): Sql {
  // an expression is no index's key
  const key = page.sorted === true && page.type === 'text' ? `(${page.key(t)} || '')` : page.key(t)
  const id = `${t}.${graph.keyColumn}`
  const keyset = [...predicates]
  if (page.after != null) {
    const cursor = decodeCursor(page.after, page.order, page.type)
    keyset.push(
      `(${key}, ${id}) ${page.direction === 'ASC' ? '>' : '<'} (${q.param(cursor.key)}::${page.type}, ${q.param(cursor.id)}::uuid)`,
    )
  }
  // one row more than asked for tells whether there is a next page
  const limit = usualPages.has(page.first) ? String(page.first + 1) : q.param(page.first + 1)
  const inOrder = ` ORDER BY ${key} ${page.direction}, ${id} ${page.direction} LIMIT ${limit}`
  const list = `${columns}, (${key})::text AS "__key", ${id} AS "__id"`
  const ids = page.owners?.ids(q) ?? null
  if (ids !== null) {
    const ofOwner = [...visibleAnd(graph, t, q, page.owners!.others(t, q)), ...keyset.slice(predicates.length)]
    return `SELECT ${list} FROM (${ownedSql(graph, t, q, { all: keyset, ofOwner }, inOrder, page.owners!.column, ids)}) AS ${t}${inOrder}`
  }
  return `SELECT ${list} ${from(graph, t, q, list, whereClause(keyset) + inOrder)}`
}

/**
 * The first rows of each owner where these are few, else the first that the order's index finds: whose rows are one in a thousand would
 * wait for the database to walk past those of all others, and of ten thousand owners none is asked by himself. Only one half runs.
 */
function ownedSql(
  graph: Graph,
  t: string,
  q: Statement,
  predicates: { readonly all: readonly Sql[]; readonly ofOwner: readonly Sql[] },
  inOrder: Sql,
  column: string,
  ids: Sql,
): Sql {
  const known = `(SELECT count(*) FROM own)`
  const each = from(graph, t, q, '', `${whereClause([`${t}.${column} = own.id`, ...predicates.ofOwner])}${inOrder}`)
  const all = from(graph, t, q, '', `${whereClause([`${known} > ${fewOwners}`, ...predicates.all])}${inOrder}`)
  return `WITH own (id) AS MATERIALIZED (${ids} LIMIT ${fewOwners + 1})
    SELECT near.* FROM own CROSS JOIN LATERAL (SELECT ${t}.* ${each}) AS near WHERE ${known} <= ${fewOwners} UNION ALL (SELECT ${t}.* ${all})`
}

/** About the square root of the organisations of a large bureau: there both ways cost the same. */
const fewOwners = 64

/** The select list of one row. */
export function compileRow(graph: Graph, t: string, fields: readonly SelectedField[], q: Statement): Compiled {
  const columns: Sql[] = []
  const finishes: Finish[] = []
  if (graph.options.typename !== undefined) columns.push(`${graph.options.typename(t)} AS "__typename"`)
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
  switch (field.kind) {
    case 'value':
      return { sql: guarded(graph, field, field.sql(t, q, selected.args), t, q), finish: null }
    case 'one':
      return compileOne(field.graph(), selected.fields, q, (child) => field.tie(child, t, q, selected.args))
    case 'list':
      return compileList(field.graph(), selected.fields, q, (child) => field.tie(child, t, q, selected.args), field.orderBy)
    case 'connection': {
      const { first, after } = selected.args as { first: number; after?: string }
      return compileConnection(field.graph(), selected.fields, q, { first, after, order: field.order }, (child) =>
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

/** A value that needs a permission of its own is null in the rows outside that permission's scope. */
function guarded(graph: Graph, field: Extract<Field, { kind: 'value' }>, sql: Sql, t: string, q: Statement): Sql {
  if (field.permission === undefined) return sql
  const predicate = graph.alsoPermitted(t, q, field.permission)
  return predicate === null ? sql : `CASE WHEN ${predicate} THEN ${sql} END`
}

/** The longest page. */
export const longestPage = 200

function checkFirst({ first, most = longestPage }: PageRequest): void {
  if (!Number.isInteger(first) || first < 1 || first > most) throw new AppError('BAD_USER_INPUT', 'graph.first', { most })
}
