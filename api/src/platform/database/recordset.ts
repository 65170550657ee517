/** The type of a column that a statement takes in. An array cannot be one. */
type ColumnType = 'uuid' | 'text' | 'int' | 'bigint' | 'boolean' | 'date' | 'jsonb'

/** Rows that a statement takes in as a relation: one array for each column, which PostgreSQL takes in three times as fast as rows of JSON. */
export class Recordset<Column extends string> {
  /** The relation `r`, its columns called as the properties of the rows. */
  readonly sql: string
  private readonly columns: readonly (readonly [name: Column, type: ColumnType])[]

  /** `first` is the number of the first of its parameters, as many as there are columns. */
  constructor(columns: Readonly<Record<Column, ColumnType>>, first = 1) {
    this.columns = Object.entries(columns) as [Column, ColumnType][]
    const arrays = this.columns.map(([, type], at) => `$${first + at}::${type}[]`)
    this.sql = `unnest(${arrays.join(', ')}) AS r (${this.columns.map(([name]) => `"${name}"`).join(', ')})`
  }

  /** The parameters; what a row does not have is null. */
  of(rows: readonly Readonly<Partial<Record<Column, unknown>>>[]): unknown[][] {
    return this.columns.map(([name, type]) => rows.map(type === 'jsonb' ? (row) => jsonOf(row[name]) : (row) => row[name]))
  }
}

function jsonOf(value: unknown): string | null {
  return value == null ? null : JSON.stringify(value)
}
