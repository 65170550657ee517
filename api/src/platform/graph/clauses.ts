import { type Field, type Graph, type Sql } from './graph.ts'
import { type Statement } from './statement.ts'

/** The query of some columns of the rows that fulfil the predicates and stand in the caller's scope, of alias `t`. */
export function compileVisible(graph: Graph, t: string, list: Sql, q: Statement, where: readonly Sql[]): Sql {
  return `SELECT ${list} ${from(graph, t, q, list, whereClause(visibleAnd(graph, t, q, where)))}`
}

/** The FROM clause of a row of alias `t` and what follows it; the source is told which columns these and the select list read. */
export function from(graph: Graph, t: string, q: Statement, list: Sql, rest: Sql): Sql {
  const reads = (column: string) => mentions(list, `${t}.${column}`) || mentions(rest, `${t}.${column}`)
  return `FROM ${graph.source(q, reads)} AS ${t}${rest}`
}

/** Whether the SQL names this column of this alias, not one whose name only begins or ends like it. */
function mentions(sql: Sql, name: string): boolean {
  for (let at = sql.indexOf(name); at !== -1; at = sql.indexOf(name, at + 1)) {
    if (!wordCharacter.test(sql[at - 1] ?? ' ') && !wordCharacter.test(sql[at + name.length] ?? ' ')) return true
  }
  return false
}

const wordCharacter = /\w/

/** The predicates, and that the row stands in the caller's scope. */
export function visibleAnd(graph: Graph, t: string, q: Statement, where: readonly Sql[]): Sql[] {
  const scope = graph.scopePredicate(t, q)
  return scope === null ? [...where] : [scope, ...where]
}

/** The WHERE clause; nothing where there is nothing to fulfil. */
export function whereClause(predicates: readonly Sql[]): Sql {
  return predicates.length === 0 ? '' : ` WHERE ${predicates.join(' AND ')}`
}

/** A value that needs a permission of its own is null in the rows outside that permission's scope. */
export function guarded(graph: Graph, field: Extract<Field, { kind: 'value' }>, sql: Sql, t: string, q: Statement): Sql {
  if (field.permission === undefined) return sql
  const predicate = graph.alsoPermitted(t, q, field.permission)
  return predicate === null ? sql : `CASE WHEN ${predicate} THEN ${sql} END`
}
