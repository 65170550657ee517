import { describe, expect, test } from '@jest/globals'
import { importFields } from '../import-fields.ts'
import { type SheetRow } from '../table/sheet.ts'
import { guessMapping, missingFields } from './column-mapping.ts'
import { problemsHeader } from './import-field.ts'
import { tableOf } from './table.ts'

const { ROSTER, ORGANIZATIONS } = importFields

describe('guessing what columns mean', () => {
  test.each([
    [
      'as the bureau writes them',
      ['工号', '姓名', '性别', '身份证号', '党支部编码'],
      ['externalId', 'name', 'sex', 'nationalId', 'partyCode'],
    ],
    [
      'with remarks and stars',
      ['*姓名（必填）', '出生日期(YYYY-MM-DD)', ' 身份证号码 ', '职 务'],
      ['name', 'birthDate', 'nationalId', 'post'],
    ],
    [
      'by the cadre information set',
      ['A0101', 'A0104', 'A0107', 'A0117', 'A0184'],
      ['name', 'sex', 'birthDate', 'ethnicity', 'nationalId'],
    ],
    [
      'in English',
      ['Staff ID', 'Full name', 'Date of birth', 'National ID', 'Party branch'],
      ['externalId', 'name', 'birthDate', 'nationalId', 'partyCode'],
    ],
    ['in full width', ['Ａ０１０１', '姓名'], ['name', null]],
    ['and passes over what it does not know', ['序号', '姓名', '备注', '', problemsHeader], [null, 'name', null, null, null]],
  ])('%s', (_how, headers, mapping) => {
    expect(guessMapping(headers, ROSTER)).toEqual(mapping)
  })

  test('knows the bureau’s files of organisations and of units', () => {
    expect(guessMapping(['组织编码', '类别', '组织名称', '层级', '上级编码', '领导党组织编码'], ORGANIZATIONS)).toEqual([
      'code',
      'kind',
      'name',
      'level',
      'parentCode',
      'leaderCode',
    ])
    expect(guessMapping(['单位编码', '单位名称', '类型', '上级编码'], ORGANIZATIONS)).toEqual(['code', 'name', 'level', 'parentCode'])
    expect(missingFields(['code', null], ORGANIZATIONS).map(({ code }) => code)).toEqual(['name', 'level'])
  })

  test('no word means two fields', () => {
    for (const fields of Object.values(importFields)) {
      const words = fields.flatMap(({ code, label, alsoCalled }) =>
        [...new Set([label.zh, label.en, ...alsoCalled].map((word) => word.toLowerCase()))].map((word) => [word, code] as const),
      )
      const twice = words.filter(([word, code]) => words.some(([other, otherCode]) => other === word && otherCode !== code))
      expect(twice).toEqual([])
    }
  })
})

describe('finding the table', () => {
  const rows = (...cells: string[][]): SheetRow[] => cells.map((row, at) => ({ line: at + 1, cells: row, oddities: new Map() }))

  test('below a title', () => {
    const { headers, rows: below } = tableOf(
      {
        encoding: null,
        sheets: [{ name: '花名册', rows: rows(['文化局花名册'], ['制表：办公室', '2026'], ['工号', '姓名', ''], ['1', '张三', '']) }],
      },
      ROSTER,
    )
    expect(headers).toEqual(['工号', '姓名'])
    expect(below.map(({ line }) => line)).toEqual([4])
  })

  test('on the sheet that has it', () => {
    const table = tableOf(
      {
        encoding: null,
        sheets: [
          { name: '说明', rows: rows(['请按格式填写'], ['姓名必填']) },
          { name: '名册', rows: rows(['工号', '姓名'], ['1', '张三']) },
        ],
      },
      ROSTER,
    )
    expect(table.headers).toEqual(['工号', '姓名'])
  })

  test('not on two sheets, of which one would be lost', () => {
    const sheet = { name: null, rows: rows(['工号', '姓名'], ['1', '张三']) }
    expect(() => tableOf({ encoding: null, sheets: [sheet, sheet] }, ROSTER)).toThrow(expect.objectContaining({ reason: 'severalSheets' }))
  })

  test('not where there is no row below it', () => {
    expect(() => tableOf({ encoding: null, sheets: [{ name: null, rows: rows(['工号', '姓名']) }] }, ROSTER)).toThrow(
      expect.objectContaining({ reason: 'empty' }),
    )
    expect(() => tableOf({ encoding: null, sheets: [{ name: null, rows: [] }] }, ROSTER)).toThrow(
      expect.objectContaining({ reason: 'empty' }),
    )
  })
})
