import { addDays, addYears, composeNationalId } from '@qizhi/codes'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { stringify } from 'csv-stringify/sync'
import Excel from 'exceljs'
import { aTestWorld, grantOver, type TestClient, type TestWorld } from '../../../testing/test-world.ts'
import { type ImportTargetName } from '../import.enums.ts'
import { guessMapping } from '../mapping/column-mapping.ts'

let world: TestWorld
let administrator: TestClient
let today: string

beforeAll(async () => {
  world = await aTestWorld()
  administrator = await world.as()
  today = (await world.sql<{ today: string }>('SELECT today()::text AS today'))[0]!.today
  await outcome(
    'ORGANIZATIONS',
    `组织编码,类别,组织名称,层级,上级编码,成立日期
P0,PARTY,甲党委,COMMITTEE,,1980-01-01
P1,PARTY,甲一支部,BRANCH,P0,1980-01-01
P2,PARTY,甲二支部,BRANCH,P0,2015-01-01
T1,UNION,甲工会,COMMITTEE,,1980-01-01
L0,LEAGUE,甲团委,COMMITTEE,,1980-01-01
L1,LEAGUE,甲团支部,BRANCH,L0,1980-01-01
U0,UNIT,甲局,BUREAU,,1980-01-01
U1,UNIT,甲局办公室,DEPARTMENT,U0,1980-01-01
U2,UNIT,甲局旧科,DEPARTMENT,U0,1980-01-01
P3,PARTY,甲旧支部,BRANCH,P0,1980-01-01
`,
  )
  await world.sql(`UPDATE organization SET dissolved_on = '2020-01-01' WHERE code IN ('U2', 'P3')`)
})
afterAll(() => world.close())

type Row = Readonly<Record<string, string>>

let numbers = 0
/** Somebody whom the register takes without a word, with changes. */
function person(changes: Row = {}): Row {
  numbers += 1
  const birthDate = changes['出生日期'] ?? '1985-03-12'
  return {
    工号: `S${numbers}`,
    姓名: '张三',
    性别: '男',
    出生日期: birthDate,
    身份证号: /^\d{4}-\d{2}-\d{2}$/.test(birthDate) ? composeNationalId({ birthDate, sex: '1', sequence: numbers }) : '',
    政治面貌: '群众',
    入党时间: '',
    转正时间: '',
    参加工作时间: '2008.07',
    科室编码: 'U1',
    人员状态: '在职',
    党支部编码: '',
    工会编码: 'T1',
    团支部编码: '',
    月工资基数: '5000',
    ...changes,
  }
}

const partyMember: Row = { 政治面貌: '中共党员', 入党时间: '2010-05-01', 转正时间: '2011-05-01', 党支部编码: 'P1' }

/** What becomes of each row: its outcome and the codes of its findings. */
async function outcome(target: ImportTargetName, file: string | Buffer, by: TestClient = administrator): Promise<string[]> {
  const { importer } = world.modules.imports
  const table = await importer.read(target, Buffer.from(file))
  const plan = { target, table, mapping: guessMapping(table.headers, importer.target(target).fields) }
  const rehearsed = await importer.execute(by.actor, plan, { mode: 'REHEARSE' })
  const results = await importer.execute(by.actor, plan, { mode: 'APPLY' })
  expect(results).toEqual(rehearsed)
  return results.map(({ outcome, findings }) => [outcome, ...findings.map(({ code }) => code)].join(' '))
}

function roster(rows: readonly Row[], by?: TestClient): Promise<string[]> {
  return outcome('ROSTER', stringify([...rows], { header: true, columns: [...new Set(rows.flatMap((row) => Object.keys(row)))] }), by)
}

