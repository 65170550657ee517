import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import ExcelJS from 'exceljs'
import { type PoolClient } from 'pg'
import { runChecks } from '../../../cli/check/run-checks.ts'
import { qizhiProgram } from '../../../cli/program.ts'
import { CommandProblem } from '../../../cli/terminal.ts'
import { poolOf } from '../../../platform/database/data-source.ts'
import { aTestServer, type TestBrowser, type TestServer } from '../../../testing/test-server.ts'

let server: TestServer
let browser: TestBrowser
let client: PoolClient
let folder: string
let id: string
const environment = { ...process.env }

beforeAll(async () => {
  server = await aTestServer()
  browser = await server.signedIn()
  client = await poolOf(server.app.platform.dataSource).connect()
  folder = await mkdtemp(join(tmpdir(), 'qizhi-snapshot-'))
  Object.assign(process.env, { DATABASE_URL: 'postgresql://nowhere', QIZHI_DATA_DIR: folder, QIZHI_SECRET_KEY: 'ab'.repeat(32) })
  const [root] = await server.sql<{ id: string; segment: string }>(
    `INSERT INTO organization (code, kind, level, name, established_on) VALUES ('R', 'PARTY', 'COMMITTEE', '=局党委', '2000-01-01') RETURNING id, segment`,
  )
  await server.sql(`INSERT INTO organization_placement (organization_id, kind, path, valid) VALUES ($1, 'PARTY', $2, '[2000-01-01,)')`, [
    root!.id,
    `/${root!.segment}`,
  ])
  await server.sql(`INSERT INTO organization_name (organization_id, name, valid) VALUES ($1, '=局党委', '[2000-01-01,)')`, [root!.id])
  for (const day of ['2026-01-10', '2026-03-10'])
    await server.sql(
      `INSERT INTO activity (organization_id, type_code, title, status, planned_start, held_on) VALUES ($1, 'BRANCH_MEETING', '会', 'HELD', $2::date, $2::date)`,
      [root!.id, day],
    )
  const definition = {
    source: 'ACTIVITIES',
    rows: ['ORGANIZATION'],
    columns: ['MONTH'],
    measures: ['COUNT'],
    organizationDepth: 0,
    parameters: {},
  }
  const { report } = await sent('createReport', { name: '月度活动', definition }, 'report { id }')
  ;({ id } = (await sent('takeSnapshot', { reportId: report.id, note: '一季度' }, 'snapshot { id }')).snapshot)
})
afterAll(async () => {
  process.env = environment
  client.release()
  await server.close()
  await rm(folder, { recursive: true })
})

async function sent(name: string, input: unknown, selection: string) {
  const type = `${name[0]!.toUpperCase()}${name.slice(1)}Input`
  const { body } = await browser.query(`mutation ($input: ${type}!) { ${name}(input: $input) { ${selection} userErrors { message } } }`, {
    input,
  })
  expect(body).toMatchObject({ data: { [name]: { userErrors: [] } } })
  return body.data[name]
}

