import { type SnapshotCellFiguresFragment, type SnapshotTableFragment } from '#gql'

export type Cell = SnapshotCellFiguresFragment
type Column = SnapshotTableFragment['columns'][number]
type Figure = Cell['figures'][number]

type Keys = readonly (string | null)[] | null | undefined

/** The changed cells by where they stand in the frozen table, and those for which it has no place. */
export class FrozenCells {
  private readonly byAddress: ReadonlyMap<string, Cell>
  readonly homeless: readonly Cell[]

  constructor(table: SnapshotTableFragment, cells: readonly Cell[]) {
    this.byAddress = new Map(cells.map((cell) => [addressOf(cell.row, cell.column), cell]))
    const rows = [...table.rows.map(({ keys }) => keys), ...(table.totals === null ? [] : [null])]
    const columns = table.columns.map(columnKeys)
    const places = new Set(rows.flatMap((row) => columns.map((column) => addressOf(row, column))))
    this.homeless = cells.filter(({ row, column }) => !places.has(addressOf(row, column)))
  }

  /** The changed cell under a figure of the table; undefined where the figure is the same. `row`: null for totals. */
  at(row: Keys, column: Column): { cell: Cell; figure: Figure } | undefined {
    const cell = this.byAddress.get(addressOf(row, columnKeys(column)))
    const figure = cell?.figures.find(({ measure, aspect }) => measure === column.measure && aspect === column.aspect)
    return cell === undefined || figure === undefined || figure.then === figure.now ? undefined : { cell, figure }
  }
}

/** In words: the row and the column; the total where neither says anything. */
export function nameOfCell({ row, rowLabels, column, columnLabels }: Cell, total: string): string {
  const parts = [...(row === null && column !== null ? [total] : rowLabels), ...columnLabels]
  return parts.length === 0 ? total : parts.join(' · ')
}

function columnKeys({ isTotal, keys }: Column): Keys {
  return isTotal ? null : keys
}

function addressOf(row: Keys, column: Keys): string {
  return JSON.stringify([row ?? null, column ?? null])
}
