import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { aTestWorld, grantOver, type TestClient, type TestWorld } from '../../../testing/test-world.ts'
import { guessMapping } from '../mapping/column-mapping.ts'
import { type RowResult } from '../import-target.ts'

let world: TestWorld
let administrator: TestClient

beforeAll(async () => {
  world = await aTestWorld()
  administrator = await world.as()
})
afterAll(() => world.close())

const bureau = join(import.meta.dirname, '../../../../../infra/demo/bureau')

async function imported(text: string | Buffer, mode: 'APPLY' | 'REHEARSE' = 'APPLY', client = administrator): Promise<RowResult[]> {
  const { importer } = world.modules.imports
  const table = await importer.read('ORGANIZATIONS', Buffer.from(text))
  return importer.execute(
    client.actor,
    { target: 'ORGANIZATIONS', table, mapping: guessMapping(table.headers, importer.target('ORGANIZATIONS').fields) },
    { mode },
  )
}

function summary(results: readonly RowResult[]): string[] {
  return results.map(({ line, outcome, findings }) =>
    [line, outcome, ...findings.filter(({ code }) => code !== 'ESTABLISHED_BY_DEFAULT').map(({ code }) => code)].join(' '),
  )
}

describe('importing organisations', () => {
  it('takes in the bureau, and nothing more the second time', async () => {
    const files = ['organizations.csv', 'units.csv'].map((name) => readFileSync(join(bureau, name)))
    const rehearsed = [await imported(files[0]!, 'REHEARSE'), await imported(files[1]!, 'REHEARSE')]
    expect(await world.sql('SELECT 1 FROM organization')).toEqual([])
    const first = [await imported(files[0]!), await imported(files[1]!)]
    expect(first).toEqual(rehearsed)
    expect(first.map((results) => results.filter(({ outcome }) => outcome === 'CREATED').length)).toEqual([59, 71])

    const [{ rows }] = (await world.sql<{ rows: number }>(
      `SELECT count(*)::int AS rows FROM organization o JOIN organization_placement p ON p.organization_id = o.id LEFT JOIN organization_placement parent ON parent.organization_id = p.parent_id
       WHERE p.path = coalesce(parent.path, '') || '/' || o.segment AND o.pinyin <> ''`,
    )) as [{ rows: number }]
    expect(rows).toBe(130)
    const led = await world.sql(
      `SELECT led.code, leader.code AS by FROM organization_link l JOIN organization led ON led.id = l.from_id JOIN organization leader ON leader.id = l.to_id WHERE led.code IN ('T0', 'L10')  ORDER BY 1`,
    )
    expect(led).toEqual([
      { code: 'L10', by: 'P33' },
      { code: 'T0', by: 'P0' },
    ])

    const second = [await imported(files[0]!), await imported(files[1]!)]
    expect(new Set(second.flat().map(({ outcome, findings }) => `${outcome} ${findings.length}`))).toEqual(new Set(['UNCHANGED 0']))
  })

  it('makes parents before children in whatever order they stand, and says which day it assumed', async () => {
    const results = await imported(
      '编码,类别,名称,层级,上级编码,成立日期\nA3,党组织,甲支部,党支部,A2,2021年3月\nA2,PARTY,甲总支,GENERAL_BRANCH,A1,\nA1,PARTY,甲党委,COMMITTEE,,2020-05-01\n',
    )
    expect(results.map(({ line, outcome, findings }) => [line, outcome, ...findings.map(({ code, zh }) => `${code} ${zh}`)])).toEqual([
      [2, 'CREATED', 'DATE_UNDERSTOOD 按 2021-03-01 读入'],
      [3, 'CREATED', expect.stringContaining('ESTABLISHED_BY_DEFAULT 没有成立日期，按 2020-05-01 登记')],
      [4, 'CREATED'],
    ])
  })

  it('refuses a bad row and those that depend on it, and no other', async () => {
    const results = await imported(
      [
        'code,kind,name,level,parent code,leading party organisation code,established on',
        'B1,PARTY,乙党委,COMMITTEE,,,2020-01-01',
        'B2,PARTY,乙小组,GROUP,B1,,2020-01-01',
        'B3,PARTY,乙组下,GROUP,B2,,2020-01-01',
        'B4,PARTY,乙支部,BRANCH,B9,,2020-01-01',
        'B5,PARTY,乙一支部,BRANCH,B6,,2020-01-01',
        'B6,PARTY,乙二支部,BRANCH,B5,,2020-01-01',
        'B 7,PARTY,乙七,BRANCH,B1,,2020-01-01',
        'B8,PARTY,=HYPERLINK("http://x"),BRANCH,B1,,2020-01-01',
        'B10,PARTY,乙十支部,BRANCH,B1,,2019-01-01',
        'B11,UNION,乙工会,COMMITTEE,,B1,2021-01-01',
        'B12,UNION,乙工会二,COMMITTEE,,B2,2021-01-01',
        'B13,UNIT,乙科,DEPARTMENT,B1,,2021-01-01',
        'B14,LEAGUE,乙团,支部,,,2021-01-01',
        'B15,,乙团委,COMMITTEE,,,2021-01-01',
        'B16,PARTY,乙甲,BRANCH,B1,,2020-01-01',
        'B16,PARTY,乙乙,BRANCH,B1,,2020-01-01',
        'B17,PARTY,乙丙,BRANCH,B1,,2020-01-01',
        'B17,PARTY,乙丙,BRANCH,B1,,2020-01-01',
        'B18,PARTY,乙丁,BRANCH,B1,,2020年2月30日',
        'B19,PARTY,乙戊,BRANCH,B1,,2020-01-01,多,余',
        'B20,PARTY,#N/A,BRANCH,B1,,2020-01-01',
      ].join('\n'),
    )
    expect(summary(results)).toEqual([
      '2 CREATED',
      '3 REJECTED RULE_REFUSED',
      '4 REJECTED PARENT_REFUSED',
      '5 REJECTED PARENT_UNKNOWN',
      '6 REJECTED PARENT_CYCLE',
      '7 REJECTED PARENT_CYCLE',
      '8 REJECTED ORGANIZATION_CODE_INVALID',
      '9 REJECTED ORGANIZATION_NAME_INVALID',
      '10 REJECTED RULE_REFUSED ESTABLISHED_BEFORE_PARENT',
      '11 CREATED',
      '12 REJECTED LEADER_REFUSED',
      '13 REJECTED RULE_REFUSED',
      '14 REJECTED LEVEL_UNKNOWN',
      '15 REJECTED KIND_UNKNOWN',
      '16 REJECTED ORGANIZATION_CODE_TWICE',
      '17 REJECTED ORGANIZATION_CODE_TWICE',
      '18 CREATED',
      '19 UNCHANGED ROW_REPEATED',
      '20 REJECTED ESTABLISHED_INVALID',
      '21 REJECTED ROW_TOO_WIDE',
      '22 REJECTED CELL_ERROR',
    ])
  })

  it('changes nothing that stands on the register but a missing leader', async () => {
    await imported(
      'code,kind,name,level,parent code,established on\nC1,PARTY,丙党委,COMMITTEE,,2020-01-01\nC2,UNION,丙工会,COMMITTEE,,2020-01-01\nC3,PARTY,丙支部,BRANCH,C1,2020-01-01\n',
    )
    const again = await imported(
      'code,kind,name,level,parent code,leader code\nC1,PARTY,丙党委改名,COMMITTEE,,\nC2,UNION,丙工会,COMMITTEE,,C1\nC3,PARTY,丙支部,JOINT_BRANCH,,\n',
    )
    expect(summary(again)).toEqual(['2 UNCHANGED ALREADY_DIFFERENT', '3 UPDATED', '4 UNCHANGED ALREADY_DIFFERENT ALREADY_DIFFERENT'])
    expect(summary(await imported('code,kind,name,level,leader code\nC2,UNION,丙工会,COMMITTEE,C3\n'))).toEqual([
      '2 UNCHANGED ALREADY_DIFFERENT',
    ])
    expect(await world.sql(`SELECT name FROM organization WHERE code = 'C1'`)).toEqual([{ name: '丙党委' }])
  })

  it('keeps within the scope of whoever imports', async () => {
    await imported(
      'code,kind,name,level,parent code,established on\nD1,PARTY,丁党委,COMMITTEE,,2020-01-01\nD2,PARTY,丁一总支,GENERAL_BRANCH,D1,2020-01-01\nD3,PARTY,丁二总支,GENERAL_BRANCH,D1,2020-01-01\n',
    )
    const [{ path }] = (await world.sql<{ path: string }>(
      `SELECT path FROM organization_placement p JOIN organization o ON o.id = organization_id WHERE o.code = 'D2'`,
    )) as [{ path: string }]
    const officer = await world.as([grantOver('OFFICER', path)])
    const results = await imported(
      'code,kind,name,level,parent code,established on\nD4,PARTY,丁一支部,BRANCH,D2,2020-01-01\nD5,PARTY,丁二支部,BRANCH,D3,2020-01-01\nD3,PARTY,丁二总支,GENERAL_BRANCH,,\nD6,PARTY,丁六党委,COMMITTEE,,2020-01-01\n',
      'APPLY',
      officer,
    )
    expect(summary(results)).toEqual([
      '2 CREATED',
      '3 REJECTED PARENT_UNKNOWN',
      '4 REJECTED ORGANIZATION_CODE_ELSEWHERE',
      '5 REJECTED PARENT_UNKNOWN',
    ])
  })

  it('makes one of what two import at the same time', async () => {
    const file =
      'code,kind,name,level,parent code,established on\nE1,PARTY,戊党委,COMMITTEE,,2020-01-01\nE2,PARTY,戊支部,BRANCH,E1,2020-01-01\n'
    const outcomes = (await Promise.all([imported(file), imported(file)])).map((results) => results.map(({ outcome }) => outcome).join())
    expect(outcomes.sort()).toEqual(['CREATED,CREATED', 'UNCHANGED,UNCHANGED'])
  })
})
