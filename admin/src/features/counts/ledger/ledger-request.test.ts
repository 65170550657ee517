import { describe, expect, test } from '@jest/globals'
import { type CountRowFragment } from '#gql'
import { cellText, ledgerRequest, readCell } from './ledger-request.ts'

function of(id: string, ...ancestors: string[]): CountRowFragment {
  return { count: 1, organization: { id, name: id, ancestors: ancestors.map((each) => ({ id: each })) } } as unknown as CountRowFragment
}
const year = { from: '2026-01-01', to: '2026-12-31' }

describe('the figure that was pressed', () => {
  test('goes into the address and comes out of it', () => {
    const cell = [
      { dimension: 'ORGANIZATION' as const, key: '0190-ab' },
      { dimension: 'MONTH' as const, key: '2026-03' },
    ]
    expect(readCell(cellText(cell), ['ORGANIZATION', 'MONTH'])).toEqual(cell)
    expect(readCell(cellText([]), ['ORGANIZATION'])).toEqual([])
  })

  test('is none of another report', () => {
    expect(readCell('MONTH.2026-03', ['TYPE'])).toBeUndefined()
    expect(readCell('nonsense', ['TYPE'])).toBeUndefined()
    expect(readCell(undefined, ['TYPE'])).toBeUndefined()
  })
})

describe('its rows', () => {
  test('are those of the filter, within the values of the figure', () => {
    const cell = [
      { dimension: 'TYPE' as const, key: 'THEME_DAY' },
      { dimension: 'KIND' as const, key: 'PARTY' },
      { dimension: 'QUARTER' as const, key: '2026-Q1' },
    ]
    expect(ledgerRequest({ ...year, from: '2026-02-10' }, cell, '1', [])).toEqual({
      filter: { from: '2026-02-10', to: '2026-03-31', types: ['THEME_DAY'], kinds: ['PARTY'] },
      by: [],
      depth: 1,
    })
  })

  test('a month, a quarter and a year have the days that they have', () => {
    const days = (dimension: 'MONTH' | 'QUARTER' | 'YEAR', key: string) => ledgerRequest({}, [{ dimension, key }], '1', []).filter
    expect(days('MONTH', '2028-02')).toEqual({ from: '2028-02-01', to: '2028-02-29' })
    expect(days('QUARTER', '2026-Q4')).toEqual({ from: '2026-10-01', to: '2026-12-31' })
    expect(days('YEAR', '2026')).toEqual(year)
  })

  test('an organisation at the depth of the report stands for all below it', () => {
    const cell = [{ dimension: 'ORGANIZATION' as const, key: 'branch' }]
    expect(ledgerRequest({}, cell, '1', [of('branch', 'committee')])).toEqual({
      filter: { organization: 'branch' },
      by: ['ORGANIZATION'],
      depth: 0,
    })
    // below an organisation that the report is about, levels are counted from there
    expect(ledgerRequest({ organization: 'general' }, cell, '1', [of('branch', 'committee', 'general')]).depth).toBe(0)
  })

  test('an organisation above the depth stands for what it held itself', () => {
    const cell = [{ dimension: 'ORGANIZATION' as const, key: 'committee' }]
    expect(ledgerRequest({}, cell, '1', [of('committee')])).toEqual({
      filter: { organization: 'committee' },
      by: ['ORGANIZATION'],
      depth: 1,
    })
    expect(ledgerRequest({ organization: 'committee' }, cell, 'each', [of('committee', 'root')]).depth).toBe(1)
    expect(
      ledgerRequest({ organization: 'committee' }, [{ dimension: 'ORGANIZATION', key: 'general' }], '2', [
        of('general', 'root', 'committee'),
      ]).depth,
    ).toBe(1)
  })
})
