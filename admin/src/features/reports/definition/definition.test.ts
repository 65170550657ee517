import { describe, expect, test } from '@jest/globals'
import { activeSettings } from '../settings/active-settings.ts'
import {
  blank,
  type Definition,
  filterOf,
  fittingCharts,
  inputOf,
  isSame,
  moved,
  placed,
  usualShelf,
  withFilter,
  withSource,
} from './definition.ts'
import { queryOf, readDefinition } from './definition-url.ts'
import { presetNames, presets } from './presets.ts'

const report: Definition = {
  ...presets.meetings,
  having: [{ measure: 'COUNT', from: 2, to: null }],
  compare: 'PREVIOUS_PERIOD',
  emptyGroups: true,
  parameters: { organization: '0193a000-0000-7000-8000-000000000001', period: 'FROM_TO', from: '2026-01-01', to: '2026-06-30', asOf: null },
}

describe('a definition in the address', () => {
  const bases = [...presetNames.map((name) => presets[name]), blank, report]

  test('is what it was, whatever was saved before', () => {
    for (const base of bases)
      for (const definition of bases) expect(inputOf(readDefinition(queryOf(definition, base), base))).toEqual(inputOf(definition))
  })

  test('leaves no trace of what is as it was saved', () => {
    for (const base of bases) expect(Object.values(queryOf(base, base)).filter((value) => value !== undefined)).toEqual([])
  })

  test('can be read by people', () => {
    const told = Object.entries(queryOf(presets.branches, blank)).filter(([, value]) => value !== undefined)
    expect(Object.fromEntries(told)).toEqual({ rows: 'ORGANIZATION', columns: 'MONTH', depth: '20', chart: 'HEAT_MAP', kinds: 'PARTY' })
  })

  test('takes a filter away that was saved', () => {
    const bare = withFilter(report, {})
    expect(filterOf(readDefinition(queryOf(bare, report), report))).toEqual({})
  })

  test('is left as it was where somebody typed what cannot be', () => {
    const typed = {
      source: 'MONEY',
      rows: 'ORGANIZATION,DROP TABLE,ORGANIZATION',
      columns: 'ORGANIZATION,MONTH,QUARTER,YEAR,WEEK,DAY',
      measures: 'NOTHING',
      depth: '21',
      tree: 'UPSIDE_DOWN',
      having: 'COUNT.1.x,MONEY.1.2',
      order: 'COUNT.SIDEWAYS',
      first: '0',
      organization: 'x',
      period: 'FOREVER',
      from: '2026-02-30',
    }
    const read = readDefinition(typed, blank)
    expect(read).toMatchObject({
      source: 'ACTIVITIES',
      rows: ['ORGANIZATION'],
      columns: ['MONTH', 'QUARTER', 'YEAR'],
      measures: ['COUNT'],
      organizationDepth: 1,
      tree: 'NOW',
      having: [{ measure: 'COUNT', from: 1, to: null }],
      orderBy: null,
      first: null,
      parameters: blank.parameters,
    })
  })
})

describe('what the API is sent', () => {
  test('has no order of figures and no first rows beside columns, and no chart of no rows', () => {
    const wishes = { ...blank, orderBy: { measure: 'COUNT', direction: 'DESC' } as const, first: 10, chart: 'HEAT_MAP' as const }
    expect(inputOf({ ...wishes, rows: ['TYPE'] })).toMatchObject({ first: 10, orderBy: wishes.orderBy, chart: 'BAR' })
    const wide = inputOf({ ...wishes, rows: ['TYPE'], columns: ['MONTH'] })
    expect(wide).toMatchObject({ chart: 'HEAT_MAP' })
    expect(wide).not.toHaveProperty('first')
    expect(wide).not.toHaveProperty('orderBy')
    expect(inputOf({ ...wishes, columns: ['MONTH'] }).chart).toBe('NONE')
  })

  test('has no comparison without a period, and no day of a tree as it was', () => {
    const asOf = { ...blank.parameters, asOf: '2026-03-01' }
    expect(inputOf({ ...report, parameters: { ...report.parameters, to: null } })).not.toHaveProperty('compare')
    expect(inputOf({ ...report, parameters: { ...report.parameters, to: null } }).parameters).not.toHaveProperty('period')
    expect(inputOf({ ...blank, tree: 'AS_IT_WAS', parameters: asOf }).parameters).not.toHaveProperty('asOf')
    expect(inputOf({ ...blank, parameters: asOf }).parameters.asOf).toBe('2026-03-01')
  })

  test('is the same for definitions that differ in what has no effect', () => {
    expect(isSame(report, { ...report, first: 5 })).toBe(true)
    expect(isSame(report, { ...report, emptyGroups: false })).toBe(false)
    expect(activeSettings({ ...report, first: 5 })).toBe(activeSettings(report))
    expect(activeSettings(blank)).toBe(0)
  })
})

