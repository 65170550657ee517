import { PassThrough, type Readable, type Writable } from 'node:stream'
import { AppError } from '../../../platform/errors/app-error.ts'
import { type SignedInContext } from '../../../platform/http/context.ts'
import { mostTableRows } from '../../counts/index.ts'
import { ranOrThrow, type ReportRequest, runReport } from '../table/report-run.ts'
import { writeCsv } from './csv-file.ts'
import { documentOf, type ReportDocument } from './report-document.ts'

interface Format {
  readonly mediaType: string
  readonly mostRows: number
  readonly write: (document: ReportDocument, out: Writable) => Promise<void>
}

/** A page that takes longer to print than to read is no page: longer tables are for XLSX and CSV. */
const mostPdfRows = 2000

/** The kinds of files that a report comes as, by their extension. What makes workbooks and pages is large, and is loaded with the first one. */
export const reportFormats: Readonly<Record<'xlsx' | 'csv' | 'pdf', Format>> = {
  xlsx: {
    mediaType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    mostRows: mostTableRows,
    write: async (document, out) => (await import('./xlsx-file.ts')).writeXlsx(document, out),
  },
  csv: { mediaType: 'text/csv; charset=utf-8', mostRows: mostTableRows, write: writeCsv },
  pdf: {
    mediaType: 'application/pdf',
    mostRows: mostPdfRows,
    write: async (document, out) => (await import('./pdf-file.ts')).writePdf(document, out),
  },
}

export type ReportFormat = keyof typeof reportFormats

export interface ReportFile {
  readonly filename: string
  readonly mediaType: string
  readonly content: Readable
}

/**
 * Runs a report in the scope of whoever asks, and makes a file of all its rows. `name`: the title of what is not kept as a report.
 * @throws AppError NOT_FOUND, FORBIDDEN, BAD_USER_INPUT
 */
export async function reportFile(
  { reader, viewer, language, say }: Pick<SignedInContext, 'reader' | 'viewer' | 'language' | 'say'>,
  request: ReportRequest & { readonly name?: string | null },
  format: ReportFormat,
  now: { readonly today: string; readonly at: Date },
): Promise<ReportFile> {
  const { mediaType, mostRows, write } = reportFormats[format]
  const report = ranOrThrow(await runReport(reader, request, language, now.today, mostRows))
  const { rows, rowCount } = report.table
  if (rows.length < rowCount && report.table.rest === null) throw new AppError('BAD_USER_INPUT', 'report.file.tooLong', { most: mostRows })
  const named = report.name === null ? { ...report, name: request.name ?? null } : report
  const document = await documentOf(named, reader, language, say, { by: viewer.displayName, at: now.at })
  const content = new PassThrough()
  // what breaks on the way breaks the download
  write(document, content).catch((error: Error) => content.destroy(error))
  return { filename: `${document.filename}.${format}`, mediaType, content }
}
