import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import Excel from 'exceljs'
import iconv from 'iconv-lite'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { aTestWorld, type TestClient, type TestWorld } from '../../../testing/test-world.ts'
import { type ImportTargetName } from '../import.enums.ts'
import { type RowResult } from '../import-target.ts'
import { guessMapping } from '../mapping/column-mapping.ts'
import { mappedRows } from '../mapping/mapped-row.ts'
import { readSourceFile } from '../table/source-file.ts'

const bureau = join(import.meta.dirname, '../../../../../infra/demo/bureau')
const bureauFile = (name: string) => readFileSync(join(bureau, name))
const dirty = bureauFile('hr-roster-dirty.csv')
const clean = bureauFile('hr-roster.csv')

let world: TestWorld
let administrator: TestClient

/** Each describe has a register of its own, with the bureau's organisations and nobody on it. */
function onTheBureau(): void {
  beforeAll(async () => {
    world = await aTestWorld()
    administrator = await world.as()
    await imported(bureauFile('organizations.csv'), { target: 'ORGANIZATIONS' })
    await imported(bureauFile('units.csv'), { target: 'ORGANIZATIONS' })
  }, 30_000)
  afterAll(() => world.close())
}

interface How {
  readonly target?: ImportTargetName
  readonly mode?: 'APPLY' | 'REHEARSE'
}

async function imported(file: Uint8Array, { target = 'ROSTER', mode = 'APPLY' }: How = {}): Promise<RowResult[]> {
  const { importer } = world.modules.imports
  const table = await importer.read(target, file)
  return importer.execute(
    administrator.actor,
    { target, table, mapping: guessMapping(table.headers, importer.target(target).fields) },
    { mode },
  )
}

function outcomes(results: readonly RowResult[]): Record<string, number> {
  const counts: Record<string, number> = {}
  for (const { outcome } of results) counts[outcome] = (counts[outcome] ?? 0) + 1
  return counts
}

function summary({ line, outcome, findings }: RowResult): string {
  return [line, outcome, ...findings.filter(isOfTheFile).map(({ code }) => code)].join(' ')
}

/** Whose probation is over changes with the day on which a file is read; everything else is the file's own. */
function isOfTheFile({ code }: RowResult['findings'][number]): boolean {
  return code !== 'PROBATION_OVERDUE'
}

