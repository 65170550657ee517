import { type DataSource } from 'typeorm'
import { type Database } from './database.ts'

/** Reads several times from one moment: what is committed meanwhile is not seen. */
export function atOneMoment<Result>(dataSource: DataSource, read: (database: Database) => Promise<Result>): Promise<Result> {
  return dataSource.transaction('REPEATABLE READ', (manager) =>
    read({ query: async ({ text, values }) => ({ rows: await manager.query<unknown[]>(text, values) }) }),
  )
}
