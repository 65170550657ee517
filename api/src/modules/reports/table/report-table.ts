import { type BothLanguages, countModels, type CountKey, type CountTable, type CountTableRow } from '../../counts/index.ts'
import { type Language } from '../../../platform/i18n/language.ts'
import { type ReportAspect, type ReportUnit } from '../report.enums.ts'
import { type ReportDefinition } from '../definition/report-definition.type.ts'
import { dimensionTitle, measureTitle } from '../definition/report-names.ts'
import { aspectTitles, inLanguage, restTitle, totalTitle } from './table-words.ts'
import { type HeaderCell, headerRowsOf } from './table-header.ts'

/** A figure that every row has: of one group of column values, or of all of them. */
export interface ReportColumn {
  readonly keys: readonly (string | null)[]
  readonly labels: readonly string[]
  readonly measure: string
  readonly aspect: ReportAspect
  readonly unit: ReportUnit
  readonly isTotal: boolean
}

export interface ReportRow {
  readonly keys: readonly (string | null)[]
  readonly labels: readonly string[]
  /** By the place of the column. */
  readonly values: readonly (number | null)[]
  readonly suppressed: readonly boolean[]
}

/** A count laid out: what screens, files and snapshots show alike. */
export interface ReportTable {
  readonly rowHeadings: readonly { readonly dimension: string; readonly title: string }[]
  readonly columnHeadings: readonly { readonly dimension: string; readonly title: string }[]
  readonly columns: readonly ReportColumn[]
  /** The cells over the columns, from the top; a cell spans columns and header rows. */
  readonly headerRows: readonly { readonly cells: readonly HeaderCell[] }[]
  readonly rows: readonly ReportRow[]
  readonly totals: ReportRow | null
  readonly rest: ReportRow | null
  readonly rowCount: number
  readonly suppressed: boolean
}

/** The groups that a layout needs besides those of all its dimensions. */
export function subtotalsOf({ rows, columns }: ReportDefinition): readonly (readonly string[])[] {
  return [[], rows, columns]
}

/** Lays a count out. `most`: at most so many rows. */
export function tableOf(definition: ReportDefinition, count: CountTable, language: Language, most: number): ReportTable {
  const { source, rows, columns } = definition
  const layout = new Layout(definition, count, language)
  const leaves = layout.leaves()
  const byRow = columns.length > 0 ? count.subtotals[1]! : count.rows
  const shown = byRow.slice(0, most)
  const table: ReportTable = {
    rowHeadings: rows.map((dimension) => ({ dimension, title: dimensionTitle(dimension)[inLanguage(language)] })),
    columnHeadings: columns.map((dimension) => ({ dimension, title: dimensionTitle(dimension)[inLanguage(language)] })),
    columns: leaves,
    headerRows: headerRowsOf(
      leaves.map(({ keys, labels, measure, aspect, isTotal }) => ({
        path: labels.map((title, at) => ({ key: isTotal ? 'TOTAL' : `KEY ${told(keys[at] ?? null)}`, title })),
        isTotal,
        measure: { key: measure, title: measureTitle(source, measure)[inLanguage(language)] },
        aspect: { key: aspect, title: aspectTitles[aspect][inLanguage(language)] },
      })),
      columns.length,
      layout.aspects.some(({ length }) => length > 1),
    ),
    rows: shown.map((row) => layout.row(row, leaves)),
    totals: definition.showTotals && rows.length > 0 ? layout.totals(leaves) : null,
    rest: layout.rest(leaves),
    rowCount: columns.length > 0 ? byRow.length : count.rowCount,
    suppressed: false,
  }
  const all = [...table.rows, ...(table.totals === null ? [] : [table.totals]), ...(table.rest === null ? [] : [table.rest])]
  return { ...table, suppressed: all.some(({ suppressed }) => suppressed.includes(true)) }
}

class Layout {
  readonly aspects: readonly (readonly ReportAspect[])[]
  private readonly cells = new Map<string, CountTableRow>()
  private readonly whole: CountTableRow

  constructor(
    private readonly definition: ReportDefinition,
    private readonly count: CountTable,
    private readonly language: Language,
  ) {
    const { measures, compare, showShares } = definition
    this.aspects = measures.map((name) => [
      'FIGURE',
      ...(showShares && this.isShared(name) ? (['SHARE'] as const) : []),
      ...(compare == null ? [] : (['BEFORE', 'DIFFERENCE', 'PERCENT'] as const)),
    ])
    // without dimensions, the one row of a count is the whole
    const dimensions = [...definition.rows, ...definition.columns]
    for (const row of count.rows) this.cells.set(keyOf(row, dimensions), row)
    this.whole = count.subtotals[0]![0] ?? { key: {}, label: {}, values: count.totals, suppressed: false }
  }