describe('a row about a person', () => {
  test.each<[string, Row, string]>([
    ['who is told by nothing', { 工号: '', 身份证号: '' }, 'REJECTED NATIONAL_ID_MISSING IDENTITY_MISSING'],
    ['without a national ID number', { 身份证号: '' }, 'CREATED NATIONAL_ID_MISSING'],
    ['whose staff number is a formula', { 工号: '=1+1' }, 'REJECTED EXTERNAL_ID_INVALID'],
    ['whose staff number is full-width', { 工号: 'Ｓ９００１' }, 'CREATED EXTERNAL_ID_TIDIED'],
    ['whose cell a spreadsheet could not compute', { 职务: '#N/A' }, 'REJECTED CELL_ERROR'],
    ['born next year', { 出生日期: '2199-01-01', 身份证号: '' }, 'REJECTED NATIONAL_ID_MISSING BIRTH_DATE_UNUSABLE'],
    [
      'of whose birth only the month is known',
      { 出生日期: '1985.03', 身份证号: composeNationalId({ birthDate: '1985-03-30', sex: '1', sequence: 400 }) },
      'CREATED BIRTH_DATE_FROM_ID',
    ],
    [
      'of whose birth only the month is known, without a number',
      { 出生日期: '1985.03' },
      'CREATED NATIONAL_ID_MISSING BIRTH_DATE_ONLY_MONTH',
    ],
    [
      'without sex and birth date',
      { 性别: '', 出生日期: '', 身份证号: composeNationalId({ birthDate: '1985-03-30', sex: '2', sequence: 401 }) },
      'CREATED SEX_FROM_ID BIRTH_DATE_FROM_ID',
    ],
    ['of an education that no table knows', { 学历: '私塾' }, 'CREATED CODE_UNKNOWN'],
    ['of an employment status that nobody knows', { 人员状态: '神游' }, 'CREATED CODE_UNKNOWN'],
    ['whose work began in a month that may be two', { 参加工作时间: '1985.1', 工会编码: '' }, 'CREATED DATE_UNUSABLE'],
    ['whose phone is too short', { 手机: '1380013' }, 'CREATED PHONE_UNUSABLE'],
    ['whose wage is that of a year', { 月工资基数: '2600000' }, 'CREATED WAGE_IMPLAUSIBLE'],
    ['whose wage is below any minimum', { 月工资基数: '28' }, 'CREATED WAGE_IMPLAUSIBLE'],
    ['whose post is a formula', { 职务: '=cmd' }, 'CREATED TEXT_UNUSABLE'],
    ['whose unit is called something else', { 科室名称: '财务处' }, 'CREATED UNIT_NAME_DIFFERS'],
    ['whose unit is called by its short name', { 科室名称: '办公室' }, 'CREATED'],
    ['whose unit has only a name', { 科室编码: '', 科室名称: '办公室' }, 'CREATED UNIT_CODE_MISSING'],
    ['whose unit is nowhere', { 科室编码: 'U99' }, 'REJECTED ORGANIZATION_UNKNOWN'],
    ['whose unit was dissolved', { 科室编码: 'U2' }, 'REJECTED ORGANIZATION_DISSOLVED'],
    ['in a branch that was dissolved', { ...partyMember, 党支部编码: 'P3' }, 'CREATED MEMBERSHIP_REFUSED'],
    ['whose unit is a branch', { 科室编码: 'P1' }, 'REJECTED ORGANIZATION_OF_OTHER_KIND'],
    ['in the Party', partyMember, 'CREATED'],
    ['in a union as his branch', { ...partyMember, 党支部编码: 'T1' }, 'REJECTED ORGANIZATION_OF_OTHER_KIND'],
    ['in the committee itself', { ...partyMember, 党支部编码: 'P0' }, 'CREATED MEMBERSHIP_REFUSED'],
    ['in a branch that is younger', { ...partyMember, 党支部编码: 'P2' }, 'CREATED PERIOD_SHORTENED'],
    ['in the Party at seventeen', { ...partyMember, 入党时间: '2002-05-01', 转正时间: '2003-05-01' }, 'CREATED MEMBERSHIP_REFUSED'],
    ['in the Party without a branch', { ...partyMember, 党支部编码: '' }, 'CREATED PARTY_BRANCH_MISSING'],
    ['in a branch but not in the Party', { ...partyMember, 政治面貌: '群众' }, 'REJECTED PARTY_STATUS_CONTRADICTS'],
    [
      'on probation with a day of becoming full',
      { ...partyMember, 政治面貌: '预备党员' },
      'REJECTED CODE_UNDERSTOOD PARTY_STATUS_CONTRADICTS',
    ],
    ['in the Party since nobody knows when', { ...partyMember, 入党时间: '', 转正时间: '' }, 'REJECTED PARTY_DATE_MISSING'],
    ['in the Party since a day that is not', { ...partyMember, 入党时间: '2010-02-30' }, 'REJECTED PARTY_DATE_UNUSABLE'],
    ['full without the day', { ...partyMember, 转正时间: '' }, 'CREATED PARTY_FULL_DATE_MISSING'],
    ['full after half a year', { ...partyMember, 转正时间: '2010-11-01' }, 'CREATED PROBATION_SHORT'],
    ['on probation for years', { ...partyMember, 政治面貌: '中共预备党员', 转正时间: '' }, 'CREATED PROBATION_OVERDUE'],
    ['who joined in a month', { ...partyMember, 入党时间: '2010.05' }, 'CREATED DATE_UNDERSTOOD'],
    ['in the league at forty', { 政治面貌: '共青团员', 团支部编码: 'L1' }, 'CREATED LEAGUE_OVER_AGE'],
    ['in the league without a branch', { 政治面貌: '共青团员' }, 'CREATED LEAGUE_BRANCH_MISSING'],
    ['in a league branch as a democrat', { 政治面貌: '民盟盟员', 团支部编码: 'L1' }, 'REJECTED LEAGUE_STATUS_CONTRADICTS'],
    ['in the union since nobody knows when', { 参加工作时间: '' }, 'CREATED JOINED_ON_UNKNOWN'],
    ['who is retired', { ...partyMember, 人员状态: '退休' }, 'CREATED RETIRED_IN_ORGANIZATION'],
    ['who has left', { ...partyMember, 人员状态: '调出' }, 'CREATED LEFT_IN_ORGANIZATION'],
  ])('%s', async (_who, changes, expected) => {
    expect(await roster([person(changes)])).toEqual([expected])
  })

  test('at the edge of the league’s age', async () => {
    const youngest = { 政治面貌: '共青团员', 团支部编码: 'L1', 参加工作时间: '', 工会编码: '', 入团时间: '2015-05-04' }
    const twentyEight = addYears(today, -28)
    expect(
      await roster([person({ ...youngest, 出生日期: twentyEight }), person({ ...youngest, 出生日期: addDays(twentyEight, 1) })]),
    ).toEqual(['CREATED LEAGUE_OVER_AGE', 'CREATED'])
  })
})

