import { type Finding, finding, type FindingFacts, type Spot, wholeRow } from '../findings/finding.ts'
import { type FindingCode } from '../findings/finding-kinds.ts'
import { lastFilled, type SheetRow } from '../table/sheet.ts'
import { withoutTextMark } from '../../../platform/files/formula.ts'
import { type ImportField } from './import-field.ts'
import { type Mapping } from './column-mapping.ts'
import { type Table } from './table.ts'

type FactsOf<Code extends FindingCode> = keyof FindingFacts<Code> extends never ? [] : [facts: FindingFacts<Code>]

/** A row of a table, read by fields. It collects what is found in it on the way. */
export class MappedRow<Field extends string = string> {
  readonly findings: Finding[] = []

  constructor(
    private readonly row: SheetRow,
    private readonly columns: Columns<Field>,
  ) {}

  get line(): number {
    return this.row.line
  }

  get refused(): boolean {
    return this.findings.some(({ severity }) => severity === 'REFUSED')
  }

  /** What the mapped cells hold together: equal for rows that say the same, whatever running number or remark stands beside it. */
  get content(): string {
    return JSON.stringify([...this.columns.places.keys()].map((field) => this.text(field)))
  }

  /** Whether a column of the file is mapped to the field. */
  has(field: Field): boolean {
    return this.columns.places.has(field)
  }

  /** What the field's cell holds, as it is written; empty where there is none. */
  written(field: Field): string {
    const place = this.columns.places.get(field)
    return place === undefined ? '' : withoutTextMark(this.row.cells[place] ?? '')
  }

  /** The same without the space around it. */
  text(field: Field): string {
    return this.written(field).trim()
  }

  /** Notes a finding at a field's cell, or, with null, of the row as a whole. */
  note<Code extends FindingCode>(code: Code, field: Field | null, ...facts: FactsOf<Code>): void {
    const spot = field === null ? wholeRow : this.spot(field)
    this.findings.push((finding as (code: FindingCode, spot: Spot, facts?: object) => Finding)(code, spot, facts[0]))
  }

  spot(field: Field): Spot {
    const place = this.columns.places.get(field)
    const written = this.written(field)
    return {
      column: place === undefined ? null : (this.columns.headers[place] ?? null),
      field: this.columns.fields.get(field) ?? null,
      value: written === '' ? null : written,
    }
  }

  /** Notes what is odd about the cells that are mapped, and cells beyond the header. */
  noteOddities(): void {
    const surplus = lastFilled(this.row.cells) - this.columns.headers.length
    if (surplus > 0) this.note('ROW_TOO_WIDE', null, { extra: surplus })
    for (const [field, place] of this.columns.places) {
      const oddity = this.row.oddities.get(place)
      if (oddity === 'FORMULA') this.note('CELL_FORMULA', field)
      if (oddity === 'MERGED') this.note('CELL_MERGED', field)
      if (oddity === 'ROUNDED') this.note('CELL_ROUNDED', field)
      if (oddity === 'ERROR' || spreadsheetError.test(this.text(field))) this.note('CELL_ERROR', field, { text: this.text(field) })
    }
  }
}

/** How spreadsheets write a failed formula, also into the text files that they export. */
const spreadsheetError = /^#(N\/A|REF!|VALUE!|NAME\?|DIV\/0!|NULL!|NUM!|SPILL!|CALC!)$/

interface Columns<Field extends string> {
  readonly headers: readonly string[]
  readonly places: ReadonlyMap<Field, number>
  readonly fields: ReadonlyMap<string, ImportField>
}

/** The rows of a table, read by the fields that its columns are mapped to. */
export function mappedRows<Field extends string>(table: Table, mapping: Mapping, fields: readonly ImportField[]): MappedRow<Field>[] {
  const columns: Columns<Field> = {
    headers: table.headers,
    places: new Map(mapping.flatMap((code, place) => (code === null ? [] : [[code as Field, place] as const]))),
    fields: new Map(fields.map((field) => [field.code, field])),
  }
  return table.rows.map((row) => {
    const mapped = new MappedRow<Field>(row, columns)
    mapped.noteOddities()
    return mapped
  })
}
