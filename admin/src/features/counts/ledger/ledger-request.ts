import { type ActivityCountsQueryVariables, type ActivityDimension, type ActivityFilter, type CountRowFragment } from '#gql'
import { earlierOf, endOfMonth, endOfQuarter, laterOf } from '#ui/format/day-arithmetic.ts'
import { depthNumber, type Depth } from '../report/report.ts'
import { startOfTime } from '../report/pivot.ts'

/** A value of each dimension that a figure belongs to: `ORGANIZATION.<id>~MONTH.2026-03` in the address. */
export type Cell = readonly { readonly dimension: ActivityDimension; readonly key: string }[]

const separator = '~'

export function cellText(cell: Cell): string {
  // the grand total belongs to no value at all
  return cell.length === 0 ? 'ALL' : cell.map(({ dimension, key }) => `${dimension}.${key}`).join(separator)
}

/** Reads a cell out of an address; undefined where it is none of this report. */
export function readCell(text: string | undefined, by: readonly ActivityDimension[]): Cell | undefined {
  if (text === undefined) return undefined
  if (text === 'ALL') return []
  const cell = text.split(separator).flatMap((part) => {
    const dimension = by.find((each) => part.startsWith(`${each}.`))
    return dimension ? [{ dimension, key: part.slice(dimension.length + 1) }] : []
  })
  return cell.length === text.split(separator).length ? cell : undefined
}

export type LedgerRequest = Pick<ActivityCountsQueryVariables, 'filter' | 'by' | 'depth'>

/**
 * Asks for one figure's own rows: the report's filter, narrowed to the values of the cell. An organisation at the report's depth stands
 * for its whole subtree; one above it, only for what it held itself, and then it is the first of the groups below it.
 */
export function ledgerRequest(filter: ActivityFilter, cell: Cell, depth: Depth, rows: readonly CountRowFragment[]): LedgerRequest {
  const narrowed: { -readonly [Key in keyof ActivityFilter]: ActivityFilter[Key] } = { ...filter }
  const request: { by: ActivityDimension[]; depth: number } = { by: [], depth: 1 }
  for (const { dimension, key } of cell) {
    switch (dimension) {
      case 'KIND':
        narrowed.kinds = [key as NonNullable<ActivityFilter['kinds']>[number]]
        break
      case 'TYPE':
        narrowed.types = [key]
        break
      case 'ORGANIZATION': {
        const organization = rows.find((row) => row.organization?.id === key)?.organization
        const below = organization ? depthBelow(organization, filter.organization ?? undefined) : depthNumber(depth)
        request.by = ['ORGANIZATION']
        request.depth = below < depthNumber(depth) ? 1 : 0
        narrowed.organization = key
        break
      }
      default: {
        const { from, to } = daysOf(dimension, key)
        narrowed.from = laterOf(narrowed.from ?? undefined, from) ?? null
        narrowed.to = earlierOf(narrowed.to ?? undefined, to) ?? null
      }
    }
  }
  return { filter: narrowed, ...request }
}

/** How many levels an organisation stands below where the report starts: the organisation that it is about, or the highest visible one. */
function depthBelow(organization: NonNullable<CountRowFragment['organization']>, start: string | undefined): number {
  const way = organization.ancestors.map((ancestor) => ancestor.id)
  if (start === undefined) return way.length
  return organization.id === start ? 0 : way.length - way.indexOf(start)
}

/** The days of a month, a quarter or a year as the API writes them. */
function daysOf(dimension: ActivityDimension, key: string): { from: string; to: string } {
  const from = startOfTime(key) ?? key
  if (dimension === 'MONTH') return { from, to: endOfMonth(from) }
  return { from, to: dimension === 'QUARTER' ? endOfQuarter(from) : `${key}-12-31` }
}
