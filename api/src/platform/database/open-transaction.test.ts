import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals'
import { type Pool } from 'pg'
import { type DataSource } from 'typeorm'
import { createTestDatabase, type TestDatabase } from '../../testing/test-database.ts'
import { buildDataSource, poolOf } from './data-source.ts'
import { inTransaction, type OpenTransaction } from './open-transaction.ts'

const actor = '01a21ca5-89c8-79f6-9ae5-1a44d51cb943'

let database: TestDatabase
let dataSource: DataSource
let pool: Pool

beforeAll(async () => {
  database = await createTestDatabase()
  dataSource = await buildDataSource({ url: database.url, entities: [], poolSize: 1 }).initialize()
  pool = poolOf(dataSource)
  await pool.query('CREATE TABLE note (id int PRIMARY KEY, half int)')
})
beforeEach(() => pool.query('TRUNCATE note'))
afterAll(async () => {
  await dataSource.destroy()
  await database.drop()
})

const within = <Result>(work: (open: OpenTransaction) => Promise<Result>) => inTransaction(pool, 'READ COMMITTED', actor, work)
const noted = async () => (await pool.query<{ id: number }>('SELECT id FROM note ORDER BY id')).rows.map(({ id }) => id)
const insert = 'INSERT INTO note (id, half) VALUES ($1, 10 / $2::int)'

describe('an open transaction', () => {
  test('carries out what is sent in its order, whether or not somebody waits', async () => {
    const seen = await within(async (open) => {
      open.send(insert, [1, 1])
      const counts = Promise.all([2, 3].map(() => open.query<{ n: number }>('SELECT count(*)::int AS n FROM note WHERE id > $1', [0])))
      open.send(insert, [2, 1])
      return [...(await counts).flat(), ...(await open.query<{ n: number }>('SELECT count(*)::int AS n FROM note WHERE id > $1', [0]))]
    })
    expect(seen).toEqual([{ n: 1 }, { n: 1 }, { n: 2 }])
    expect(await noted()).toEqual([1, 2])
  })

  test('tells the triggers who writes, and nobody after it', async () => {
    const told = (open: OpenTransaction) => open.query<{ actor: string }>(`SELECT current_setting('qizhi.actor', true) AS actor`)
    expect(await within(told)).toEqual([{ actor }])
    expect((await pool.query(`SELECT current_setting('qizhi.actor', true) AS actor`)).rows).toEqual([{ actor: '' }])
  })

  test.each<[string, (open: OpenTransaction) => Promise<unknown>]>([
    ['at the end', () => Promise.resolve()],
    ['before another is waited for', (open) => open.query('SELECT $1::int', [1])],
    ['before another is sent', (open) => Promise.resolve(open.send(insert, [2, 1]))],
    ['before another is asked for twice', (open) => Promise.all([1, 2].map((each) => open.query('SELECT $1::int + 41', [each])))],
    ['after one that went well', (open) => open.query('SELECT $1::int', [1]).catch(() => undefined)],
  ])('throws what went wrong with a statement that was sent, and keeps nothing: %s', async (_, after) => {
    const failing = within(async (open) => {
      open.send(insert, [1, 1])
      open.send(insert, [3, 0])
      await after(open)
    })
    await expect(failing).rejects.toMatchObject({ code: '22012', message: 'division by zero' })
    expect(await noted()).toEqual([])
  })

  test('throws what the work throws, not what was left behind', async () => {
    const failing = within(async (open) => {
      await open.query(insert, [1, 0]).catch(() => undefined)
      open.send(insert, [2, 1])
      throw new Error('of the work')
    })
    await expect(failing).rejects.toThrow('of the work')
    expect(await noted()).toEqual([])
  })

  test('commits nothing of which a failure was passed over', async () => {
    const failing = within(async (open) => {
      open.send(insert, [1, 1])
      await open.query(insert, [2, 0]).catch(() => undefined)
    })
    await expect(failing).rejects.toThrow(/was to be committed/)
    expect(await noted()).toEqual([])
  })

  test('ends with its connection, and the next one has another', async () => {
    const other = await buildDataSource({ url: database.url, entities: [] }).initialize()
    const cut = within(async (open) => {
      const [own] = await open.query<{ pid: number }>('SELECT pg_backend_pid() AS pid')
      await other.query('SELECT pg_terminate_backend($1)', [own!.pid])
      open.send(insert, [1, 1])
      await open.query(insert, [2, 1])
    })
    await expect(cut).rejects.toThrow()
    await other.destroy()
    await within((open) => open.query(insert, [3, 1]))
    expect(await noted()).toEqual([3])
  })

  test('holds a text without parameters to be whatever it is', async () => {
    await within((open) => open.query('INSERT INTO note (id) VALUES (1); INSERT INTO note (id) VALUES (2)'))
    expect(await noted()).toEqual([1, 2])
  })
})
