import { PassThrough, Readable } from 'node:stream'
import { AppError } from '../../../platform/errors/app-error.ts'
import { type SigningKey } from '../../../platform/crypto/signing-key.ts'
import { type SignedInContext } from '../../../platform/http/context.ts'
import { documentOf, minuteText, type ReportDocument, safeFilename } from '../files/report-document.ts'
import { type ReportFile, type ReportFormat, reportFormats } from '../files/report-files.ts'
import { tableOf } from '../table/report-table.ts'
import { type SnapshotFile, type SnapshotHeader } from './snapshot-document.ts'
import { type FoundSnapshot } from './snapshot-proof.ts'
import { snapshotGraph } from './snapshot.graph.ts'

/** What a snapshot can be downloaded as: the files of a report, or JSON that proves itself. */
export type SnapshotFormat = ReportFormat | 'json'

type Asking = Pick<SignedInContext, 'reader' | 'language' | 'say'>

/** A snapshot as a file. @throws AppError NOT_FOUND for a snapshot that is not shown, BAD_USER_INPUT for a PDF that would be too long */
export async function snapshotFile(context: Asking, id: string, format: SnapshotFormat, key: SigningKey): Promise<ReportFile> {
  const { verification: found } = await context.reader.fields<{ verification: FoundSnapshot }>(snapshotGraph, ['verification'], id)
  if (format === 'json') {
    const { header, result, digest, signature, keyId } = found
    const file: SnapshotFile = {
      header,
      result,
      digest,
      signature: { algorithm: 'Ed25519', keyId, publicKey: key.public.base64, value: signature },
    }
    const filename = `${safeFilename(header.report.name)} ${header.takenOn}.snapshot.json`
    return { filename, mediaType: 'application/json; charset=utf-8', content: Readable.from([`${JSON.stringify(file, null, 1)}\n`]) }
  }
  const { mediaType, mostRows, write } = reportFormats[format]
  const document = await snapshotDocument(context, found, mostRows)
  const content = new PassThrough()
  // what breaks on the way breaks the download
  write(document, content).catch((error: Error) => content.destroy(error))
  return { filename: `${document.filename}.${format}`, mediaType, content }
}

async function snapshotDocument({ reader, language, say }: Asking, found: FoundSnapshot, mostRows: number): Promise<ReportDocument> {
  const { header, result, digest, signature, keyId } = found
  const table = tableOf(header.definition, result.table, language, mostRows)
  if (table.rows.length < table.rowCount && table.rest === null)
    throw new AppError('BAD_USER_INPUT', 'report.file.tooLong', { most: mostRows })
  const made = { by: header.takenBy.name, at: new Date(header.takenAt) }
  const report = { name: nameOf(header, language), definition: header.definition, run: header.run, table }
  const document = await documentOf(report, reader, language, say, made)
  const proof = [
    say(language, 'snapshot.file.taken', {
      by: made.by,
      at: minuteText(made.at),
      version: header.report.version,
      ruleBook: header.ruleBook,
    }),
    ...(header.note === null ? [] : [say(language, 'snapshot.file.note', { note: header.note })]),
    say(language, 'snapshot.file.digest', { digest }),
    say(language, 'snapshot.file.signature', { key: keyId, signature }),
  ]
  // who made it, and when, is told by the proof
  return { ...document, facts: [...document.facts.slice(0, -1), ...proof], proof }
}

function nameOf({ report }: SnapshotHeader, language: Asking['language']): string {
  return language === 'en' ? (report.nameEn ?? report.name) : report.name
}
