import { describe, expect, test } from '@jest/globals'
import { graphqlText } from './graphql-text.ts'
import { ordered } from './ordered-field.ts'

describe('chosen dimensions in the address', () => {
  const field = ordered(['ORGANIZATION', 'TYPE', 'MONTH', 'KIND', 'YEAR'], ['ORGANIZATION', 'MONTH'], 4)

  test('keep their order', () => {
    expect(field.read('MONTH,TYPE')).toEqual(['MONTH', 'TYPE'])
    expect(field.write(['MONTH', 'TYPE'])).toBe('MONTH,TYPE')
  })

  test('are absent at rest, and a dash where there is none', () => {
    expect(field.read(undefined)).toEqual(['ORGANIZATION', 'MONTH'])
    expect(field.write(['ORGANIZATION', 'MONTH'])).toBeUndefined()
    expect(field.read(field.write([]))).toEqual([])
  })

  test('unknown ones, repeated ones and too many of them are left out', () => {
    expect(field.read('MONTH,DROP TABLE,MONTH,TYPE')).toEqual(['MONTH', 'TYPE'])
    expect(field.read('ORGANIZATION,TYPE,MONTH,KIND,YEAR')).toHaveLength(4)
  })
})

test('a report can be sent to the API as it is', () => {
  const text = graphqlText(
    {
      filter: { organization: 'x"y', from: '2026-01-01', kinds: ['PARTY', 'UNION'], types: ['THEME_DAY'], statuses: null },
      by: ['ORGANIZATION', 'MONTH'],
      depth: 2,
      asOf: '2026-06-30',
      order: 'COUNT_DESC',
    },
    ['count', 'attendanceRate'],
  )
  expect(text).toBe(`{
  activityCounts(
    filter: { organization: "x\\"y", from: "2026-01-01", kinds: [PARTY, UNION], types: ["THEME_DAY"] }
    by: [ORGANIZATION, MONTH]
    organizationDepth: 2
    asOf: "2026-06-30"
    orderBy: COUNT_DESC
  ) {
    rowCount
    totals { count attendanceRate }
    rows {
      organization { id name }
      month
      count attendanceRate
    }
  }
}
`)
})
