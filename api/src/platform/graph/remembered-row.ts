import { LRUCache } from 'lru-cache'
import { type Graph } from './graph.ts'
import { isConstant, type SelectedField } from './selection.ts'
import { type Progress, type Statement } from './statement.ts'

interface Remembered {
  readonly graph: Graph
  readonly row: unknown
  readonly progress: Progress
}

/** By selection and by who reads; a selection lives as long as its document. */
const rows = new WeakMap<readonly SelectedField[], LRUCache<string, Remembered>>()

/** The row that a whole statement begins with, its first alias given out: made once for all of one scope; any other row is made anew. */
export function rememberedRow<Row>(graph: Graph, fields: readonly SelectedField[], q: Statement, make: () => Row): Row {
  const { key } = q
  if (key === undefined || !q.justBegun || !isConstant(fields)) return make()
  const known = rows.get(fields) ?? new LRUCache<string, Remembered>({ max: 20 })
  rows.set(fields, known)
  const found = known.get(key)
  if (found?.graph === graph) {
    q.goOnFrom(found.progress)
    // the key says whether the answer is written, on which the form of a row depends
    return found.row as Row
  }
  const row = make()
  // what is this viewer's own has no key
  if (q.key !== undefined) known.set(key, { graph, row, progress: q.progress() })
  return row
}
