import { describe, expect, test } from '@jest/globals'
import { type ImportStatus } from '#gql'
import { missingFields, reachedStep, shownStep } from './import-steps.ts'

const fields = [
  { code: 'name', required: true },
  { code: 'phone', required: false },
]
const run = (status: ImportStatus, ...mapped: (string | null)[]) => ({ status, fields, columns: mapped.map((field) => ({ field })) })

describe('how far an import has come', () => {
  test('to the columns, while a required field has none', () => expect(reachedStep(run('DRAFT', 'phone', null))).toBe('mapping'))
  test('to the summary, once all required fields have one', () => expect(reachedStep(run('DRAFT', 'name', null))).toBe('summary'))
  test.each(['APPLYING', 'APPLIED', 'FAILED', 'DISCARDED'] as const)('to the result when it is %s', (status) => {
    expect(reachedStep(run(status, 'name'))).toBe('result')
  })
})

describe('the step that is shown', () => {
  test('is the one in the address', () => expect(shownStep('preview', run('DRAFT', 'name'))).toBe('preview'))
  test('is never further than the import has come', () => expect(shownStep('summary', run('DRAFT', 'phone'))).toBe('mapping'))
  test('is never before the file, which is there', () => expect(shownStep('file', run('DRAFT', 'name'))).toBe('mapping'))
  test('is the result once something was decided', () => expect(shownStep('mapping', run('APPLIED', 'name'))).toBe('result'))
})

test('what is missing are required fields only', () => {
  expect(missingFields(fields, [null, null]).map((field) => field.code)).toEqual(['name'])
  expect(missingFields(fields, ['name', null])).toEqual([])
})
