import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { parsePassing } from './passing-json.ts'

describe('JSON that passes', () => {
  test('is what it is elsewhere', () => {
    // keys are names of our own
    const values = fc.jsonValue().filter((value) => !JSON.stringify(value).includes('__proto__'))
    fc.assert(
      fc.property(values, fc.constantFrom(undefined, 1, '\t'), (value, space) => {
        const text = JSON.stringify(value, null, space)
        expect(parsePassing(text)).toEqual(JSON.parse(text))
      }),
      { numRuns: 500 },
    )
  })

  test.each([
    '"\\\\"',
    '["\\"", "a\\\\", "\\\\\\"b", "\\u4e2d", "中"]',
    ' { "a" : -1.5e3 , "b":[ ] , "c" : { } } ',
    '[true,false , null,0]',
    '""',
  ])('such as %s', (text) => expect(parsePassing(text)).toEqual(JSON.parse(text)))
})
