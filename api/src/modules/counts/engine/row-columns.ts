import { type Finish } from '../../../platform/graph/finish.ts'
import { type DerivedContext } from '../../../platform/graph/graph.ts'
import { NotVerbatim } from '../../../platform/graph/verbatim.ts'
import { type Dimension } from './model.ts'

/** Rows as the database gives them: the values of each column under its number, and the objects behind shared ones. */
export type RowColumns = Readonly<Record<string, readonly unknown[]>> & { readonly length: number }

/** A column of rows. */
interface Column {
  readonly slot: string
  /** Its values are keys of objects that come once. */
  readonly isShared: boolean
  /** Its values are JSON already, where the answer is written. */
  readonly isWritten: boolean
  /** What a row shows for a key. */
  readonly shown: Dimension['shown']
  readonly finish: Finish | null
}

type Value = null | boolean | number | string | Readonly<Record<string, unknown>>

/** Puts rows together from columns. */
export class RowsOfColumns {
  constructor(private readonly columns: readonly Column[]) {}

  /** The rows as objects, what is still to be done to their values done. */
  objects(arrays: RowColumns, context: DerivedContext): Record<string, unknown>[] {
    const columns = this.columns.map((column, at) => ({ slot: column.slot, values: valuesOf(column, at, arrays, context, (value) => value) }))
    return Array.from({ length: arrays.length }, (_, at) => {
      const row: Record<string, unknown> = {}
      for (const { slot, values } of columns) row[slot] = values[at]
      return row
    })
  }

  /** The rows as a JSON array. @throws NotVerbatim for a number that is no GraphQL Int, which the executor refuses */
  text(arrays: RowColumns, context: DerivedContext): string {
    const columns = this.columns.map((column, at) => ({
      key: `${at === 0 ? '{' : ','}"${column.slot}":`,
      values: valuesOf(column, at, arrays, context, column.isWritten ? asWritten : jsonOf),
    }))
    let rows = ''
    for (let at = 0; at < arrays.length; at += 1) {
      rows += at === 0 ? '' : ','
      for (const { key, values } of columns) rows += key + values[at]!
      rows += '}'
    }
    return `[${rows}]`
  }
}

/** The values of a column, each as `made`; of what rows share each object is made once. */
function valuesOf<Made>(column: Column, at: number, arrays: RowColumns, context: DerivedContext, made: (value: Value) => Made): Made[] {
  const { isShared, shown, finish } = column
  const values = arrays[at] as readonly Value[]
  const complete = (value: Value): Value => {
    if (finish !== null && value !== null) finish(value as Record<string, unknown>, context)
    return value
  }
  if (!isShared && shown === undefined) return values.map((value) => made(complete(value)))
  const objects = isShared ? (arrays[`shared${at}`] as unknown as Record<string, Value> | null) : null
  const known = new Map<Value, Made>()
  return values.map((key) => {
    let found = known.get(key)
    if (found === undefined) {
      const shows = () => (isShared ? complete(objects?.[key as string] ?? null) : (shown!(String(key as string), context.language) as Value))
      found = made(key === null ? null : shows())
      known.set(key, found)
    }
    return found
  })
}

function jsonOf(value: Value): string {
  if (typeof value !== 'number') return JSON.stringify(value)
  if (value !== (value | 0)) throw new NotVerbatim({ everyTime: false })
  return `${value}`
}

function asWritten(value: Value): string {
  return (value as string | null) ?? 'null'
}
