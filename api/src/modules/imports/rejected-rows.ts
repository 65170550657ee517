import { stringify } from 'csv-stringify/sync'
import { type Finding } from './findings/finding.ts'
import { problemsHeader } from './mapping/import-field.ts'
import { likeFormula } from '../../platform/files/formula.ts'
import { type Table } from './mapping/table.ts'

/** A rejected row of an import. */
export interface RejectedRow {
  readonly line: number
  readonly findings: readonly Finding[]
}

/**
 * The rejected rows of a file as CSV, cell by cell as they were, with one column more that says what to mend. Mended, it can be imported
 * again: that column is passed over. A cell that a spreadsheet would take for a formula gets an apostrophe before it, which spreadsheets hide
 * and the import takes away.
 */
export function rejectedCsv({ headers, rows }: Table, rejected: readonly RejectedRow[], language: 'zh' | 'en'): string {
  const reasons = new Map(rejected.map(({ line, findings }) => [line, findings]))
  // a file that comes back a second time has the column already
  const kept = headers.flatMap((header, place) => (header === problemsHeader ? [] : [place]))
  const written = rows.flatMap(({ line, cells }) => {
    const findings = reasons.get(line)
    // surplus cells stay beyond the header, so that the row is still seen to be too wide
    return findings === undefined
      ? []
      : [[...kept.map((place) => cells[place] ?? ''), problems(findings, language), ...cells.slice(headers.length)]]
  })
  return stringify([[...kept.map((place) => headers[place]!), problemsHeader], ...written], {
    bom: true,
    record_delimiter: 'windows',
    cast: { string: harmless },
  })
}

function problems(findings: readonly Finding[], language: 'zh' | 'en'): string {
  const refusing = findings.filter(({ severity }) => severity === 'REFUSED')
  return refusing.map((finding) => (finding.column === null ? finding[language] : `${finding.column}：${finding[language]}`)).join('；')
}

function harmless(text: string): string {
  return likeFormula.test(text) ? `'${text}` : text
}
