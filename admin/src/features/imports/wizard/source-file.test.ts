import { expect, test } from '@jest/globals'
import { problemOfFiles } from './source-file.ts'

test('a CSV or XLSX file is taken, whatever the case of its ending', () => {
  expect(problemOfFiles([{ name: '花名册.CSV', size: 10 }])).toBeUndefined()
  expect(problemOfFiles([{ name: 'roster.xlsx', size: 10 }])).toBeUndefined()
})

test('other files, several files and huge ones are not sent', () => {
  expect(problemOfFiles([{ name: 'roster.xls', size: 10 }])).toBe('wrongKind')
  expect(problemOfFiles([])).toBe('wrongKind')
  expect(
    problemOfFiles([
      { name: 'a.csv', size: 10 },
      { name: 'b.csv', size: 10 },
    ]),
  ).toBe('onlyOne')
  expect(problemOfFiles([{ name: 'a.csv', size: 21 * 1024 * 1024 }])).toBe('tooLarge')
})
