import { describe, expect, test } from '@jest/globals'
import { choice, choices, day, flag, optional, text } from './url-fields.ts'

describe('values in the address', () => {
  test('at rest, nothing stands there', () => {
    expect(text().write('')).toBeUndefined()
    expect(choice(['a', 'b'], 'a').write('a')).toBeUndefined()
    expect(choices().write([])).toBeUndefined()
    expect(flag().write(false)).toBeUndefined()
    expect(day().write(undefined)).toBeUndefined()
  })

  test('what was written is read again', () => {
    const kinds = choices(['PARTY', 'UNION', 'LEAGUE'])
    expect(kinds.read(kinds.write(['UNION', 'LEAGUE']))).toEqual(['UNION', 'LEAGUE'])
    expect(flag().read(flag().write(true))).toBe(true)
    expect(day().read(day().write('2026-11-23'))).toBe('2026-11-23')
  })

  test('what somebody typed into the address does no harm', () => {
    expect(choice(['a', 'b'], 'a').read('c')).toBe('a')
    expect(choices(['PARTY']).read('PARTY,DROP TABLE')).toEqual(['PARTY'])
    expect(day().read('2026-02-30')).toBeUndefined()
    expect(day().read('yesterday')).toBeUndefined()
    expect(optional().read('')).toBeUndefined()
  })
})