describe('a roster from another system', () => {
  onTheBureau()

  /** What is wrong with each row of the bureau's dirty file, and what becomes of it. Every other row is imported without a word. */
  const expected: readonly (readonly [line: number, outcome: string, ...findings: string[]])[] = [
    [2, 'REJECTED', 'REFUSED NATIONAL_ID_UNUSABLE 身份证号'],
    [3, 'CREATED', 'REPAIRED NATIONAL_ID_TIDIED 身份证号'],
    [4, 'CREATED', 'REPAIRED NAME_TIDIED 姓名'],
    [5, 'REJECTED', 'REFUSED BIRTH_DATE_CONTRADICTS_ID 出生日期'],
    [6, 'REJECTED', 'REPAIRED DATE_FROM_SERIAL 出生日期', 'REFUSED BIRTH_DATE_CONTRADICTS_ID 出生日期'],
    [7, 'REJECTED', 'REFUSED BIRTH_DATE_UNUSABLE 出生日期'],
    [8, 'REJECTED', 'REFUSED BIRTH_DATE_CONTRADICTS_ID 出生日期', 'REFUSED SEX_CONTRADICTS_ID 性别', 'REFUSED NATIONAL_ID_TWICE 身份证号'],
    [9, 'CREATED', 'WARNING NATIONAL_ID_CLAIMED 身份证号'],
    [10, 'REJECTED', 'REFUSED ORGANIZATION_UNKNOWN 党支部编码'],
    [11, 'CREATED', 'REPAIRED CODE_UNDERSTOOD 性别'],
    [12, 'REJECTED', 'REFUSED SEX_CONTRADICTS_ID 性别'],
    [14, 'REJECTED', 'REFUSED NAME_UNUSABLE 姓名'],
    [15, 'CREATED', 'REPAIRED CODE_UNDERSTOOD 民族'],
    [16, 'CREATED', 'REPAIRED CODE_UNDERSTOOD 民族'],
    [17, 'REJECTED', 'REFUSED PARTY_DATES_REVERSED 转正时间'],
    [18, 'CREATED', 'REPAIRED PHONE_TIDIED 手机'],
    [19, 'CREATED', 'WARNING EXTERNAL_ID_MISSING 工号'],
    [20, 'REJECTED', 'REFUSED NAME_UNUSABLE 姓名'],
    [21, 'CREATED', 'WARNING RETIRED_IN_ORGANIZATION 人员状态'],
    [22, 'CREATED', 'REPAIRED MONEY_UNDERSTOOD 月工资基数'],
    [23, 'CREATED', 'WARNING MONEY_UNUSABLE 月工资基数'],
    [25, 'REJECTED', 'REFUSED EXTERNAL_ID_CONFLICT 工号'],
    [26, 'CREATED', 'REPAIRED NATIONAL_ID_EXTENDED 身份证号'],
    [41, 'CREATED', 'WARNING RETIRED_IN_ORGANIZATION 人员状态'],
    [62, 'UNCHANGED', 'REPAIRED ROW_REPEATED '],
    [63, 'REJECTED', 'REFUSED EXTERNAL_ID_CONFLICT 工号'],
  ]
  const results = new Map<number, RowResult>()

  test('is rehearsed by the very steps that import it, and nothing of it stays', async () => {
    const rehearsed = await imported(dirty, { mode: 'REHEARSE' })
    expect(await world.sql('SELECT FROM member')).toEqual([])
    expect(await world.sql(`SELECT FROM audit_entry WHERE action = 'import.roster'`)).toEqual([])
    expect(await imported(dirty)).toEqual(rehearsed)
    for (const result of rehearsed) results.set(result.line, result)
    expect(outcomes(rehearsed)).toEqual({ CREATED: 49, REJECTED: 12, UNCHANGED: 1 })
  })

  test.each(expected.map((row) => [row[0], row] as const))('row %i is found out', (line, [, outcome, ...findings]) => {
    const result = results.get(line)!
    expect([
      result.outcome,
      ...result.findings.filter(isOfTheFile).map(({ severity, code, column }) => `${severity} ${code} ${column ?? ''}`),
    ]).toEqual([outcome, ...findings])
  })

  test('every other row goes in without a word', () => {
    const silent = [...results.values()].filter(({ line }) => !expected.some((row) => row[0] === line))
    expect(silent.map(({ outcome, findings }) => `${outcome} ${findings.filter(isOfTheFile).length}`)).toEqual(
      silent.map(() => 'CREATED 0'),
    )
    expect(silent).toHaveLength(62 - expected.length)
  })

  test('is kept as it was meant', async () => {
    const members = await world.sql<Record<string, unknown>>(
      `SELECT e.external_id AS id, m.name, m.sex, m.birth_date, m.ethnicity, m.national_id_masked AS number, m.phone_masked AS phone, m.monthly_wage_base::int AS wage, unit.code AS unit, m.employment_started AS started
       FROM member m LEFT JOIN external_identity e ON e.member_id = m.id LEFT JOIN organization unit ON unit.id = m.employer_unit_id`,
    )
    const of = (id: string | null) => members.find((member) => member['id'] === id)
    expect(of('HR0700002')).toMatchObject({ number: '119***********0526' })
    expect(of('HR0700003')).toMatchObject({ name: '尹新帆', started: '2002-08' })
    expect(of('HR0700010')).toMatchObject({ sex: 'MALE', wage: 1_000_150 })
    expect(of('HR0700012')).toMatchObject({ name: '𠮷田桂' })
    expect(of('HR0700014')).toMatchObject({ ethnicity: '01' })
    expect(of('HR0700015')).toMatchObject({ ethnicity: '15' })
    expect(of('HR0700017')).toMatchObject({ phone: '199****8435', unit: 'U7' })
    expect(of(null)).toMatchObject({ name: '杜宏东' })
    expect(of('HR0700021')).toMatchObject({ wage: 500_137 })
    expect(of('HR0700022')).toMatchObject({ wage: null })
    expect(of('HR0700025')).toMatchObject({ number: '119***********5134', birth_date: '1993-06-02' })
  })

  test('puts memberships on record from the days that it tells', async () => {
    const memberships = await world.sql<{ id: string; text: string }>(
      `SELECT e.external_id AS id, concat_ws(' ', m.kind, m.status, o.code, m.valid, m.ending) AS text FROM membership m JOIN organization o ON o.id = m.organization_id
       JOIN external_identity e ON e.member_id = m.member_id WHERE e.external_id IN ('HR0700003', 'HR0700042', 'HR0700020', 'HR0700022') ORDER BY 1, m.kind, m.valid`,
    )
    expect(memberships.map(({ id, text }) => `${id} ${text}`)).toEqual([
      'HR0700003 PARTY PROBATIONARY P8 [1996-11-20,1997-11-21) STATUS_CHANGED',
      'HR0700003 PARTY FULL P8 [1997-11-21,)',
      'HR0700003 UNION MEMBER T1 [2002-08-01,)',
      'HR0700020 PARTY PROBATIONARY P8 [1993-05-25,1994-05-26) STATUS_CHANGED',
      'HR0700020 PARTY FULL P8 [1994-05-26,)',
      'HR0700020 UNION RETAINED T1 [1990-03-01,)',
      'HR0700022 LEAGUE MEMBER L7 [2022-01-01,)',
      'HR0700022 UNION MEMBER T7 [2022-01-01,)',
      'HR0700042 PARTY PROBATIONARY P35 [2026-02-14,)',
      'HR0700042 UNION MEMBER T10 [2000-10-01,)',
    ])
  })

  test('tells nobody a number in the clear', () => {
    const told = JSON.stringify(
      [...results.values()].map(({ label, findings }) => [label, ...findings.map(({ zh, en, value }) => [zh, en, value])]),
    ).normalize('NFKC')
    expect(told).not.toMatch(/\d{14}/)
    expect(told).not.toMatch(/1[3-9]\d{9}/)
  })

  test('changes nothing the second time', async () => {
    expect(outcomes(await imported(dirty))).toEqual({ UNCHANGED: 50, REJECTED: 12 })
  })

  test('is mended by the clean file, and says where a name changed', async () => {
    const mended = await imported(clean)
    expect(outcomes(mended)).toEqual({ CREATED: 591, UPDATED: 5, UNCHANGED: 44 })
    expect(
      mended
        .filter(({ findings }) => findings.some((found) => isOfTheFile(found) && found.code !== 'RETIRED_IN_ORGANIZATION'))
        .map(summary),
    ).toEqual(['13 UPDATED NAME_CHANGED', '121 CREATED MEMBERSHIP_REFUSED'])
    expect(await world.sql('SELECT count(*)::int AS members FROM member')).toEqual([{ members: 640 }])
    expect(outcomes(await imported(clean))).toEqual({ UNCHANGED: 640 })
  })
})

