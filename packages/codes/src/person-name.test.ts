import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { readPersonName, refusalText } from './index.ts'

describe('names as they stand', () => {
  it.each(['周海成', '艾力·艾山', '𠮷田桂', '𬭎', 'John F. Smith', 'O’Neil-Жанна', '葛\u{E0100}城'])('%s', (name) => {
    expect(readPersonName(name)).toEqual({ ok: true, value: name })
  })
})

describe('repairs', () => {
  it.each([
    [' 尹　新帆 ', '尹新帆'],
    ['尹 新 帆', '尹新帆'],
    ['\u{20BB7} 田', '\u{20BB7}田'],
    ['艾力•艾山', '艾力·艾山'],
    ['艾力・艾山', '艾力·艾山'],
    ['艾力‧艾山', '艾力·艾山'],
    ['艾力．艾山', '艾力·艾山'],
    ['艾力.艾山', '艾力·艾山'],
    ['艾力 · 艾山', '艾力·艾山'],
    ['\uFEFF周海成', '周海成'],
    ['周\u200B海成', '周海成'],
    ['John   Smith', 'John Smith'],
  ])('%j is %s', (text, name) => {
    expect(readPersonName(text)).toEqual({ ok: true, value: name, repaired: { from: text, to: name } })
  })
})

describe('refusals', () => {
  it.each([
    ['', 'name.empty'],
    ['　', 'name.empty'],
    ['=HYPERLINK("http://x","点")', 'name.formula'],
    [' =1+1', 'name.formula'],
    ['＝张三', 'name.formula'],
    ['+张三', 'name.formula'],
    ['@SUM(A1)', 'name.formula'],
    ['-张三', 'name.formula'],
    ['张\u0000三', 'name.control'],
    ['张\t三', 'name.control'],
    ['张\u202E三', 'name.control'],
    ['张\uE863', 'name.private-use'],
    ['张三2', 'name.character'],
    ['张?', 'name.character'],
    ['<b>张三</b>', 'name.character'],
    ['张\uD842', 'name.character'],
    ['·', 'name.character'],
    ['12', 'name.character'],
  ])('%j: %s', (text, code) => {
    expect(readPersonName(text)).toMatchObject({ ok: false, refusal: { code } })
  })

  it('counts characters, not code units', () => {
    expect(readPersonName('𠮷'.repeat(64)).ok).toBe(true)
    expect(readPersonName('𠮷'.repeat(65))).toMatchObject({ ok: false, refusal: { code: 'name.too-long', params: { length: 65 } } })
  })

  it('names the invisible character', () => {
    const reading = readPersonName('张\u202E三')
    expect(reading.ok ? '' : refusalText(reading.refusal, 'en')).toBe('The name contains an invisible control character (U+202E)')
  })
})

it('reads its own result as it stands', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom('张', '𠮷', ' ', '　', '·', '•', '.', 'a', 'é', '-', '\u200B') }), (text) => {
      const reading = readPersonName(text)
      fc.pre(reading.ok)
      if (reading.ok) expect(readPersonName(reading.value)).toEqual({ ok: true, value: reading.value })
    }),
  )
})