  leaves(): ReportColumn[] {
    const { columns, showTotals } = this.definition
    const groups = columns.length === 0 ? [this.whole] : this.count.subtotals[2]!
    const leaves = groups.flatMap((group) => this.leavesOf(this.keys(group, columns), this.labels(group, columns), false))
    return columns.length === 0 || !showTotals ? leaves : [...leaves, ...this.leavesOf([], [inWords(totalTitle, this.language)], true)]
  }

  row(row: CountTableRow, leaves: readonly ReportColumn[]): ReportRow {
    const { rows, columns } = this.definition
    const prefix = keyOf(row, rows)
    return this.rowOf(this.keys(row, rows), this.labels(row, rows), leaves, ({ keys, isTotal }) =>
      isTotal || columns.length === 0 ? row : this.cells.get(joined([prefix, ...keys.map(told)])),
    )
  }

  totals(leaves: readonly ReportColumn[]): ReportRow {
    const { columns } = this.definition
    const groups = new Map((this.count.subtotals[2] ?? []).map((group) => [keyOf(group, columns), group]))
    return this.rowOf([], [inWords(totalTitle, this.language)], leaves, ({ keys, isTotal }) =>
      isTotal || columns.length === 0 ? this.whole : groups.get(joined(keys.map(told))),
    )
  }

  rest(leaves: readonly ReportColumn[]): ReportRow | null {
    const { rest } = this.count
    if (rest === null) return null
    return this.rowOf([], [inWords(restTitle, this.language)], leaves, () => ({ key: {}, label: {}, values: rest, suppressed: true }))
  }

  private rowOf(
    keys: (string | null)[],
    labels: string[],
    leaves: readonly ReportColumn[],
    groupOf: (leaf: ReportColumn) => CountTableRow | undefined,
  ): ReportRow {
    const values = leaves.map((leaf) => this.value(leaf, groupOf(leaf)))
    const suppressed = leaves.map((leaf, at) => {
      const group = groupOf(leaf)
      return (
        group !== undefined &&
        group.suppressed &&
        values[at] === null &&
        this.model.measures[leaf.measure]!.aboutPersons &&
        group.values[leaf.measure] === null
      )
    })
    return { keys, labels, values, suppressed }
  }

  private value({ measure, aspect }: ReportColumn, group: CountTableRow | undefined): number | null {
    const now = this.figure(measure, group, group?.values)
    if (aspect === 'FIGURE') return now
    if (aspect === 'SHARE') return tenThousandths(now, this.whole.values[measure] ?? null)
    const before = group !== undefined && group.before === undefined ? null : this.figure(measure, group, group?.before)
    if (aspect === 'BEFORE') return before
    const difference = now === null || before === null ? null : now - before
    return aspect === 'DIFFERENCE' ? difference : tenThousandths(difference, before)
  }

  /** A group that has no facts counts nothing, unless it is only not shown. */
  private figure(measure: string, group: CountTableRow | undefined, values: Record<string, number | null> | undefined): number | null {
    if (group !== undefined) return values?.[measure] ?? null
    return this.definition.having.length > 0 || this.model.measures[measure]!.kind === 'ratio' ? null : 0
  }

  private leavesOf(keys: (string | null)[], labels: string[], isTotal: boolean): ReportColumn[] {
    return this.definition.measures.flatMap((measure, at) =>
      this.aspects[at]!.map((aspect): ReportColumn => ({ keys, labels, measure, aspect, unit: this.unitOf(measure, aspect), isTotal })),
    )
  }

  private unitOf(measure: string, aspect: ReportAspect): ReportUnit {
    return aspect === 'SHARE' || aspect === 'PERCENT' || this.model.measures[measure]!.kind === 'ratio' ? 'TEN_THOUSANDTHS' : 'NUMBER'
  }

  private isShared(name: string): boolean {
    const measure = this.model.measures[name]!
    return measure.kind === 'sum' && measure.shared === true
  }

  private get model() {
    return countModels[this.definition.source]
  }

  private keys({ key }: CountTableRow, names: readonly string[]): (string | null)[] {
    return names.map((name) => (key[name] == null ? null : String(key[name])))
  }

  private labels({ label }: CountTableRow, names: readonly string[]): string[] {
    return names.map((name) => inWords(label[name]!, this.language))
  }
}

/** How much a part is of a whole, in ten-thousandths rounded half up; null where there is no whole. */
function tenThousandths(part: number | null, whole: number | null): number | null {
  return part === null || whole === null || whole <= 0 ? null : Math.floor((part * 20_000 + whole) / (whole * 2))
}

function keyOf({ key }: CountTableRow, names: readonly string[]): string {
  return joined(names.map((name) => told(key[name] ?? null)))
}

/** No key holds this sign. */
function joined(parts: readonly string[]): string {
  return parts.filter((part) => part !== '').join('\u001f')
}

function told(key: CountKey): string {
  return key === null ? '\u0000' : String(key)
}

/** A text in a language. */
export function inWords(words: BothLanguages, language: Language): string {
  return words[inLanguage(language)]
}