describe('one roster', () => {
  onTheBureau()

  test('comes to the same in every encoding and as a workbook', async () => {
    const text = dirty.toString('utf8')
    const [sheet] = (await readSourceFile(dirty)).sheets
    const book = new Excel.Workbook()
    book.addWorksheet('花名册').addRows(sheet!.rows.map(({ cells }) => [...cells]))
    const forms = [
      dirty,
      Buffer.from(text.replace('\uFEFF', '')),
      iconv.encode(text.replace('\uFEFF', ''), 'gb18030'),
      Buffer.from(text, 'utf16le'),
      Buffer.from(await book.xlsx.writeBuffer()),
    ]
    const [first, ...others] = await Promise.all(forms.map((form) => imported(form, { mode: 'REHEARSE' })))
    for (const other of others) expect(other).toEqual(first)
  })

  test('is imported once by two who import it at the same time', async () => {
    const both = (await Promise.all([imported(clean), imported(clean)])).map(outcomes)
    expect(both).toContainEqual({ CREATED: 640 })
    expect(both).toContainEqual({ UNCHANGED: 640 })
    const [rows] = await world.sql(
      `SELECT (SELECT count(*)::int FROM member) AS members, (SELECT count(*)::int FROM membership WHERE kind = 'UNION') AS union, (SELECT count(*)::int FROM external_identity) AS ids`,
    )
    expect(rows).toEqual({ members: 640, union: 640, ids: 640 })
  })

  test('of a thousand rows takes a number of statements that does not grow with them', async () => {
    const header = '工号,姓名,性别,科室编码,手机\n'
    const rows = (count: number, from: number) =>
      header + Array.from({ length: count }, (_, at) => `S${from + at},张三,男,U1,199${String(10_000_000 + from + at)}\n`).join('')
    const statements = async (file: string) => {
      let count = 0
      const { importer } = world.modules.imports
      const table = await importer.read('ROSTER', Buffer.from(file))
      const target = importer.target('ROSTER')
      for (const batch of target.batches(mappedRows(table, guessMapping(table.headers, target.fields), target.fields), '2026-11-23')) {
        await world.writer.rehearse(administrator.actor, target.action, (tx) =>
          batch.write({ ...tx, query: (sql, values) => (count++, tx.query(sql, values)) }),
        )
      }
      return count
    }
    expect(await statements(rows(500, 0))).toBe(await statements(rows(5, 500)))
  })
})