describe('rows of one file', () => {
  test('that claim one number are refused when all of them agree with it', async () => {
    const one = person({ 姓名: '甲' })
    const same = { 身份证号: one['身份证号']! }
    expect(await roster([one, person({ 姓名: '乙', ...same }), person()])).toEqual([
      'REJECTED NATIONAL_ID_TWICE',
      'REJECTED NATIONAL_ID_TWICE',
      'CREATED',
    ])
  })

  test('do not spoil each other', async () => {
    const rows = Array.from({ length: 40 }, (_, at) => person(at % 2 === 0 ? {} : { 姓名: '=x' }))
    expect(await roster(rows)).toEqual(rows.map((_, at) => (at % 2 === 0 ? 'CREATED' : 'REJECTED NAME_UNUSABLE')))
  })

  test('that say a thing twice without a staff number count once', async () => {
    const one = person({ 工号: '' })
    expect(await roster([one, one])).toEqual(['CREATED EXTERNAL_ID_MISSING', 'UNCHANGED EXTERNAL_ID_MISSING ROW_REPEATED'])
  })

  test('that say a thing twice beside other running numbers count once', async () => {
    const one = person()
    expect(
      await roster([
        { 序号: '1', ...one },
        { 序号: '2', ...one },
      ]),
    ).toEqual(['CREATED', 'UNCHANGED ROW_REPEATED'])
  })

  test('whose cells have slipped are told to be too wide', async () => {
    expect(await outcome('ROSTER', '工号,姓名,月工资基数\nW1,张三,5,001.37\nW2,李四,"5,001.37"\n')).toEqual([
      'REJECTED ROW_TOO_WIDE WAGE_IMPLAUSIBLE',
      'CREATED MONEY_UNDERSTOOD',
    ])
  })

  test('whose numbers a spreadsheet has rounded are refused', async () => {
    const rounded = Array.from({ length: 4 }, (_, at) =>
      person({ 身份证号: `${composeNationalId({ birthDate: '1985-03-12', sex: '1', sequence: at }).slice(0, 15)}000` }),
    )
    for (const result of await roster(rounded)) expect(result).toContain('REJECTED')
    const book = new Excel.Workbook()
    const sheet = book.addWorksheet('名册')
    sheet.addRow(['工号', '姓名', '身份证号', '职务'])
    sheet.addRow(['X1', '张三', Number('119900198503120012'), { formula: '"馆"&"员"', result: '馆员' }])
    sheet.addRow(['X2', '张三', '', { formula: '"馆"&"员"', result: '馆员' }])
    expect(await outcome('ROSTER', Buffer.from(await book.xlsx.writeBuffer()))).toEqual([
      expect.stringContaining('REJECTED CELL_ROUNDED'),
      'CREATED CELL_FORMULA NATIONAL_ID_MISSING',
    ])
  })
})

