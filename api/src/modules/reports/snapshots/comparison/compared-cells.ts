import { type Language } from '../../../../platform/i18n/language.ts'
import { type BothLanguages, countModels, type CountKey, type CountTableRow } from '../../../counts/index.ts'
import { type ReportDefinition } from '../../definition/report-definition.type.ts'
import { measureTitle } from '../../definition/report-names.ts'
import { inWords } from '../../table/report-table.ts'
import { type SnapshotResult } from '../snapshot-document.ts'

/** Where a cell stands: the values of the row and of the column dimensions; null in the row or column of totals. */
export interface CellAddress {
  readonly row: readonly (string | null)[] | null
  readonly column: readonly (string | null)[] | null
}

export interface ComparedFigure {
  readonly measure: string
  readonly title: string
  /** The figure itself, or that of the earlier period which the report holds it against. */
  readonly aspect: 'FIGURE' | 'BEFORE'
  readonly then: number | null
  readonly now: number | null
  readonly difference: number | null
}

export interface ComparedCell extends CellAddress {
  readonly rowLabels: readonly string[]
  readonly columnLabels: readonly string[]
  readonly figures: readonly ComparedFigure[]
  /** Whether any figure is another. */
  readonly changed: boolean
}

/** Every cell of a table, then and now, in the order of the table; cells that only one of them has come with what nothing counts there. */
export function comparedCells(definition: ReportDefinition, then: SnapshotResult, now: SnapshotResult, language: Language): ComparedCell[] {
  return levelsOf(definition).flatMap(({ by, rows, columns, of }) => {
    const [before, after] = [then, now].map((result) => new Map(of(result).map((group) => [textOf(group, by), group])))
    const keys = new Set([...before!.keys(), ...after!.keys()])
    return [...keys].map((key): ComparedCell => {
      const [was, is] = [before!.get(key), after!.get(key)]
      const group = (was ?? is)!
      const figures = figuresOf(definition, was, is, language)
      return {
        row: rows === null ? null : keysOf(group, rows),
        column: columns === null ? null : keysOf(group, columns),
        rowLabels: labelsOf(group, rows, language),
        columnLabels: labelsOf(group, columns, language),
        figures,
        changed: figures.some((figure) => figure.then !== figure.now),
      }
    })
  })
}

/** The words of the values of each dimension, by value. */
export function wordsOf(definition: ReportDefinition, results: readonly SnapshotResult[]): ReadonlyMap<string, BothLanguages> {
  const words = new Map<string, BothLanguages>()
  for (const { table, groups } of results)
    for (const { key, label } of groups ?? table.rows)
      for (const [at, name] of [...definition.rows, ...definition.columns].entries())
        words.set(wordKey(at, key[name] ?? null), label[name]!)
  return words
}

/** Names a value of the dimension at a place. */
export function wordKey(at: number, key: CountKey): string {
  return `${at} ${key === null ? '' : `=${key}`}`
}

export function isAt(cell: CellAddress, address: CellAddress): boolean {
  return JSON.stringify([cell.row, cell.column]) === JSON.stringify([address.row, address.column])
}

interface Level {
  /** The dimensions that tell its groups apart. */
  readonly by: readonly string[]
  readonly rows: readonly string[] | null
  readonly columns: readonly string[] | null
  readonly of: (result: SnapshotResult) => readonly CountTableRow[]
}

/** The cells proper, and the totals that the layout shows. */
function levelsOf({ rows, columns, showTotals }: ReportDefinition): Level[] {
  const levels: Level[] = [{ by: [...rows, ...columns], rows, columns, of: ({ table, groups }) => groups ?? table.rows }]
  if (!showTotals) return levels
  if (columns.length > 0 && rows.length > 0) {
    levels.push({ by: rows, rows, columns: null, of: ({ table }) => table.subtotals[1]! })
    levels.push({ by: columns, rows: null, columns, of: ({ table }) => table.subtotals[2]! })
  }
  if (rows.length + columns.length > 0)
    levels.push({
      by: [],
      rows: rows.length > 0 ? null : [],
      columns: columns.length > 0 ? null : [],
      of: ({ table }) => table.subtotals[0]!,
    })
  return levels
}

function figuresOf(
  definition: ReportDefinition,
  was: CountTableRow | undefined,
  is: CountTableRow | undefined,
  language: Language,
): ComparedFigure[] {
  const aspects = definition.compare == null ? (['FIGURE'] as const) : (['FIGURE', 'BEFORE'] as const)
  return definition.measures.flatMap((measure) =>
    aspects.map((aspect): ComparedFigure => {
      const [then, now] = [was, is].map((group) => figure(definition, measure, group, aspect)) as [number | null, number | null]
      return {
        measure,
        title: inWords(measureTitle(definition.source, measure), language),
        aspect,
        then,
        now,
        difference: then === null || now === null ? null : now - then,
      }
    }),
  )
}

/** A group that has no facts counts nothing, unless it is only not shown. */
function figure(
  { source, having }: ReportDefinition,
  measure: string,
  group: CountTableRow | undefined,
  aspect: ComparedFigure['aspect'],
): number | null {
  if (group !== undefined) return (aspect === 'FIGURE' ? group.values : group.before)?.[measure] ?? null
  return having.length > 0 || countModels[source].measures[measure]!.kind === 'ratio' ? null : 0
}

function keysOf({ key }: CountTableRow, names: readonly string[]): (string | null)[] {
  return names.map((name) => (key[name] == null ? null : String(key[name])))
}

function textOf(group: CountTableRow, names: readonly string[]): string {
  return JSON.stringify(keysOf(group, names))
}

function labelsOf({ label }: CountTableRow, names: readonly string[] | null, language: Language): string[] {
  return (names ?? []).map((name) => inWords(label[name]!, language))
}
