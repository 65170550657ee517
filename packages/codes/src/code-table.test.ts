import { describe, expect, it } from '@jest/globals'
import { codeTable, degrees, educations, ethnicities, maritalStatuses, politicalStatuses, provinces, sexes } from './index.ts'

const tables = { degrees, educations, ethnicities, maritalStatuses, politicalStatuses, provinces, sexes }

describe.each(Object.entries(tables))('%s', (_name, table) => {
  it('finds every entry by its code and by each of its own words, without a repair', () => {
    for (const entry of table.all) {
      expect(table.byCode(entry.code)).toBe(entry)
      for (const word of [entry.code, entry.zh, entry.standardName ?? entry.zh, ...(entry.alsoWritten ?? [])]) {
        expect(table.find(word)).toEqual({ entry })
      }
    }
  })

  it('tells every variant and every English name as a repair', () => {
    for (const entry of table.all) {
      for (const word of [entry.en, ...(entry.variants ?? [])]) {
        expect(table.find(word)).toEqual({ entry, repaired: { from: word, to: entry.zh } })
      }
    }
  })

  it('names the edition of its standard', () => {
    expect(table.standard.number).toMatch(/^GB\/T \d+(\.\d)?-\d{4}$/)
  })

  it('finds nothing for what it does not know', () => {
    for (const text of ['', ' ', '不详的词', '=1+1', 'constructor']) expect(table.find(text)).toBeUndefined()
    expect(table.byCode('__proto__')).toBeUndefined()
  })
})

describe('what rosters write', () => {
  it.each([
    ['漢族', '01'],
    ['汉', '01'],
    ['土家', '15'],
    [' 汉族 ', '01'],
    ['汉　族', '01'],
    ['han', '01'],
    ['1', '01'],
    ['０１', '01'],
    ['維吾爾', '05'],
  ])('ethnicity %j is %s, told as a repair', (text, code) => {
    const found = ethnicities.find(text)
    expect(found?.entry.code).toBe(code)
    expect(found?.repaired).toEqual({ from: text, to: found?.entry.zh })
  })

  it('does not take 土家 for 土, nor 水 for 汉', () => {
    expect(ethnicities.find('土')?.entry.zh).toBe('土族')
    expect(ethnicities.find('水族')?.entry.code).toBe('25')
  })

  it.each([
    ['大学本科', '20'],
    ['硕士研究生', '14'],
    ['博士研究生', '11'],
    ['大学专科', '30'],
    ['中等专科', '41'],
    ['大学本科毕业', '21'],
  ])('education %s is %s as it stands', (text, code) => {
    expect(educations.find(text)).toEqual({ entry: educations.byCode(code) })
  })

  it.each(['中共党员', '中共预备党员', '共青团员', '群众', '民盟盟员', '九三学社社员', '无党派人士'])(
    'political status %s stands',
    (text) => {
      expect(politicalStatuses.find(text)).toEqual({ entry: politicalStatuses.all.find((entry) => entry.zh === text) })
    },
  )

  it('tells M as a repair of 男', () => {
    expect(sexes.find('M')).toEqual({ entry: sexes.byCode('1'), repaired: { from: 'M', to: '男' } })
  })
})

describe('the tables are complete', () => {
  it('has 56 ethnicities numbered without a gap, each with its own letters', () => {
    expect(ethnicities.all.map((entry) => Number(entry.code))).toEqual(Array.from({ length: 56 }, (_, place) => place + 1))
    expect(new Set(ethnicities.all.map((entry) => entry.letters)).size).toBe(56)
  })

  it('has 34 provinces', () => {
    expect(provinces.all).toHaveLength(34)
  })
})

it('refuses data in which one word means two entries', () => {
  const standard = { number: 'GB/T 1-2000', title: { zh: '例', en: 'Example' } }
  const entries = [
    { code: '1', zh: '甲', en: 'A' },
    { code: '2', zh: '乙', en: 'B', variants: ['a'] },
  ]
  expect(() => codeTable(standard, entries)).toThrow('means both 甲 and 乙')
})