describe('somebody on the register', () => {
  test('is known by staff number or national ID number, never by name', async () => {
    const [one, other] = [person({ 姓名: '王一' }), person({ 姓名: '王二' })]
    await roster([one, other])
    expect(await roster([{ ...one, 身份证号: '', 出生日期: '' }])).toEqual(['UNCHANGED NATIONAL_ID_MISSING'])
    expect(await roster([{ ...one, 身份证号: '', 姓名: '王三' }])).toEqual(['REJECTED NATIONAL_ID_MISSING NAME_DIFFERS'])
    expect(await roster([{ ...one, 姓名: '王壹' }])).toEqual(['UPDATED NAME_CHANGED'])
    expect(await roster([{ ...one, 身份证号: other['身份证号']! }])).toEqual(['REJECTED NATIONAL_ID_OF_ANOTHER'])
    expect(await roster([{ ...one, 身份证号: person()['身份证号']! }])).toEqual(['REJECTED NATIONAL_ID_DIFFERS'])
    expect(await roster([{ ...one, 工号: 'S-NEW' }])).toEqual(['REJECTED EXTERNAL_ID_TAKEN'])
  })

  test('keeps what the file does not tell', async () => {
    const one = person({ 手机: '19900000001', 职务: '科长', 学历: '大学本科', ...partyMember })
    await roster([one])
    const told = { 工号: one['工号']!, 姓名: one['姓名']!, 身份证号: one['身份证号']!, 职务: '处长' }
    expect(await roster([told])).toEqual(['UPDATED'])
    expect(await roster([{ ...told, 手机: '', 学历: '', 科室编码: '', 党支部编码: '', 月工资基数: '' }])).toEqual(['UNCHANGED'])
    const [kept] = await world.sql(
      `SELECT m.post, m.phone_masked, m.education, m.monthly_wage_base::int AS wage, unit.code AS unit, (SELECT count(*)::int FROM membership WHERE member_id = m.id AND upper_inf(valid)) AS memberships
       FROM member m JOIN external_identity e ON e.member_id = m.id AND e.external_id = $1 JOIN organization unit ON unit.id = m.employer_unit_id`,
      [one['工号']],
    )
    expect(kept).toEqual({ post: '处长', phone_masked: '199****0001', education: '20', wage: 500_000, unit: 'U1', memberships: 2 })
  })

  test('is not transferred, promoted or brought back by a file', async () => {
    const one = person(partyMember)
    await roster([one])
    expect(await roster([{ ...one, 党支部编码: 'P2' }])).toEqual(['UNCHANGED MEMBERSHIP_ELSEWHERE'])
    const probationer = person({ ...partyMember, 政治面貌: '中共预备党员', 入党时间: addDays(today, -100), 转正时间: '' })
    await roster([probationer])
    expect(await roster([{ ...probationer, 政治面貌: '中共党员', 转正时间: addDays(today, -1) }])).toEqual([
      'UPDATED PROBATION_SHORT MEMBERSHIP_STATUS_DIFFERS',
    ])
    await world.sql(
      `UPDATE membership SET valid = daterange(lower(valid), '2020-01-01'), ending = 'WITHDRAWN' WHERE kind = 'PARTY' AND upper_inf(valid) AND member_id = (SELECT member_id FROM external_identity WHERE external_id = $1)`,
      [one['工号']],
    )
    expect(await roster([one])).toEqual(['UNCHANGED MEMBERSHIP_ENDED'])
  })

  test('stays invisible to whoever manages other organisations', async () => {
    const elsewhere = person({ ...partyMember, 科室编码: '', 工会编码: '' })
    await roster([elsewhere])
    const paths = await world.sql<{ path: string }>(
      `SELECT path FROM organization_placement p JOIN organization o ON o.id = p.organization_id WHERE o.code = 'P2'`,
    )
    const officer = await world.as([grantOver('OFFICER', paths[0]!.path)])
    const own = { ...partyMember, 科室编码: '', 工会编码: '', 党支部编码: 'P2', 入党时间: '2016-05-01', 转正时间: '2017-05-01' }
    expect(
      await roster(
        [
          person(own),
          person({ ...own, 党支部编码: 'P1' }),
          { ...elsewhere, 党支部编码: 'P2' },
          person({ ...own, 政治面貌: '', 党支部编码: '' }),
        ],
        officer,
      ),
    ).toEqual(['CREATED', 'REJECTED ORGANIZATION_UNKNOWN', 'REJECTED PERSON_ELSEWHERE', 'REJECTED ORGANIZATION_MISSING'])
  })

  test('on the staff of a unit is active, unless the file says otherwise', async () => {
    await outcome('ROSTER', '工号,姓名,科室编码\nA1,张三,U1\nA2,李四,\n')
    expect(
      await world.sql(
        `SELECT e.external_id AS id, m.employment_status AS status FROM member m JOIN external_identity e ON e.member_id = m.id WHERE e.external_id IN ('A1', 'A2') ORDER BY 1`,
      ),
    ).toEqual([
      { id: 'A1', status: 'ACTIVE' },
      { id: 'A2', status: 'NONE' },
    ])
  })
})
