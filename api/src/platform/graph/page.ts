import { AppError } from '../errors/app-error.ts'
import { from, visibleAnd, whereClause } from './clauses.ts'
import { decodeCursor } from './cursor.ts'
import { type Graph, type Order, type Sql } from './graph.ts'
import { type Statement } from './statement.ts'

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

/** Page sizes that stand in the statement itself: of an unknown size the database makes a new plan for every page, which costs as much as to read it. */
const usualPages: ReadonlySet<number> = new Set([1, 5, 10, 20, 25, 30, 40, 50, 100, 200])

/** The first `most` rows of a page; `list` makes their select list of the order's key and the id. */
export function pageSql(
  graph: Graph,
  t: string,
  list: (key: Sql, id: Sql) => Sql,
  q: Statement,
  page: PageRequest,
  most: number,
  predicates: readonly Sql[],
): Sql {
  const order = orderOf(graph, page)
  // an expression is no index's key
  const key = page.sorted === true && order.type === 'text' ? `(${order.key(t)} || '')` : order.key(t)
  const id = `${t}.${graph.keyColumn}`
  const keyset = [...predicates]
  if (page.after != null) {
    const cursor = decodeCursor(page.after, page.order, order.type)
    keyset.push(
      `(${key}, ${id}) ${order.direction === 'ASC' ? '>' : '<'} (${q.param(cursor.key)}::${order.type}, ${q.param(cursor.id)}::uuid)`,
    )
  }
  const inOrder = ` ORDER BY ${key} ${order.direction}, ${id} ${order.direction} LIMIT ${sized(q, page, most)}`
  const columns = list(`(${key})`, id)
  const ids = page.owners?.ids(q) ?? null
  if (ids !== null) {
    const ofOwner = [...visibleAnd(graph, t, q, page.owners!.others(t, q)), ...keyset.slice(predicates.length)]
    return `SELECT ${columns} FROM (${ownedSql(graph, t, q, { all: keyset, ofOwner }, inOrder, page.owners!.column, ids)}) AS ${t}${inOrder}`
  }
  return `SELECT ${columns} ${from(graph, t, q, columns, whereClause(keyset) + inOrder)}`
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

/** A number of rows that follows from the page's size, as it stands in the statement. */
export function sized(q: Statement, { first }: PageRequest, rows: number): Sql {
  return usualPages.has(first) ? String(rows) : `${q.param(rows)}::int`
}

/** The number of all rows that the predicates find. */
export function totalCountSql(graph: Graph, t: string, q: Statement, predicates: readonly Sql[]): Sql {
  return `(SELECT count(*)::int ${from(graph, t, q, '', whereClause(predicates))})`
}

function orderOf(graph: Graph, { order }: PageRequest): Order {
  const found = graph.options.orders[order]
  if (found === undefined) throw new Error(`${graph.name} has no order ${order}`)
  return found
}

/** The longest page. */
export const longestPage = 200

/** @throws AppError BAD_USER_INPUT for a page of no length that is given */
export function checkFirst({ first, most = longestPage }: PageRequest): void {
  if (!Number.isInteger(first) || first < 1 || first > most) throw new AppError('BAD_USER_INPUT', 'graph.first', { most })
}
