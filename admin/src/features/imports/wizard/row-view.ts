import { type FindingSeverity, type ImportOutcome, type ImportRowsQueryVariables } from '#gql'

/** What is looked at while an import is checked: the rows with findings, all of them, those of one end, or those with one kind of finding. */
export const rowViews = ['findings', 'all', 'CREATED', 'UPDATED', 'UNCHANGED', 'REJECTED', 'WARNING', 'REPAIRED'] as const
export type RowView = (typeof rowViews)[number]

const outcomes: readonly RowView[] = ['CREATED', 'UPDATED', 'UNCHANGED', 'REJECTED'] satisfies ImportOutcome[]
const severities: readonly RowView[] = ['WARNING', 'REPAIRED'] satisfies FindingSeverity[]

/** The API's arguments for a view. */
export function argumentsOf(view: RowView): Pick<ImportRowsQueryVariables, 'outcomes' | 'severities' | 'withFindings'> {
  return {
    outcomes: outcomes.includes(view) ? [view as ImportOutcome] : null,
    severities: severities.includes(view) ? [view as FindingSeverity] : null,
    withFindings: view === 'findings' ? true : null,
  }
}
