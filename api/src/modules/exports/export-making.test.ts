import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import ExcelJS from 'exceljs'
import { asked, exportOf, fetched, linkTo } from '../../testing/test-exports.ts'
import { aTestServer, type TestBrowser, type TestServer } from '../../testing/test-server.ts'
import { chunkRows } from './export-making.ts'
import { field } from './fields/export-field.ts'
import { xlsxFile, xlsxRows } from './files/xlsx-file.ts'

let server: TestServer
let administrator: TestBrowser
const rows = chunkRows * 3 + 1

beforeAll(async () => {
  server = await aTestServer()
  administrator = await server.signedIn()
  await server.sql(`INSERT INTO member (name, pinyin, sex) SELECT '人员' || n, 'renyuan', 'MALE' FROM generate_series(1, $1::int) AS n`, [
    rows,
  ])
})
afterAll(() => server.close())

class Broken extends Error {}

/** A signal that breaks the work off when it is looked at for the nth time. */
function breakingAt(nth: number): AbortSignal {
  let looked = 0
  return {
    aborted: true,
    throwIfAborted: () => {
      looked += 1
      if (looked === nth) throw new Broken()
    },
  } as AbortSignal
}

const run = (exportId: string, signal: AbortSignal, attempt = 1) =>
  server.app.modules.exports.queuedJobs[0].run({ exportId }, { signal, attempt })

async function content(id: string): Promise<string> {
  const { url } = await linkTo(administrator, id)
  return (await fetched(server, url!)).bytes.toString()
}

describe('making an export', () => {
  test('goes on after each chunk at which it was broken off, without a row missing or doubled', async () => {
    const id = await asked(administrator, 'exportMembers', { format: 'JSONL', fields: ['CODE'] })
    const done: number[] = []
    // each attempt gets one chunk further, then one chunk further into the file
    for (let nth = 2; ; nth = (await exportOf(administrator, id)).status === 'WRITING' ? nth + 1 : 2) {
      try {
        await run(id, breakingAt(nth))
        break
      } catch (error) {
        expect(error).toBeInstanceOf(Broken)
        done.push((await exportOf(administrator, id)).rowsDone)
      }
    }
    expect(done.slice(0, 4)).toEqual([chunkRows, 2 * chunkRows, 3 * chunkRows, rows])
    const [{ expected }] = (await server.sql<{ expected: string }>(
      `SELECT string_agg('{"code":"' || code || '"}' || chr(10), '' ORDER BY code) AS expected FROM member`,
    )) as [{ expected: string }]
    expect(await content(id)).toBe(expected)
  })

  test('stops where it was cancelled meanwhile, and leaves nothing', async () => {
    const id = await asked(administrator, 'exportMembers', { format: 'CSV' })
    await expect(run(id, breakingAt(3))).rejects.toThrow(Broken)
    await administrator.query(`mutation { cancelExport(input: { id: "${id}" }) { userErrors { code } } }`)
    await run(id, new AbortController().signal)
    expect((await exportOf(administrator, id)).status).toBe('CANCELLED')
  })

  test('fails for good after the last attempt', async () => {
    const id = await asked(administrator, 'exportMembers', { format: 'CSV' })
    const broken = { ...breakingAt(2), aborted: false }
    await expect(run(id, broken, 6)).rejects.toThrow(Broken)
    expect(await exportOf(administrator, id)).toMatchObject({ status: 'FAILED', problem: 'INTERNAL' })
  })

  test('goes on in another sheet where one is full', async () => {
    const table = { language: 'zh-CN', fields: [field('N', '数', 'Number', 'n')] } as const
    async function* rows(): AsyncGenerator<Buffer> {
      for (let before = 0; before < 30; before += 10) {
        const values = Array.from({ length: 10 }, (_, at) => [before + at])
        const text = xlsxRows(table, values, before, 12)
        for (let at = 0; at < text.length; at += 100) yield Buffer.from(text.slice(at, at + 100))
      }
    }
    const file = xlsxFile({ ...table, title: '人员', author: '测试', rows: rows() })
    const pieces: Buffer[] = []
    for await (const piece of file) pieces.push(piece)
    const workbook = new ExcelJS.Workbook()
    await workbook.xlsx.load(Buffer.concat(pieces) as unknown as ArrayBuffer)
    expect(workbook.worksheets.map(({ name, rowCount }) => [name, rowCount])).toEqual([
      ['人员', 13],
      ['人员 2', 13],
      ['人员 3', 7],
    ])
    expect(workbook.worksheets[2]!.getCell('A7').value).toBe(29)
  })
})
