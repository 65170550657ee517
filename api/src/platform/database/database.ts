import { type CustomTypesConfig, type Pool } from 'pg'

/** What runs a statement: the pool of the process, or an open transaction. */
export interface Database {
  query(statement: Sent): Promise<{ rows: unknown[]; fields?: readonly Column[] }>
}

/** A statement as it is sent; `types` say what becomes of the texts that come back, `rowMode` that rows are lists of values. */
export interface Sent {
  readonly name?: string
  readonly text: string
  readonly values: unknown[]
  readonly types?: CustomTypesConfig
  readonly rowMode?: 'array'
}

/** A column of an answer: its type, by the number that PostgreSQL has for it. */
export interface Column {
  readonly dataTypeID: number
}

/** Rows as the database sent them: texts, in the order of the columns. */
export interface RawRows {
  readonly rows: readonly (readonly (string | null)[])[]
  readonly columns: readonly Column[]
}

/** Leaves the values of an answer the texts that they came as. */
export const asSent = { getTypeParser: () => (text: string) => text } as CustomTypesConfig

/** The database of a pool, its statements counted where somebody counts. */
export function poolDatabase(pool: Pool, counted: () => void = () => undefined): Database {
  return {
    query: (statement) => {
      counted()
      return pool.query(statement)
    },
  }
}
