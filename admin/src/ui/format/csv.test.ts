import { expect, test } from '@jest/globals'
import { cell } from './csv.ts'

test.each(['=1+1', '+1', '-1', '@SUM(A1)', '\tx', '＝1+1'])('a spreadsheet takes %j for text', (value) => {
  expect(cell(value).replace(/^"/, '')).toMatch(/^'/)
})

test('numbers stay numbers, negative ones too', () => {
  expect(cell(-3)).toBe('-3')
})

test('commas, quotes and line breaks stay inside their cell', () => {
  expect(cell('a,"b"\nc')).toBe('"a,""b""\nc"')
  expect(cell(null)).toBe('')
})
