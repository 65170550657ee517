import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { aTestServer, type TestBrowser, type TestServer } from '../../../testing/test-server.ts'

let server: TestServer
let officer: TestBrowser

beforeAll(async () => {
  server = await aTestServer()
  officer = await server.signedIn()
})
afterAll(() => server.close())

async function upload(text: string): Promise<string> {
  const form = new FormData()
  form.append('file', new Blob([text]), '人事.csv')
  const { body } = await officer.request('/files', { method: 'POST', headers: { 'x-qizhi-upload': '1' }, body: form })
  return body.id
}

async function send(name: 'startSync' | 'addSyncFile', input: Record<string, unknown>) {
  const type = { startSync: 'StartSyncInput', addSyncFile: 'AddSyncFileInput' }[name]
  const { body } = await officer.query(
    `mutation ($input: ${type}!) { ${name}(input: $input) { syncRun { id status rowCount } userErrors { code field message } } }`,
    { input },
  )
  expect(body.errors).toBeUndefined()
  return body.data[name]
}

const runs = async () => (await officer.query('{ syncRuns(first: 50) { totalCount } }')).body.data.syncRuns.totalCount as number
const roster = (text: string) => upload(text).then((fileId) => ({ fileId, preset: 'ROSTER' }))

describe('a sync that begins with a file', () => {
  test('has its rows, and takes more', async () => {
    const file = await roster('工号,姓名\nA1,甲\nA2,乙\n')
    const input = { source: 'HR', file, idempotencyKey: 'twice' }
    const begun = await send('startSync', input)
    expect(begun).toMatchObject({ syncRun: { status: 'OPEN', rowCount: 2 }, userErrors: [] })
    expect((await send('startSync', input)).syncRun.id).toBe(begun.syncRun.id)
    const { id } = begun.syncRun
    expect(await send('addSyncFile', { id, ...file })).toMatchObject({ syncRun: { rowCount: 2 }, userErrors: [] })
    expect(await send('addSyncFile', { id, ...(await roster('工号,姓名\nA3,丙\n')) })).toMatchObject({ syncRun: { rowCount: 3 } })
  })

  test.each([
    ['a line that is none', '{"externalId":"1"}\n[1]', { code: 'INVALID', field: ['file', 'fileId'], message: '第 2 行不是 JSON 对象。' }],
    ['no number of anybody', '姓名\n甲\n', { code: 'INVALID', field: ['file', 'fileId'] }],
    ['no rows', '工号,姓名\n', { code: 'INVALID', field: ['file', 'fileId'], message: '文件里没有数据。' }],
  ])('is not begun where the file has %s', async (_, text, refusal) => {
    const before = await runs()
    expect(await send('startSync', { source: 'HR', file: await roster(text) })).toMatchObject({ syncRun: null, userErrors: [refusal] })
    expect(await runs()).toBe(before)
  })

  test('is not begun for a source, a file or a preset that is none', async () => {
    const before = await runs()
    const file = await roster('工号,姓名\nA1,甲\n')
    const nobodys = { ...file, fileId: '018f0000-0000-7000-8000-000000000000' }
    for (const [input, refusal] of [
      [
        { source: 'XX', file },
        { code: 'NOT_FOUND', field: ['source'] },
      ],
      [
        { source: 'HR', file: nobodys },
        { code: 'NOT_FOUND', field: ['file', 'fileId'] },
      ],
      [
        { source: 'HR', file: { ...file, preset: 'XX' } },
        { code: 'NOT_FOUND', field: ['file', 'preset'] },
      ],
    ]) {
      expect(await send('startSync', input!)).toMatchObject({ syncRun: null, userErrors: [refusal] })
    }
    expect(await runs()).toBe(before)
  })
})
