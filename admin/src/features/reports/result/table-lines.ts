import { type TableFragment, type TableRowFragment } from '#gql'
import { sources } from '../definition/sources.ts'
import { type Settled } from '../builder/use-builder.ts'

/** A line of the table, and which of its labels the line above says already. */
export interface Line {
  readonly kind: 'row' | 'rest' | 'total'
  readonly row: TableRowFragment
  readonly repeats: readonly boolean[]
}

/** The lines of a table from the top, the totals last. */
export function bodyLines({ rows }: Pick<TableFragment, 'rows'>): Line[] {
  return rows.map((row, at) => {
    const before = rows[at - 1]
    return {
      kind: 'row',
      row,
      repeats: row.keys.map(
        (_, index) => before !== undefined && row.keys.slice(0, index + 1).every((key, depth) => before.keys[depth] === key),
      ),
    }
  })
}

export function footLines({ rest, totals }: Pick<TableFragment, 'rest' | 'totals'>): Line[] {
  return [
    ...(rest ? [{ kind: 'rest', row: rest, repeats: [] } as const] : []),
    ...(totals ? [{ kind: 'total', row: totals, repeats: [] } as const] : []),
  ]
}

/** Whether there are rows behind a figure, and the viewer may see them. Who counts persons without seeing them gets figures only. */
export function isOpenable({ table, definition }: Settled, line: Line, at: number, seesPersons: boolean): boolean {
  const { aspect, measure } = table.columns[at]!
  const value = line.row.values[at] ?? null
  if (line.kind === 'rest' || (aspect !== 'FIGURE' && aspect !== 'SHARE')) return false
  if (sources[definition.source].persons && !seesPersons) return false
  return value !== null && (value !== 0 || measure === 'ATTENDANCE_RATE')
}

/** What a figure is of, in words. */
export function nameOf({ table }: Pick<Settled, 'table'>, line: Pick<Line, 'kind' | 'row'>, at: number): string {
  const column = table.columns[at]!
  return [...(line.kind === 'row' ? line.row.labels : []), ...(column.isTotal ? [] : column.labels)].join(' · ')
}
