import { type Reader } from '../../../platform/graph/reader.ts'
import { AppError } from '../../../platform/errors/app-error.ts'
import { type Language } from '../../../platform/i18n/language.ts'
import { type Say } from '../../../platform/i18n/texts.ts'
import { organizationGraph } from '../../organizations/index.ts'
import { type ReportRun } from '../definition/report-query.ts'
import { type RunReport } from '../table/report-run.ts'
import { gridOf, missingSign, type ReportGrid, suppressedSign } from './report-grid.ts'

/** A report as it goes into a file, in one language. */
export interface ReportDocument {
  readonly title: string
  /** Of what it is, who made it and when, a line each. */
  readonly facts: readonly string[]
  readonly grid: ReportGrid
  /** What proves it, for files that have no place for facts. */
  readonly proof?: readonly string[]
  /** What signs in the table mean. */
  readonly notes: readonly string[]
  /** What is said where the font has no sign for a character. */
  readonly missing: string
  /** `Page {page} of {pages}` in the language. */
  readonly page: (page: number, pages: number) => string
  readonly filename: string
}

interface Made {
  readonly by: string
  readonly at: Date
}

/** Puts a report that was run into the words of a file. */
export async function documentOf(report: RunReport, reader: Reader, language: Language, say: Say, made: Made): Promise<ReportDocument> {
  const title = report.name ?? say(language, 'report.file.unnamed')
  const at = minuteText(made.at)
  const organization = report.run.organization === null ? null : await organizationName(reader, report.run.organization)
  return {
    title,
    facts: [
      say(language, 'report.file.organization', { organization: organization ?? say(language, 'report.file.everything') }),
      periodText(report.run, language, say),
      say(language, 'report.file.made', { by: made.by, at }),
    ],
    grid: gridOf(report.table),
    notes: report.table.suppressed ? [say(language, 'report.file.suppressed', { sign: suppressedSign })] : [],
    missing: say(language, 'report.file.missing', { sign: missingSign }),
    page: (page, pages) => say(language, 'report.file.page', { page, pages }),
    filename: `${safeFilename(title)} ${at.slice(0, 10)}`,
  }
}

/** A title as every file system takes it. */
export function safeFilename(title: string): string {
  return title.replace(/[\\/:*?"<>|\p{Cc}]/gu, '_')
}

/** A moment in Shanghai, to the minute. */
export function minuteText(moment: Date): string {
  return madeAt.format(moment).replaceAll('/', '-')
}

const madeAt = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai', dateStyle: 'short', timeStyle: 'short' })

function periodText({ from, to, asOf }: ReportRun, language: Language, say: Say): string {
  const days =
    from === null && to === null
      ? say(language, 'report.file.allDays')
      : say(language, 'report.file.period', { from: from ?? '…', to: to ?? '…' })
  return asOf === null ? days : `${days}${say(language, 'report.file.asOf', { day: asOf })}`
}

/** Null for an organisation that the viewer may not see. */
async function organizationName(reader: Reader, id: string): Promise<string | null> {
  try {
    return (await reader.fields<{ name: string }>(organizationGraph, ['name'], id)).name
  } catch (error) {
    if (error instanceof AppError && (error.code === 'NOT_FOUND' || error.code === 'FORBIDDEN')) return null
    throw error
  }
}
