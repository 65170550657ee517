import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import type { MigrationInterface, QueryRunner } from 'typeorm'
import { createTestDatabase, type TestDatabase } from '../../testing/test-database.ts'
import { buildDataSource } from './data-source.ts'
import { migrate } from './migrate.ts'

class Shelf1900000000001 implements MigrationInterface {
  name = 'Shelf1900000000001'
  async up(runner: QueryRunner) {
    await runner.query('CREATE TABLE shelf (id int)')
  }
  async down() {}
}

class Broken1900000000002 implements MigrationInterface {
  name = 'Broken1900000000002'
  async up(runner: QueryRunner) {
    await runner.query('CREATE TABLE book (id int)')
    await runner.query('INSERT INTO nowhere VALUES (1)')
  }
  async down() {}
}

describe('migrate', () => {
  let database: TestDatabase
  beforeAll(async () => {
    database = await createTestDatabase()
  })
  afterAll(() => database.drop())

  test('runs each migration once, however many processes start at the same time', async () => {
    const runs = await Promise.all([1, 2, 3].map(() => migrate(database.url, [Shelf1900000000001])))
    expect(runs.flat()).toEqual(['Shelf1900000000001'])
  })

  test('leaves nothing of a migration that fails', async () => {
    await expect(migrate(database.url, [Shelf1900000000001, Broken1900000000002])).rejects.toThrow('nowhere')
    const dataSource = await buildDataSource({ url: database.url, entities: [] }).initialize()
    const [found] = await dataSource.query<{ shelf: string | null; book: string | null }[]>(
      `SELECT to_regclass('shelf') AS shelf, to_regclass('book') AS book`,
    )
    await dataSource.destroy()
    expect(found).toEqual({ shelf: 'shelf', book: null })
  })
})
