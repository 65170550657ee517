import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { createTestDatabase, type TestDatabase } from '../testing/test-database.ts'
import { qizhiProgram } from './program.ts'
import { CommandProblem, type Terminal } from './terminal.ts'

let database: TestDatabase
let folder: string
const environment = { ...process.env }
const bureau = join(import.meta.dirname, '../../../infra/demo/bureau')

beforeAll(async () => {
  database = await createTestDatabase()
  folder = await mkdtemp(join(tmpdir(), 'qizhi-cli-'))
  Object.assign(process.env, { DATABASE_URL: database.url, QIZHI_DATA_DIR: folder, QIZHI_SECRET_KEY: 'ab'.repeat(32) })
})
afterAll(async () => {
  process.env = environment
  await database.drop()
  await rm(folder, { recursive: true })
})

/** Runs a command and returns what it printed, and how it ended. */
async function qizhi(...args: string[]): Promise<{ lines: string[]; exitCode: number; problem: string | null }> {
  const lines: string[] = []
  const terminal: Terminal = { language: 'zh-CN', line: (text = '') => void lines.push(text), note: () => undefined, say: ({ zh }) => zh }
  process.exitCode = 0
  let problem: string | null = null
  try {
    await qizhiProgram(terminal)
      .exitOverride()
      .parseAsync(['node', 'qizhi', ...args])
  } catch (error) {
    if (!(error instanceof CommandProblem)) throw error
    problem = error.text.zh
    process.exitCode = error.exitCode
  }
  const exitCode = process.exitCode
  process.exitCode = 0
  return { lines, exitCode, problem }
}

async function sql<Row>(text: string): Promise<Row[]> {
  const client = new pg.Client({ connectionString: database.url })
  await client.connect()
  const { rows } = await client.query(text)
  await client.end()
  return rows as Row[]
}

describe('the command line', () => {
  test('migrates', async () => {
    expect(await qizhi('migrate')).toMatchObject({ lines: ['数据库已是最新。'], exitCode: 0 })
  })

  test('imports files, and writes the rejected rows beside them', async () => {
    expect((await qizhi('import', 'organizations', join(bureau, 'organizations.csv'))).lines.at(-1)).toBe(
      '共 59 行，新增 59，更新 0，无变化 0，退回 0；已修正 0 行，提示 59 行',
    )
    await qizhi('import', 'organizations', join(bureau, 'units.csv'))
    const file = join(folder, '名册.csv')
    await writeFile(file, await readFile(join(bureau, 'hr-roster-dirty.csv')))

    const rehearsed = await qizhi('import', 'roster', file, '--dry-run')
    expect(rehearsed.lines.at(-1)).toMatch(/^试行（没有写入）：共 62 行，新增 49/)
    expect(await sql('SELECT FROM member')).toEqual([])

    const imported = await qizhi('import', 'roster', file, '--rejected')
    expect(imported.exitCode).toBe(2)
    expect(imported.lines).toContain('\tREFUSED\tNATIONAL_ID_UNUSABLE\t身份证号：身份证号校验码不符：应为 8，这里是 0。请对照证件改正')
    expect((await readFile(join(folder, '名册.rejected.csv'), 'utf8')).split('\r\n')).toHaveLength(14)
    expect(imported.lines.join('\n')).not.toMatch(/\d{15}/)
  })

  test('says what keeps a file from being imported', async () => {
    expect((await qizhi('import', 'roster', join(folder, 'nowhere.csv'))).problem).toContain('读不到文件')
    await writeFile(join(folder, 'other.csv'), '名字是,工号\n张三,1\n')
    expect((await qizhi('import', 'roster', join(folder, 'other.csv'))).problem).toBe('找不到必需的列：姓名。文件的表头是：名字是、工号')
    await writeFile(join(folder, 'empty.csv'), '')
    expect((await qizhi('import', 'roster', join(folder, 'empty.csv'))).problem).toBe('文件里没有数据。')
  })

  test('makes an account for a subtree', async () => {
    const { lines } = await qizhi(
      'account',
      'create',
      'library',
      '--name',
      '图书馆',
      '--role',
      'SECRETARY',
      '--organization',
      'P6',
      '--kinds',
      'PARTY',
      'UNION',
    )
    expect(lines).toEqual(['用户名\tlibrary', expect.stringMatching(/^密码\t\S{12,}/)])
    expect(await sql(`SELECT role, kinds FROM access_grant`)).toEqual([{ role: 'SECRETARY', kinds: ['PARTY', 'UNION'] }])
    expect((await qizhi('account', 'create', 'library')).problem).toContain('library')
  })

  test('gives an account a mail address, and takes it away', async () => {
    await qizhi('account', 'create', 'mailed', '--email', 'mailed@bureau.example')
    const address = async () => (await sql<{ email: string | null }>(`SELECT email FROM account WHERE username = 'mailed'`))[0]!.email
    expect(await address()).toBe('mailed@bureau.example')
    expect((await qizhi('account', 'email', 'mailed', 'new@bureau.example')).problem).toBeNull()
    expect(await address()).toBe('new@bureau.example')
    expect((await qizhi('account', 'email', 'mailed', 'nonsense')).problem).toBe('这不是有效的邮箱地址。')
    expect((await qizhi('account', 'email', 'nobody', 'new@bureau.example')).problem).toContain('nobody')
    await qizhi('account', 'email', 'mailed')
    expect(await address()).toBeNull()
  })

  test('proves that the data hold together, and tells where they do not', async () => {
    const sound = await qizhi('check')
    expect(sound).toMatchObject({ exitCode: 0, problem: null })
    expect(sound.lines.at(-1)).toMatch(/^\d+ 项全部成立。$/)
    await sql(`UPDATE member_count_delta SET members = members + 1 WHERE id = (SELECT min(id) FROM member_count_delta)`)
    const broken = await qizhi('check')
    expect(broken.exitCode).toBe(1)
    expect(broken.lines.find((line) => line.startsWith('✗'))).toContain('counts.members')
  })

  test('loads no example data over a register', async () => {
    expect((await qizhi('demo')).problem).toContain('已有组织')
    expect((await qizhi('demo', '--scale', 'small')).problem).toContain('已有组织')
  })
})
