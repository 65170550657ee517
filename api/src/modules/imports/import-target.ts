import { type ImportOutcome } from './import.enums.ts'
import { type Finding } from './findings/finding.ts'
import { type MappedRow } from './mapping/mapped-row.ts'
import { type ImportField } from './mapping/import-field.ts'
import { type Transaction } from '../../platform/database/write.ts'

/** What became of a row. */
export interface RowResult {
  readonly line: number
  /** What the row is about, for people. */
  readonly label: string
  readonly outcome: ImportOutcome
  readonly findings: readonly Finding[]
}

/** Rows that are written together, in a transaction of their own. What is written may be tried several times, or rolled back. */
export interface ImportBatch {
  write(tx: Transaction): Promise<RowResult[]>
}

/** Something that files can be imported into. */
export interface ImportTarget {
  readonly fields: readonly ImportField[]
  /** The name of the use case in the audit trail. */
  readonly action: string
  /** Reads the rows and holds them against each other, without looking at the register; batches are independent of one another. */
  batches(rows: readonly MappedRow[], today: string): readonly ImportBatch[]
}

/** The result of a row: rejected as soon as anything in it is refused. */
export function resultOf(
  row: { readonly line: number; readonly label: string },
  findings: readonly Finding[],
  outcome: ImportOutcome,
): RowResult {
  const refused = findings.some(({ severity }) => severity === 'REFUSED')
  return { line: row.line, label: row.label, outcome: refused ? 'REJECTED' : outcome, findings }
}
