import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import pg from 'pg'
import { createTestDatabase, type TestDatabase } from '../../testing/test-database.ts'
import { Recordset } from './recordset.ts'

let database: TestDatabase
let client: pg.Client

beforeAll(async () => {
  database = await createTestDatabase()
  client = new pg.Client({ connectionString: database.url })
  await client.connect()
})
afterAll(async () => {
  await client.end()
  await database.drop()
})

const columns = { id: 'uuid', 'the name': 'text', count: 'int', large: 'bigint', known: 'boolean', day: 'date', told: 'jsonb' } as const
type Row = Partial<Record<keyof typeof columns, unknown>>

/** The rows as the database has taken them in, after a parameter of the statement's own. */
async function takenIn(rows: readonly Row[]): Promise<Row[]> {
  const recordset = new Recordset(columns, 2)
  const { rows: found } = await client.query<{ own: string; row: Row }>(`SELECT $1::text AS own, to_jsonb(r) AS row FROM ${recordset.sql}`, [
    'own',
    ...recordset.of(rows),
  ])
  expect(found.every(({ own }) => own === 'own')).toBe(true)
  return found.map(({ row }) => row)
}

const nothing = { id: null, 'the name': null, count: null, large: null, known: null, day: null, told: null }

describe('rows that a statement takes in', () => {
  // PostgreSQL knows no NUL in a text, and no half of a pair of surrogates
  const text = fc.string({ unit: 'grapheme' }).filter((value) => !value.includes('\0'))
  const json = fc.jsonValue().filter((value) => !JSON.stringify(value).includes('\\u0000') && !/\\ud[89a-f]/.test(JSON.stringify(value)))
  const row = fc.record(
    {
      id: fc.uuid(),
      'the name': fc.oneof(text, fc.constantFrom('NULL', '', '{}', '"', '\\', 'a,b', '{"x"}', '中文 ‘引号’', "'; DROP TABLE member; --")),
      count: fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 }),
      large: fc.maxSafeInteger(),
      known: fc.boolean(),
      day: fc.constantFrom('1949-10-01', '2024-02-29', '2026-11-27'),
      told: json.map((value) => (value === null ? [] : value)),
    },
    { requiredKeys: [] },
  )

  test('are those that were given, in their order', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(row, { maxLength: 20 }), async (rows) => {
        const expected = rows.map((each) => JSON.parse(JSON.stringify({ ...nothing, ...each })) as Row)
        expect(await takenIn(rows)).toEqual(expected)
      }),
      { numRuns: 200 },
    )
  })

  test('have nothing where a row says nothing, null or undefined, also in JSON', async () => {
    expect(await takenIn([{}, { told: null, known: undefined }, { told: [null, { a: null }], known: false }])).toEqual([
      nothing,
      nothing,
      { ...nothing, told: [null, { a: null }], known: false },
    ])
  })

  test('may be none', async () => {
    expect(await takenIn([])).toEqual([])
  })

  test('of another type than their column are refused', async () => {
    await expect(takenIn([{ id: 'x' }])).rejects.toMatchObject({ code: '22P02' })
    await expect(takenIn([{ count: 2 ** 31 }])).rejects.toMatchObject({ code: '22003' })
  })
})
