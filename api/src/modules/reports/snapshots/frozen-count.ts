import { userError } from '../../../platform/errors/user-error.ts'
import { type UserError } from '../../../platform/errors/user-error.type.ts'
import { type Reader } from '../../../platform/graph/reader.ts'
import { countTable, type CountTable } from '../../counts/index.ts'
import { type ReportDefinition } from '../definition/report-definition.type.ts'
import { countQueryOf, type ReportRun } from '../definition/report-query.ts'
import { subtotalsOf } from '../table/report-table.ts'
import { sizeErrors } from '../table/report-run.ts'
import { type SnapshotResult } from './snapshot-document.ts'

/** So many groups a snapshot may have. */
export const mostGroups = 10_000

/** What a report comes to now, as it is frozen: laid out as the definition wants it, and, where that cuts it, with every group. */
export async function frozenCount(
  reader: Reader,
  definition: ReportDefinition,
  run: ReportRun,
): Promise<{ result: SnapshotResult | null; userErrors: UserError[] }> {
  const whole = await wholeCount(reader, definition, run)
  if (whole.rowCount > mostGroups)
    return { result: null, userErrors: [userError('INVALID', 'snapshot.tooManyGroups', { params: { most: mostGroups } })] }
  const tooWide = sizeErrors(definition, whole)
  if (tooWide.length > 0) return { result: null, userErrors: tooWide }
  const isCut = definition.first != null && definition.columns.length === 0 && definition.first < whole.rowCount
  if (!isCut) return { result: { table: whole, groups: null }, userErrors: [] }
  const table = await countTable(reader, countQueryOf(definition, run), subtotalsOf(definition))
  return { result: { table, groups: whole.rows }, userErrors: [] }
}

/** The count with every group. */
export function wholeCount(reader: Reader, definition: ReportDefinition, run: ReportRun): Promise<CountTable> {
  return countTable(reader, { ...countQueryOf(definition, run), first: mostGroups + 1 }, subtotalsOf(definition))
}
