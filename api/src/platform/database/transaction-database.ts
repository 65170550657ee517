import { type DataSource, type EntityManager } from 'typeorm'
import { type Database } from '../graph/reader.ts'

/** What reads within an open transaction. */
export function transactionDatabase(manager: Pick<EntityManager, 'query'>): Database {
  return { query: async ({ text, values }) => ({ rows: await manager.query<unknown[]>(text, values) }) }
}

/** Reads several times from one moment: what is committed meanwhile is not seen. */
export function atOneMoment<Result>(dataSource: DataSource, read: (database: Database) => Promise<Result>): Promise<Result> {
  return dataSource.transaction('REPEATABLE READ', (manager) => read(transactionDatabase(manager)))
}
