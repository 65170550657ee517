import { AppError } from '../../../platform/errors/app-error.ts'
import { type Reader } from '../../../platform/graph/reader.ts'
import { type SelectedField } from '../../../platform/graph/selection.ts'
import { type CountSource, ledgerOf } from '../../counts/index.ts'
import { countQueryOf } from '../definition/report-query.ts'
import { prepareReport, type ReportRequest, unusable } from '../table/report-run.ts'

/** A figure of a table by the keys of its row and column; a total has none. */
export interface LedgerRequest extends ReportRequest {
  readonly rowKeys: readonly (string | null)[]
  readonly columnKeys: readonly (string | null)[]
}

/** The field of a ledger that holds the rows of each source. */
export const ledgerFields: Readonly<Record<CountSource, string>> = {
  ACTIVITIES: 'activities',
  MEMBERS: 'members',
  MEMBERSHIP_CHANGES: 'memberships',
}

/**
 * The rows behind a figure, in the scope of the reader's viewer, as connections under the slots of the fields that were selected; what
 * belongs to another source is null. @throws AppError NOT_FOUND, FORBIDDEN, BAD_USER_INPUT
 */
export async function reportLedger(
  reader: Reader,
  request: LedgerRequest,
  fields: readonly SelectedField[],
  today: string,
): Promise<Record<string, unknown>> {
  const { prepared, userErrors } = await prepareReport(reader, request, today)
  if (prepared === null) return unusable(userErrors)
  const { definition, run } = prepared
  const key = { ...keysOf(definition.rows, request.rowKeys, 'rowKeys'), ...keysOf(definition.columns, request.columnKeys, 'columnKeys') }
  const own = fields.filter(({ name }) => name === ledgerFields[definition.source])
  const others = Object.fromEntries(fields.filter((field) => !own.includes(field)).map(({ slot }) => [slot, null]))
  return { ...others, ...(await ledgerOf(reader, countQueryOf(definition, run), key, own)) }
}

/** The keys by their dimensions. */
function keysOf(dimensions: readonly string[], keys: readonly (string | null)[], field: string): Record<string, string | null> {
  if (keys.length !== 0 && keys.length !== dimensions.length) throw new AppError('BAD_USER_INPUT', 'counts.invalid', { field })
  return Object.fromEntries(keys.map((key, at) => [dimensions[at]!, key]))
}
