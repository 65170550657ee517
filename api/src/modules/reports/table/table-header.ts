/** One cell over the columns: where it begins, how many columns and header rows it spans. */
export interface HeaderCell {
  readonly title: string
  /** The place of its first column. */
  readonly column: number
  readonly columns: number
  readonly rows: number
}

/** What stands over one column at one level: neighbours of the same key are one cell. */
interface Word {
  readonly key: string
  readonly title: string
}

/** What stands over one column, from the top. */
export interface HeaderPath {
  /** The values of the column dimensions, or the one word of a total. */
  readonly path: readonly Word[]
  readonly isTotal: boolean
  readonly measure: Word
  readonly aspect: Word
}

/**
 * The header of a table as rows of cells. The measures have a row of their own unless there is only one over dimensions; so have the aspects
 * where some measure has several.
 */
export function headerRowsOf(paths: readonly HeaderPath[], dimensions: number, hasAspects: boolean): { cells: HeaderCell[] }[] {
  const namesMeasures = dimensions === 0 || hasAspects || new Set(paths.map(({ measure }) => measure.key)).size > 1
  const depth = dimensions + (namesMeasures ? 1 : 0) + (hasAspects ? 1 : 0)
  const words = paths.map(({ path, isTotal, measure, aspect }): Words => [
    ...(isTotal ? [path[0]!, ...Array.from({ length: dimensions - 1 }, () => null)] : path),
    ...(namesMeasures ? [measure] : []),
    ...(hasAspects ? [aspect] : []),
  ])
  return Array.from({ length: depth }, (_, level) => ({ cells: cellsOf(words, level) }))
}

/** Null where the cell above reaches down. */
type Words = readonly (Word | null)[]

function cellsOf(words: readonly Words[], level: number): HeaderCell[] {
  const cells: { title: string; column: number; columns: number; rows: number }[] = []
  for (const [column, own] of words.entries()) {
    const word = own[level]
    if (word == null) continue
    const before = column === 0 ? undefined : words[column - 1]
    const continues = before !== undefined && own.slice(0, level + 1).every((each, at) => each?.key === before[at]?.key)
    if (continues) cells.at(-1)!.columns += 1
    else cells.push({ title: word.title, column, columns: 1, rows: reach(own, level) })
  }
  return cells
}

function reach(own: Words, level: number): number {
  let rows = 1
  while (own[level + rows] === null) rows += 1
  return rows
}
