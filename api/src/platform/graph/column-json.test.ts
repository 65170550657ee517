import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import pg from 'pg'
import { createTestDatabase, type TestDatabase } from '../../testing/test-database.ts'
import { isJson, jsonOfColumn } from './column-json.ts'

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

const asSent = { getTypeParser: () => (text: string) => text } as pg.CustomTypesConfig

/** The value of an expression as it is written here, and as the database writes it. */
async function bothWays(expression: string, values: unknown[] = []): Promise<[string | undefined, string]> {
  const { rows, fields } = await client.query<string[]>({
    text: `SELECT v, to_json(v)::text FROM (SELECT ${expression} AS v) x`,
    values,
    types: asSent,
    rowMode: 'array',
  })
  return [jsonOfColumn(fields[0]!)?.(rows[0]![0]!), rows[0]![1]!]
}

describe('the JSON of a column', () => {
  test.each([
    `'a "quoted" \\ text' || chr(10) || chr(9) || chr(1) || '中文' || chr(128512)`,
    `''::text`,
    `'x'::varchar(3)`,
    `'016ffe0c-0c64-7670-afb8-7ec715119b1a'::uuid`,
    `date '1985-03-01'`,
    `timestamptz '2026-11-27 15:04:05.123456+08'`,
    `timestamptz '2026-11-27 15:04:05+08'`,
    'true',
    'false',
    '(-32768)::int2',
    '2147483647',
    '(-9223372036854775808)::int8',
    `'{"a" : [1, null]}'::json`,
    `'{"a": [1, null]}'::jsonb`,
  ])('is that of the database: %s', async (expression) => {
    const [ours, theirs] = await bothWays(expression)
    expect(JSON.parse(ours!)).toEqual(JSON.parse(theirs))
    if (!expression.includes('chr(')) expect(ours).toBe(theirs)
  })

  test.each(['Asia/Shanghai', 'UTC', 'Asia/Kolkata', 'America/St_Johns'])('is that of the database in %s', async (zone) => {
    await client.query(`SELECT set_config('TimeZone', $1, false)`, [zone])
    const [ours, theirs] = await bothWays(`timestamptz '2026-11-27 15:04:05.5+08'`)
    await client.query('RESET TimeZone')
    expect(ours).toBe(theirs)
  })

  test('holds any text', async () => {
    // PostgreSQL knows no text with a null character, nor half a character
    const text = fc.string({ unit: 'grapheme', maxLength: 20 }).filter((each) => !each.includes('\0') && Buffer.from(each).toString() === each)
    await fc.assert(
      fc.asyncProperty(text, async (each) => {
        const [ours, theirs] = await bothWays('$1::text', [each])
        expect(JSON.parse(ours!)).toBe(each)
        expect(JSON.parse(theirs)).toBe(each)
      }),
    )
  })

  test.each(['1.5::float8', 'ARRAY[1]', `interval '1 day'`])('is not told where it is not known: %s', async (expression) => {
    expect((await bothWays(expression))[0]).toBeUndefined()
  })

  test.each([
    ['json', true],
    ['jsonb', true],
    ['text', false],
  ])('is known to be JSON already: %s', async (type, expected) => {
    const { fields } = await client.query(`SELECT '{}'::${type} AS v`)
    expect(isJson(fields[0]!)).toBe(expected)
  })
})
