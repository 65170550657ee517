import { addDays, composeNationalId } from '@qizhi/codes'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { parse } from 'csv-parse/sync'
import { stringify } from 'csv-stringify/sync'
import fc from 'fast-check'
import { aTestWorld, type TestClient, type TestWorld } from '../../../testing/test-world.ts'
import { type ImportTargetName } from '../import.enums.ts'
import { type RowResult } from '../import-target.ts'
import { guessMapping } from '../mapping/column-mapping.ts'
import { problemsHeader } from '../mapping/import-field.ts'
import { type Table } from '../mapping/table.ts'
import { rejectedCsv } from '../rejected-rows.ts'

let world: TestWorld
let administrator: TestClient

beforeAll(async () => {
  world = await aTestWorld()
  administrator = await world.as()
  await imported(
    'ORGANIZATIONS',
    `code,kind,name,level,parent code,established on
P0,PARTY,甲党委,COMMITTEE,,1950-01-01
P1,PARTY,甲一支部,BRANCH,P0,1950-01-01
T1,UNION,甲工会,COMMITTEE,,1950-01-01
U0,UNIT,甲局,BUREAU,,1950-01-01
`,
  )
})
afterAll(() => world.close())

async function imported(target: ImportTargetName, file: string): Promise<{ table: Table; results: RowResult[] }> {
  const { importer } = world.modules.imports
  const table = await importer.read(target, Buffer.from(file))
  return {
    table,
    results: await importer.execute(
      administrator.actor,
      { target, table, mapping: guessMapping(table.headers, importer.target(target).fields) },
      { mode: 'APPLY' },
    ),
  }
}

type Row = Readonly<Record<string, string>>

/** What hands and spreadsheets do to a row. The mark in 备注 is not a field: by it the test knows whose row it was. */
const dirts: readonly ((row: Row) => Row)[] = [
  (row) => row,
  (row) => row,
  (row) => ({ ...row, 姓名: ` ${row['姓名']!.slice(0, 1)}\u3000${row['姓名']!.slice(1)} ` }),
  (row) => ({ ...row, 姓名: '' }),
  (row) => ({ ...row, 姓名: `=HYPERLINK("http://x","${row['姓名']}")` }),
  (row) => ({ ...row, 身份证号: row['身份证号']!.replace(/.$/, (last) => (last === '1' ? '2' : '1')) }),
  (row) => ({ ...row, 身份证号: row['身份证号']!.replace(/[0-9]/g, (digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0)) }),
  (row) => ({ ...row, 身份证号: `${row['身份证号']!.slice(0, 6)} ${row['身份证号']!.slice(6)}` }),
  (row) => ({ ...row, 性别: row['性别'] === '男' ? '女' : '男' }),
  (row) => ({ ...row, 性别: row['性别'] === '男' ? 'M' : 'F' }),
  (row) => ({ ...row, 出生日期: '1990年2月30日' }),
  (row) => ({ ...row, 出生日期: row['出生日期']!.replaceAll('-', '/') }),
  (row) => ({ ...row, 党支部编码: 'P999' }),
  (row) => ({ ...row, 转正时间: '1949-10-01' }),
  (row) => ({ ...row, 工号: `'${row['工号']}` }),
  (row) => ({ ...row, 手机: `+86 ${row['手机']}` }),
  (row) => ({ ...row, 科室编码: '#REF!' }),
]

let people = 0

function cleanRow(): Row {
  people += 1
  const birthDate = addDays('1960-01-01', (people * 211) % 14_000)
  const sex = people % 2 === 0 ? '1' : '2'
  return {
    工号: `R${people}`,
    姓名: `孙${String.fromCodePoint(0x4e00 + people)}`,
    性别: sex === '1' ? '男' : '女',
    出生日期: birthDate,
    身份证号: composeNationalId({ birthDate, sex, sequence: people % 500 }),
    政治面貌: '中共党员',
    入党时间: addDays(birthDate, 9_000),
    转正时间: addDays(birthDate, 9_400),
    参加工作时间: '2010.07',
    科室编码: 'U0',
    手机: `199${String(people).padStart(8, '0')}`,
    党支部编码: 'P1',
    工会编码: 'T1',
    备注: `mark-${people}`,
  }
}

async function membersNow(): Promise<number> {
  return (await world.sql<{ members: number }>('SELECT count(*)::int AS members FROM member'))[0]!.members
}

test('whatever was rejected goes in once it is mended, and everything once', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(fc.nat({ max: dirts.length - 1 }), fc.boolean()), { minLength: 1, maxLength: 25 }),
      async (choices) => {
        const before = await membersNow()
        const clean = choices.map(() => cleanRow())
        const written = choices.flatMap(([dirt, twice], at) => Array.from({ length: twice ? 2 : 1 }, () => dirts[dirt]!(clean[at]!)))
        const { table, results } = await imported('ROSTER', stringify([...written], { header: true }))
        expect(results).toHaveLength(written.length)

        const rejected = parse(
          rejectedCsv(
            table,
            results.filter(({ outcome }) => outcome === 'REJECTED'),
            'zh',
          ),
          { columns: true, bom: true },
        ) as Row[]
        for (const row of rejected) expect(row[problemsHeader]).not.toBe('')
        const mended = rejected.map((row) => ({ ...row, ...clean.find(({ 备注 }) => 备注 === row['备注']) }))
        if (mended.length > 0) {
          const again = await imported('ROSTER', stringify(mended, { header: true }))
          expect(again.results.filter(({ outcome }) => outcome === 'REJECTED').map(({ findings }) => findings)).toEqual([])
        }

        const whole = await imported('ROSTER', stringify(clean, { header: true }))
        expect([...new Set(whole.results.map(({ outcome }) => outcome))]).toEqual(['UNCHANGED'])
        const found = await world.sql<{ id: string; name: string; number: string; memberships: number }>(
          `SELECT e.external_id AS id, m.name, m.national_id_masked AS number, (SELECT count(*)::int FROM membership WHERE member_id = m.id) AS memberships
         FROM member m JOIN external_identity e ON e.member_id = m.id WHERE e.external_id = ANY($1) ORDER BY length(e.external_id), 1`,
          [clean.map((row) => row['工号'])],
        )
        expect(found).toEqual(
          clean.map((row) => ({
            id: row['工号'],
            name: row['姓名'],
            number: `119***********${row['身份证号']!.slice(-4)}`,
            memberships: 3,
          })),
        )
        expect((await membersNow()) - before).toBe(clean.length)
      },
    ),
    { numRuns: 25 },
  )
}, 120_000)
