import { describe, expect, test } from '@jest/globals'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { composeNationalId } from '@qizhi/codes'
import { importFields } from '../import-fields.ts'
import { finding } from './finding.ts'
import { findingKinds } from './finding-kinds.ts'

const documented = readFileSync(join(import.meta.dirname, '../README.md'), 'utf8')

describe('findings', () => {
  test.each(Object.entries(findingKinds))('%s is documented, and says the same facts in both languages', (code, { severity, zh, en }) => {
    expect(documented).toContain(`| \`${code}\` | ${severity} | ${zh} |`)
    const factsOf = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name).sort()
    expect(factsOf(en)).toEqual(factsOf(zh))
  })

  test('are documented only where they exist', () => {
    const codes = [...documented.matchAll(/^\| `([A-Z_]+)`/gm)].map(([, code]) => code)
    expect(codes.sort()).toEqual(Object.keys(findingKinds).sort())
  })

  test('mask what is sensitive', () => {
    const number = composeNationalId({ birthDate: '1985-03-12', sex: '1' })
    const field = importFields.ROSTER.find(({ code }) => code === 'nationalId')!
    expect(finding('NATIONAL_ID_TIDIED', { column: '身份证号', field, value: number }).value).toBe(
      `${number.slice(0, 3)}***********${number.slice(-4)}`,
    )
    expect(finding('CELL_FORMULA', { column: '职务', field: null, value: '馆'.repeat(300) }).value).toHaveLength(101)
  })
})
