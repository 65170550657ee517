import { type ActivityDimension, type CountRowFragment } from '#gql'
import { addMonths } from '#ui/format/day-arithmetic.ts'
import { type Measure } from './report.ts'

export type Figures = Readonly<Record<Measure, number | null>>

/** One value of one dimension: an organisation, a type, a month. */
export interface Value {
  readonly dimension: ActivityDimension
  /** What tells it from others: an id, a code, `2026-03`. */
  readonly key: string
  readonly label: string
}

/** Which group a figure is of: its values, and nothing for a total. */
export type Group = readonly Value[]

export interface PivotRow {
  readonly key: string
  readonly values: Group
  /** A figure a column, in the order of the columns; null where nothing was held. */
  readonly cells: readonly (Figures | null)[]
  readonly total: Figures
}

/** A table with dimensions down the side and, where there are two or more, one across. */
export interface Pivot {
  readonly down: readonly ActivityDimension[]
  readonly across: ActivityDimension | undefined
  readonly columns: readonly Value[]
  readonly columnTotals: readonly (Figures | null)[]
  readonly rows: readonly PivotRow[]
  readonly totals: Figures
}

export interface PivotInput {
  readonly down: readonly ActivityDimension[]
  readonly across: ActivityDimension | undefined
  readonly rows: readonly CountRowFragment[]
  /** The same, counted by what goes down the side, and by what goes across: a rate or a number of persons is no sum. */
  readonly rowTotals: readonly CountRowFragment[]
  readonly columnTotals: readonly CountRowFragment[]
  readonly totals: Partial<Figures>
  /** What is shown for a value that has no name of its own: a kind, a quarter. */
  readonly labelOf: (dimension: ActivityDimension, row: CountRowFragment) => string
  /** The times between these are all shown, also those in which nothing was held. */
  readonly period: { readonly from: string | undefined; readonly to: string | undefined }
}

/** Lays the counted rows out as a table. */
export function pivoted(input: PivotInput): Pivot {
  const { down, across, labelOf } = input
  const valueOf = (dimension: ActivityDimension, row: CountRowFragment): Value => ({
    dimension,
    key: keyOf(dimension, row),
    label: labelOf(dimension, row),
  })
  const keysOf = (row: CountRowFragment, of: readonly ActivityDimension[]) => of.map((dimension) => keyOf(dimension, row)).join('~')
  const totals = figuresOf(input.totals)

  if (across === undefined) {
    const rows = input.rows.map((row) => ({
      key: keysOf(row, down),
      values: down.map((dimension) => valueOf(dimension, row)),
      cells: [],
      total: figuresOf(row),
    }))
    return { down, across, columns: [], columnTotals: [], rows, totals }
  }

  const columns = completed(
    across,
    input.columnTotals.map((row) => valueOf(across, row)),
    input.period,
  )
  const cells = new Map(input.rows.map((row) => [`${keysOf(row, down)}~${keyOf(across, row)}`, figuresOf(row)]))
  const sums = new Map(input.columnTotals.map((row) => [keyOf(across, row), figuresOf(row)]))
  const rows = input.rowTotals.map((row) => {
    const key = keysOf(row, down)
    return {
      key,
      values: down.map((dimension) => valueOf(dimension, row)),
      cells: columns.map((column) => cells.get(`${key}~${column.key}`) ?? null),
      total: figuresOf(row),
    }
  })
  return { down, across, columns, columnTotals: columns.map((column) => sums.get(column.key) ?? null), rows, totals }
}

/** What tells a row's value of a dimension from others. */
export function keyOf(dimension: ActivityDimension, row: CountRowFragment): string {
  switch (dimension) {
    case 'ORGANIZATION':
      return row.organization?.id ?? ''
    case 'TYPE':
      return row.type?.code ?? ''
    case 'KIND':
      return row.kind ?? ''
    case 'MONTH':
      return row.month ?? ''
    case 'QUARTER':
      return row.quarter ?? ''
    case 'YEAR':
      return String(row.year ?? '')
    default:
      // the page offers no others
      return ''
  }
}

function figuresOf(row: Partial<Figures>): Figures {
  return {
    count: row.count ?? null,
    attendances: row.attendances ?? null,
    attendanceRate: row.attendanceRate ?? null,
    distinctMembers: row.distinctMembers ?? null,
  }
}

/** So many months, a century, is more than anybody looks at: then only those are shown that have figures. */
const mostTimes = 120

/** The times of a period without gaps: a month in which nothing was held is a finding, too. */
function completed(dimension: ActivityDimension, found: readonly Value[], { from, to }: PivotInput['period']): readonly Value[] {
  const step = { MONTH: 1, QUARTER: 3, YEAR: 12 }[dimension as string]
  const first = from ?? startOfTime(found[0]?.key)
  const last = to ?? startOfTime(found.at(-1)?.key)
  if (step === undefined || first === undefined || last === undefined) return found
  const labels = new Map(found.map((value) => [value.key, value]))
  const times: Value[] = []
  for (let day = first; timeKey(dimension, day) <= timeKey(dimension, last) && times.length <= mostTimes; day = addMonths(day, step)) {
    const key = timeKey(dimension, day)
    times.push(labels.get(key) ?? { dimension, key, label: key })
  }
  return times.length > mostTimes ? found : times
}

/** How the API writes the month, quarter or year of a day. */
export function timeKey(dimension: ActivityDimension, day: string): string {
  if (dimension === 'MONTH') return day.slice(0, 7)
  return dimension === 'QUARTER' ? `${day.slice(0, 4)}-Q${Math.ceil(Number(day.slice(5, 7)) / 3)}` : day.slice(0, 4)
}

/** The first day of a month, quarter or year as the API writes them. */
export function startOfTime(key: string | undefined): string | undefined {
  if (!key) return undefined
  const quarter = /^(\d{4})-Q([1-4])$/.exec(key)
  if (quarter) return `${quarter[1]}-${String(Number(quarter[2]) * 3 - 2).padStart(2, '0')}-01`
  return key.length === 4 ? `${key}-01-01` : `${key}-01`
}
