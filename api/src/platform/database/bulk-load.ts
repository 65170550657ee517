import { type ClientBase } from 'pg'

interface Suspended {
  readonly table: string
  readonly name: string
  readonly definition: string
}

/** What was suspended, and how it comes back. */
export interface SuspendedChecks {
  /** How many constraints and indexes there are to build. */
  readonly count: number
  /** Brings everything back; `done` is called after each. */
  restore(done?: () => void): Promise<void>
}

/**
 * Lets a load of many rows go on without what is checked and kept row by row: triggers, foreign keys, unique and exclusion constraints and
 * indexes of these tables; primary keys stay. They come back in the same transaction, built and proved over all rows at once. Whoever waits for the tables waits for the whole load.
 */
export async function suspendChecks(client: ClientBase, tables: readonly string[]): Promise<SuspendedChecks> {
  const constraints = await constraintsOf(client, tables)
  const foreign = constraints.filter(({ type }) => type === 'f')
  const others = constraints.filter(({ type }) => type !== 'f')
  // what refers to a key goes before the key
  for (const { table, name } of [...foreign, ...others]) await client.query(`ALTER TABLE ${table} DROP CONSTRAINT ${name}`)
  const indexes = await indexesOf(client, tables)
  for (const { name } of indexes) await client.query(`DROP INDEX ${name}`)
  for (const table of tables) await client.query(`ALTER TABLE ${table} DISABLE TRIGGER USER`)

  const additions = [...others, ...foreign].map(
    ({ table, name, definition }) => `ALTER TABLE ${table} ADD CONSTRAINT ${name} ${definition}`,
  )
  const statements = [
    ...additions.slice(0, others.length),
    ...indexes.map(({ definition }) => definition),
    ...additions.slice(others.length),
  ]
  return {
    count: statements.length,
    async restore(done = () => undefined) {
      for (const statement of statements) {
        await client.query(statement)
        done()
      }
      for (const table of tables) await client.query(`ALTER TABLE ${table} ENABLE TRIGGER USER`)
    },
  }
}

/** The constraints of the tables and those that refer to them, but for primary keys and what a single row is held to. */
async function constraintsOf(client: ClientBase, tables: readonly string[]): Promise<(Suspended & { readonly type: string })[]> {
  const { rows } = await client.query<Suspended & { type: string }>(
    `SELECT conrelid::regclass::text AS "table", quote_ident(conname) AS name, pg_get_constraintdef(oid) AS definition, contype AS type
     FROM pg_constraint WHERE contype IN ('f', 'u', 'x') AND (conrelid = ANY($1::regclass[]) OR (contype = 'f' AND confrelid = ANY($1::regclass[])))
     ORDER BY contype, conrelid, conname`,
    [tables],
  )
  return rows
}

async function indexesOf(client: ClientBase, tables: readonly string[]): Promise<Suspended[]> {
  const { rows } = await client.query<Suspended>(
    `SELECT i.indrelid::regclass::text AS "table", i.indexrelid::regclass::text AS name, pg_get_indexdef(i.indexrelid) AS definition
     FROM pg_index i WHERE i.indrelid = ANY($1::regclass[]) AND NOT i.indisprimary AND NOT EXISTS (SELECT FROM pg_constraint c WHERE c.conindid = i.indexrelid)
     ORDER BY 1, 2`,
    [tables],
  )
  return rows
}
