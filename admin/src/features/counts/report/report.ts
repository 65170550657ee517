import { type ActivityCountOrder, type ActivityDimension, type ActivityStatus, type OrganizationKind } from '#gql'
import { type PeriodName } from '#ui/format/period.ts'

export const dimensions = ['ORGANIZATION', 'TYPE', 'KIND', 'MONTH', 'QUARTER', 'YEAR'] as const satisfies readonly ActivityDimension[]
/** The API takes no more at once. */
export const mostDimensions = 4

export const measures = ['count', 'attendances', 'attendanceRate', 'distinctMembers'] as const
export type Measure = (typeof measures)[number]

export const orders = ['DIMENSIONS', 'COUNT_DESC', 'COUNT_ASC', 'ATTENDANCES_DESC'] as const satisfies readonly ActivityCountOrder[]

/** How far down the tree organisations are told apart; `each` is every organisation that holds activities by itself. */
export const depths = ['1', '2', '3', 'each'] as const
export type Depth = (typeof depths)[number]

/** The deepest that the API gathers at: deeper than any tree. */
const deepest = 20

export const charts = ['bar', 'stacked', 'line', 'heat'] as const
export type ChartKind = (typeof charts)[number]

/** What is counted, by what, and over which activities. */
export interface Report {
  readonly by: readonly ActivityDimension[]
  readonly measures: readonly Measure[]
  readonly depth: Depth
  readonly period: PeriodName | 'all' | 'custom'
  readonly from: string | undefined
  readonly to: string | undefined
  readonly kinds: readonly OrganizationKind[]
  readonly types: readonly string[]
  readonly statuses: readonly ActivityStatus[]
  readonly order: ActivityCountOrder
}

export function depthNumber(depth: Depth): number {
  return depth === 'each' ? deepest : Number(depth)
}

const times: readonly ActivityDimension[] = ['MONTH', 'QUARTER', 'YEAR']
export const isTime = (dimension: ActivityDimension): boolean => times.includes(dimension)

/** Which dimensions go down the side of the table and which one goes across: time, where there is one, else the last. */
export function sidesOf(by: readonly ActivityDimension[]): {
  readonly down: readonly ActivityDimension[]
  readonly across: ActivityDimension | undefined
} {
  if (by.length < 2) return { down: by, across: undefined }
  const across = by.findLast(isTime) ?? by.at(-1)
  return { down: by.filter((dimension) => dimension !== across), across }
}