async function download(format: string) {
  const cookie = [...browser.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
  const response = await fetch(`${server.url}/report-snapshots/${id}/file?format=${format}`, { headers: { cookie } })
  return { status: response.status, headers: response.headers, bytes: Buffer.from(await response.arrayBuffer()) }
}

const verification = async () => {
  const { body } = await browser.query('query ($id: ID!) { reportSnapshot(id: $id) { verification { holds faults digest signature } } }', {
    id,
  })
  return body.data.reportSnapshot.verification as { holds: boolean; faults: string[]; digest: string; signature: string }
}

describe('a snapshot in the database', () => {
  test('cannot be changed, thinned out, extended or removed', async () => {
    for (const statement of [
      `UPDATE report_snapshot SET result = '{}'`,
      `DELETE FROM report_snapshot`,
      `UPDATE report_snapshot_fact SET sums = '{9}'`,
      `DELETE FROM report_snapshot_fact`,
      `DELETE FROM report_snapshot_organization`,
      `TRUNCATE report_snapshot CASCADE`,
      `TRUNCATE report_snapshot_fact`,
    ])
      await expect(client.query(statement)).rejects.toThrow(/append-only/)
    for (const statement of [
      `INSERT INTO report_snapshot_fact SELECT snapshot_id, true, row_id, part, organization_id, day, keys, sums, persons FROM report_snapshot_fact`,
      `INSERT INTO report_snapshot_organization SELECT id, uuid_v7() FROM report_snapshot`,
    ])
      await expect(client.query(statement)).rejects.toThrow(/is whole/)
    await expect(client.query(`DELETE FROM report`)).rejects.toThrow()
    expect(await verification()).toMatchObject({ holds: true, faults: [] })
  })

  const figure = `jsonb_set(result, '{table,rows,0,values,count}', '9')`
  test.each([
    ['a figure', `UPDATE report_snapshot SET result = ${figure}`, ['FIGURES']],
    [
      'the words of a row',
      `UPDATE report_snapshot SET result = jsonb_set(result, '{table,rows,0,label,ORGANIZATION,zh}', '"别处"')`,
      ['FIGURES'],
    ],
    ['the note', `UPDATE report_snapshot SET header = jsonb_set(header, '{note}', '"二季度"')`, ['HEADER']],
    ['the moment', `UPDATE report_snapshot SET header = jsonb_set(header, '{takenAt}', '"2026-01-01T00:00:00.000Z"')`, ['HEADER']],
    ['the signature', `UPDATE report_snapshot SET signature = 'AAAA'`, ['SIGNATURE']],
    ['a row behind the figures', `UPDATE report_snapshot_fact SET sums = '{2}'`, ['FACTS']],
    ['an organisation', `DELETE FROM report_snapshot_organization`, ['ORGANIZATIONS']],
    ['the key', `UPDATE report_snapshot SET key_id = '0000000000000000'`, ['OTHER_KEY']],
  ])('that had %s changed behind its back is named', async (_what, statement, faults) => {
    await tampered(statement, async () => {
      // the superuser's own connection sees what he did; others would once he commits
      const key = server.app.modules.snapshots.snapshotKey.public
      const found: unknown[] = []
      for await (const { invariant, offending } of runChecksWithin(key))
        if (invariant.name === 'report-snapshot.signed') found.push(...offending)
      expect(found).toEqual([{ id, faults }])
    })
    expect((await verification()).holds).toBe(true)
  })

  test('is not saved by who computes its digests anew, because he cannot sign', async () => {
    const { digestOf } = await import('./snapshot-document.ts')
    const { rows } = await client.query(`SELECT header, ${figure} AS result FROM report_snapshot`)
    const header = { ...rows[0].header, result: digestOf(rows[0].result) }
    const statement = `UPDATE report_snapshot SET result = ${figure}, header = jsonb_set(header, '{result}', '"${header.result}"'), digest = '${digestOf(header)}'`
    await client.query(`BEGIN; ${triggersOff}; ${statement}; ${triggersOff.replaceAll('DISABLE', 'ENABLE')}; COMMIT`)
    expect((await verification()).faults).toEqual(['SIGNATURE'])
    const old = `UPDATE report_snapshot SET result = jsonb_set(result, '{table,rows,0,values,count}', '1'), header = jsonb_set(header, '{result}', '"${rows[0].header.result}"'), digest = '${digestOf(rows[0].header)}'`
    await client.query(`BEGIN; ${triggersOff}; ${old}; ${triggersOff.replaceAll('DISABLE', 'ENABLE')}; COMMIT`)
    expect((await verification()).holds).toBe(true)
  })
})

const triggersOff = ['report_snapshot', 'report_snapshot_fact', 'report_snapshot_organization']
  .map((table) => `ALTER TABLE ${table} DISABLE TRIGGER USER`)
  .join('; ')

/** Does something as the owner of the tables, whom no trigger stops, and takes it back. */
async function tampered(statement: string, look: () => Promise<void>): Promise<void> {
  await client.query(`BEGIN; ${triggersOff}`)
  try {
    await client.query(statement)
    await look()
  } finally {
    await client.query('ROLLBACK')
  }
}

/** The checks on the open transaction of the superuser. */
function runChecksWithin(key: Parameters<typeof runChecks>[1]) {
  const query = (text: string, values?: unknown[]) =>
    /^(BEGIN|ROLLBACK)/.test(text) ? Promise.resolve({ rows: [] }) : client.query(text, values)
  return runChecks({ query } as unknown as PoolClient, key)
}

describe('a snapshot as a file', () => {
  test('holds the frozen figures, and what proves them', async () => {
    const { digest, signature } = await verification()
    const xlsx = await download('xlsx')
    expect([xlsx.status, xlsx.headers.get('content-disposition')]).toEqual([200, expect.stringContaining('.xlsx')])
    const workbook = new ExcelJS.Workbook()
    await workbook.xlsx.load(xlsx.bytes as unknown as ArrayBuffer)
    const sheet = workbook.worksheets[0]!
    const column = Array.from({ length: 12 }, (_, at) => sheet.getCell(at + 1, 1).text)
    expect(column[0]).toBe('月度活动')
    expect(column.join('\n')).toMatch(/快照：系统管理员，\d{4}-\d{2}-\d{2} \d{2}:\d{2}（第 1 版，规则库 [0-9a-f]{12}）\n说明：一季度\n/)
    expect(column).toContain(`摘要 SHA-256：${digest}`)
    expect(column.join('\n')).toContain(signature)
    const row = column.indexOf('=局党委') + 1
    expect([2, 3, 4].map((at) => sheet.getCell(row, at).value)).toEqual([1, 1, 2])

    const csv = (await download('csv')).bytes.toString('utf8')
    expect(csv).toContain(`'=局党委,1,1,2\r\n`)
    expect(csv).toContain(digest)
    expect((await download('pdf')).bytes.subarray(0, 5).toString()).toBe('%PDF-')
    expect((await download('docx')).status).toBe(400)
    expect((await server.browser().request(`/report-snapshots/${id}/file?format=json`)).status).toBe(401)
  })

  test('is proved offline by the command line, by the key of the installation or a given one', async () => {
    const path = join(folder, 'snapshot.json')
    const { bytes } = await download('json')
    await writeFile(path, bytes)
    const { digest } = await verification()
    expect((await qizhi('snapshot', 'verify', path)).lines).toEqual([
      '校验通过',
      expect.stringMatching(/^月度活动\t/),
      `SHA-256\t${digest}`,
      expect.stringMatching(/^Ed25519\t/),
    ])
    const pem = join(folder, 'key.pem')
    await writeFile(pem, (await qizhi('snapshot', 'key')).lines.join('\n'))
    expect((await qizhi('snapshot', 'verify', path, '--key', pem)).problem).toBeNull()

    process.env['QIZHI_SECRET_KEY'] = 'cd'.repeat(32)
    expect((await qizhi('snapshot', 'verify', path)).problem).toContain('签名所用的不是这个密钥')
    expect((await qizhi('snapshot', 'verify', path, '--key', pem)).problem).toBeNull()
    process.env['QIZHI_SECRET_KEY'] = 'ab'.repeat(32)

    const text = await readFile(path, 'utf8')
    const cases = [
      [text.replace(/("values": \{\s*"count": )\d/, (_all, before: string) => `${before}7`), '数据被改动'],
      [text.replace('一季度', '二季度'), '快照信息被改动'],
    ]
    for (const [changed, says] of cases) {
      await writeFile(path, changed!)
      expect((await qizhi('snapshot', 'verify', path)).problem).toContain(says)
    }
    await writeFile(path, '{"header": 1}')
    expect((await qizhi('snapshot', 'verify', path)).problem).toContain('不是报表快照文件')
    expect((await qizhi('snapshot', 'verify', `${path}x`)).problem).toContain('读不到文件')
    expect((await qizhi('snapshot', 'verify', path, '--key', path)).problem).toContain('不是')
  })
})

/** Runs a command; what it printed, and the sentence that it ended with. */
async function qizhi(...args: string[]): Promise<{ lines: string[]; problem: string | null }> {
  const lines: string[] = []
  const terminal = {
    language: 'zh-CN' as const,
    line: (text = '') => void lines.push(text),
    note: () => undefined,
    say: ({ zh }: { zh: string }) => zh,
  }
  try {
    await qizhiProgram(terminal)
      .exitOverride()
      .parseAsync(['node', 'qizhi', ...args])
    return { lines, problem: null }
  } catch (error) {
    if (!(error instanceof CommandProblem)) throw error
    return { lines, problem: error.text.zh }
  }
}
