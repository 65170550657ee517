import { AppError } from '../../../platform/errors/app-error.ts'
import { userError } from '../../../platform/errors/user-error.ts'
import { type UserError } from '../../../platform/errors/user-error.type.ts'
import { type Reader } from '../../../platform/graph/reader.ts'
import { type Language } from '../../../platform/i18n/language.ts'
import { type CountTable, countTable, mostTableRows } from '../../counts/index.ts'
import { countErrors, definitionErrors, parameterErrors } from '../definition/report-check.ts'
import { type ReportDefinition, type ReportParameters } from '../definition/report-definition.type.ts'
import { countQueryOf, parametersOf, type ReportRun, runOf } from '../definition/report-query.ts'
import { reportGraph } from '../report.graph.ts'
import { type ReportTable, subtotalsOf, tableOf } from './report-table.ts'

/** The most columns of figures; what is wider can neither be read nor printed. */
const mostColumns = 500

/** What somebody wants to see: a report or a definition, with other parameters than the usual ones. */
export interface ReportRequest {
  readonly id?: string | null
  readonly definition?: ReportDefinition | null
  readonly parameters?: ReportParameters | null
}

/** A report that was run in the reader's scope. */
export interface RunReport {
  readonly name: string | null
  readonly definition: ReportDefinition
  readonly run: ReportRun
  readonly table: ReportTable
}

export type RunOutcome =
  { readonly report: RunReport; readonly userErrors: readonly [] } | { readonly report: null; readonly userErrors: readonly UserError[] }

/**
 * Runs a report in the scope of the reader's viewer: one statement for the count, and one before it where the definition is read.
 * `mostRows`: of the rows that there are, at most so many. @throws AppError NOT_FOUND for a report that the viewer is not shown
 */
export async function runReport(
  reader: Reader,
  request: ReportRequest,
  language: Language,
  today: string,
  mostRows: number,
): Promise<RunOutcome> {
  const { prepared, userErrors } = await prepareReport(reader, request, today)
  if (prepared === null) return refused(...userErrors)
  const { definition, run } = prepared
  const count = await countOf(reader, definition, run, mostRows)
  const tooLarge = sizeErrors(definition, count)
  if (tooLarge.length > 0) return refused(...tooLarge)
  return { report: { ...prepared, table: tableOf(definition, count, language, mostRows) }, userErrors: [] }
}

/** A report that can be run: what it counts, and of what and when. */
export type PreparedReport = Omit<RunReport, 'table'>

/** Finds what is to be run, and says what is wrong with it. @throws AppError NOT_FOUND for a report that the viewer is not shown */
export async function prepareReport(
  reader: Reader,
  request: ReportRequest,
  today: string,
): Promise<
  | { readonly prepared: PreparedReport; readonly userErrors: readonly [] }
  | { readonly prepared: null; readonly userErrors: readonly UserError[] }
> {
  const unprepared = (...userErrors: UserError[]) => ({ prepared: null, userErrors })
  if ((request.id == null) === (request.definition == null)) return unprepared(userError('INVALID', 'report.oneOfTwo', { field: 'id' }))
  const { name, definition } = await sought(reader, request)
  const parameters = parametersOf(definition.parameters, request.parameters)
  const userErrors = errorsOf(request, definition, parameters, today)
  if (userErrors.length > 0) return unprepared(...userErrors)
  return { prepared: { name, definition, run: runOf(definition.source, parameters, today) }, userErrors: [] }
}

/** Without columns the database leaves out what is not shown; with them, rows are made of groups, and all of these are needed. */
function countOf(reader: Reader, definition: ReportDefinition, run: ReportRun, mostRows: number): Promise<CountTable> {
  const query = countQueryOf(definition, run)
  const first = definition.columns.length > 0 ? mostTableRows : Math.min(query.first ?? mostTableRows, mostRows)
  return countTable(reader, { ...query, first }, subtotalsOf(definition))
}

async function sought(reader: Reader, { id, definition }: ReportRequest): Promise<{ name: string | null; definition: ReportDefinition }> {
  if (definition != null) return { name: null, definition: JSON.parse(JSON.stringify(definition)) as ReportDefinition }
  return reader.fields<{ name: string; definition: ReportDefinition }>(reportGraph, ['name', 'definition'], id!)
}

function errorsOf(
  { definition: unsaved }: ReportRequest,
  definition: ReportDefinition,
  parameters: ReportParameters,
  today: string,
): UserError[] {
  const wrong = unsaved == null ? [] : definitionErrors(definition, today)
  if (wrong.length > 0) return wrong
  const unusable = parameterErrors(parameters, ['parameters'])
  return unusable.length > 0 ? unusable : countErrors(definition, parameters, today, ['parameters'])
}

/** Whether a table is too large to be laid out. */
export function sizeErrors(definition: ReportDefinition, count: CountTable): UserError[] {
  if (definition.columns.length === 0) return []
  if (count.rowCount > mostTableRows)
    return [userError('INVALID', 'report.tooManyGroups', { field: ['definition', 'columns'], params: { most: mostTableRows } })]
  const columns = count.subtotals[2]!.length * definition.measures.length
  return columns > mostColumns
    ? [userError('INVALID', 'report.tooManyColumns', { field: ['definition', 'columns'], params: { columns, most: mostColumns } })]
    : []
}

function refused(...userErrors: UserError[]): RunOutcome {
  return { report: null, userErrors }
}

/** The report of an outcome. @throws AppError BAD_USER_INPUT with what is wrong, where there is no form to show it in */
export function ranOrThrow({ report, userErrors }: RunOutcome): RunReport {
  return report ?? unusable(userErrors)
}

/** @throws AppError BAD_USER_INPUT in the words of the first error */
export function unusable([first]: readonly UserError[]): never {
  const wording = first?.wording
  throw wording !== undefined && 'key' in wording
    ? new AppError('BAD_USER_INPUT', wording.key, wording.params)
    : new AppError('BAD_USER_INPUT')
}