describe('moving fields', () => {
  test('takes a dimension to its place, from wherever it stands', () => {
    const one = placed(blank, 'ORGANIZATION', 'rows', 0, 4)
    const two = placed(one, 'TYPE', 'rows', 0, 4)
    expect(two.rows).toEqual(['TYPE', 'ORGANIZATION'])
    expect(placed(two, 'TYPE', 'rows', 1, 4).rows).toEqual(['ORGANIZATION', 'TYPE'])
    expect(placed(two, 'TYPE', 'columns', 9, 4)).toMatchObject({ rows: ['ORGANIZATION'], columns: ['TYPE'] })
  })

  test('takes no fifth', () => {
    const full = { ...blank, rows: ['ORGANIZATION', 'TYPE', 'KIND'], columns: ['MONTH'] } as unknown as Definition
    expect(placed(full, 'YEAR', 'rows', 0, 4)).toBe(full)
    expect(placed(full, 'MONTH', 'rows', 0, 4).rows).toHaveLength(4)
  })

  test('puts the first of time across, once there is something at the side', () => {
    expect(usualShelf(blank, 'MONTH')).toBe('rows')
    expect(usualShelf({ ...blank, rows: ['ORGANIZATION'] }, 'MONTH')).toBe('columns')
    expect(usualShelf({ ...blank, rows: ['ORGANIZATION'], columns: ['TYPE'] }, 'MONTH')).toBe('rows')
    expect(usualShelf({ ...blank, rows: ['ORGANIZATION'] }, 'TYPE')).toBe('rows')
  })

  test('orders figures', () => {
    expect(moved(['COUNT', 'ATTENDANCES'], 'ATTENDANCES', 0)).toEqual(['ATTENDANCES', 'COUNT'])
    expect(moved(['COUNT'], 'ATTENDANCES', 9)).toEqual(['COUNT', 'ATTENDANCES'])
  })
})

test('counting something else keeps what both have', () => {
  const people = withSource({ ...report, rows: ['ORGANIZATION', 'TYPE'], columns: ['MONTH'] }, 'MEMBERS')
  expect(people).toMatchObject({ rows: ['ORGANIZATION'], columns: [], measures: ['DISTINCT_MEMBERS'], having: [], compare: null })
  expect(people.parameters).toMatchObject({ organization: report.parameters.organization, period: null })
  expect(filterOf(people)).toEqual({})
})

test('charts fit the layout only', () => {
  expect(fittingCharts({ rows: [], columns: ['MONTH'] })).toEqual([])
  expect(fittingCharts({ rows: ['MONTH'], columns: [] })).toEqual(['BAR', 'LINE', 'TREE_MAP'])
  expect(fittingCharts({ rows: ['TYPE'], columns: ['KIND'] })).toEqual(['BAR', 'STACKED', 'HEAT_MAP', 'TREE_MAP'])
  expect(fittingCharts({ rows: ['TYPE', 'KIND'], columns: ['MONTH'] })).toEqual(['BAR', 'STACKED', 'LINE', 'TREE_MAP'])
})
