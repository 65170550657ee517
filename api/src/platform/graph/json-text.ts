import { type ColumnType, type Sql } from './graph.ts'

/**
 * JSON that a statement writes as text. PostgreSQL’s functions for JSON look up the types of what they are given for each row anew: a page of
 * twenty rows with a hundred below them takes a sixth longer by them than by putting its text together.
 */

/** The text of a value; `type` is that of its column, where it is one. */
export function valueText(sql: Sql, type?: ColumnType): Sql {
  switch (type) {
    case 'uuid':
    case 'date':
      return `coalesce('"' || ${sql} || '"', 'null')`
    case 'int':
    case 'boolean':
      return `coalesce((${sql})::text, 'null')`
    default:
      return `coalesce(to_json(${sql})::text, 'null')`
  }
}

/** The text of a name that is known when the statement is made. */
export function wordText(word: string): Sql {
  return `'"${word}"'`
}

/** The text of an object, of the texts of its values by key. */
export function objectText(parts: readonly (readonly [key: string, text: Sql])[]): Sql {
  return `${parts.map(([key, text], at) => `'${at === 0 ? '{' : ','}"${key}":' || ${text}`).join(' || ')} || '}'`
}

/** The text of an array, of the column `text` of a query’s rows, in their order. */
export function arrayText(rows: Sql): Sql {
  return `'[' || coalesce((SELECT string_agg(r.text, ',') FROM (${rows}) r), '') || ']'`
}
