import { expect, test } from '@jest/globals'
import { blank, inputOf } from './definition.ts'
import { readDefinition } from './definition-url.ts'
import { fromOldCounts } from './old-counts.ts'

function reading(old: Record<string, string>) {
  const { name, query } = fromOldCounts(old) as { name: string; query: Record<string, string> }
  return { name, query, input: inputOf(readDefinition(query, blank)) }
}

test('the page without a count leads to the list', () => {
  expect(fromOldCounts({})).toEqual({ name: 'reports', query: {} })
  expect(reading({ org: '1' }).name).toBe('reports')
})

test('a kept count is the same in the builder', () => {
  const organization = '0193a000-0000-7000-8000-000000000001'
  const { name, query, input } = reading({
    by: 'MONTH,ORGANIZATION,TYPE',
    measures: 'count,attendanceRate',
    depth: 'each',
    period: 'custom',
    from: '2026-01-01',
    to: '2026-03-31',
    kinds: 'PARTY,UNION',
    types: 'THEME_DAY',
    statuses: 'PLANNED',
    chart: 'stacked',
    show: 'attendanceRate',
    org: organization,
    asOf: '2026-03-31',
    cell: `ORGANIZATION.${organization}~TYPE.THEME_DAY~MONTH.2026-03`,
  })
  expect(name).toBe('report-new')
  expect(input).toMatchObject({
    rows: ['ORGANIZATION', 'TYPE'],
    columns: ['MONTH'],
    measures: ['COUNT', 'ATTENDANCE_RATE'],
    organizationDepth: 20,
    activityFilter: { kinds: ['PARTY', 'UNION'], types: ['THEME_DAY'], statuses: ['PLANNED'] },
    chart: 'STACKED',
    parameters: { organization, period: 'FROM_TO', from: '2026-01-01', to: '2026-03-31', asOf: '2026-03-31' },
  })
  expect(query).toMatchObject({ show: 'ATTENDANCE_RATE', cell: JSON.stringify([[organization, 'THEME_DAY'], ['2026-03']]) })
})

test('what stood for itself then stands for itself now', () => {
  expect(reading({ period: 'all' }).input).toMatchObject({
    rows: ['ORGANIZATION'],
    columns: ['MONTH'],
    measures: ['COUNT'],
    parameters: {},
  })
  expect(reading({ by: 'TYPE', order: 'COUNT_DESC', cell: 'ALL' })).toMatchObject({
    input: { rows: ['TYPE'], columns: [], orderBy: { measure: 'COUNT', direction: 'DESC' }, parameters: { period: 'THIS_YEAR' } },
    query: { cell: '[[],[]]' },
  })
  expect(reading({ by: '-', period: 'last-quarter' }).input).toMatchObject({
    rows: [],
    columns: [],
    parameters: { period: 'LAST_QUARTER' },
  })
})
