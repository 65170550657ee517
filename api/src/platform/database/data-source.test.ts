import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import type { DataSource } from 'typeorm'
import { createTestDatabase, type TestDatabase } from '../../testing/test-database.ts'
import { buildDataSource } from './data-source.ts'

describe('the data source', () => {
  let database: TestDatabase
  let dataSource: DataSource
  const broken: Error[] = []

  beforeAll(async () => {
    database = await createTestDatabase()
    dataSource = buildDataSource({ url: database.url, entities: [], onPoolError: (error) => broken.push(error) })
    await dataSource.initialize()
  })
  afterAll(async () => {
    await dataSource.destroy()
    await database.drop()
  })

  test('bounds how long a statement and an idle transaction may last', async () => {
    const [settings] = await dataSource.query<unknown[]>(
      `SELECT current_setting('statement_timeout') AS statement, current_setting('idle_in_transaction_session_timeout') AS idle`,
    )
    expect(settings).toEqual({ statement: '30s', idle: '30s' })
  })

  test('reads a civil date as the text that it is', async () => {
    expect(await dataSource.query(`SELECT date '1985-03-01' AS day`)).toEqual([{ day: '1985-03-01' }])
  })

  test('reads it so whatever form of dates the operator has chosen for the database', async () => {
    await dataSource.query(`DO $$ BEGIN EXECUTE format('ALTER DATABASE %I SET datestyle = german', current_database()); END $$`)
    const later = await buildDataSource({ url: database.url, entities: [] }).initialize()
    expect(await later.query(`SELECT date '1985-03-01' AS day, date '1985-03-01'::text AS written`)).toEqual([{ day: '1985-03-01', written: '1985-03-01' }])
    await later.destroy()
  })

  test('survives the loss of its connections', async () => {
    await Promise.all([1, 2, 3].map(() => dataSource.query('SELECT pg_sleep(0.01)')))
    const other = await buildDataSource({ url: database.url, entities: [] }).initialize()
    const cut = await other.query<unknown[]>(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()`,
    )
    await other.destroy()
    await expectEventually(() => broken.length === cut.length)
    expect(await dataSource.query('SELECT 1 AS one')).toEqual([{ one: 1 }])
  })
})

async function expectEventually(condition: () => boolean): Promise<void> {
  const deadline = Date.now() + 5_000
  while (!condition() && Date.now() < deadline) await new Promise(setImmediate)
  expect(condition()).toBe(true)
}
