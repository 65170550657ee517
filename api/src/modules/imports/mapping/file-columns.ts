import { maskNationalId, maskPhone } from '@qizhi/codes'
import { type FileColumn } from '../import-run.entity.ts'
import { type Table } from './table.ts'

/** The columns of a table as they are shown to whoever maps them. */
export function fileColumns({ headers, rows }: Table): FileColumn[] {
  return headers.map((header, index) => {
    const samples: string[] = []
    for (const { cells } of rows) {
      const cell = (cells[index] ?? '').trim()
      if (cell === '' || samples.includes(cell)) continue
      samples.push(cell)
      if (samples.length === mostSamples) break
    }
    return { index, header, samples: samples.map(shownSample) }
  })
}

const mostSamples = 3
const longestSample = 40

/** What looks like a number of a person is masked, whatever the column is called. */
function shownSample(text: string): string {
  const plain = text.normalize('NFKC')
  const masked = plain.replace(/\d{17}[\dXx]|\d{15}/g, maskNationalId).replace(/(?<!\d)1[3-9]\d{9}(?!\d)/g, maskPhone)
  const shown = masked === plain ? text : masked
  return shown.length > longestSample ? `${shown.slice(0, longestSample)}…` : shown
}
