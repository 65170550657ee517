/** What can be counted by way of a table: reports and exports name it so. */
export const countSources = ['ACTIVITIES', 'MEMBERS', 'MEMBERSHIP_CHANGES'] as const
export type CountSource = (typeof countSources)[number]

/** The tree by which facts are gathered: that of one day, or for each fact that of its own day. */
export type CountTree = 'NOW' | 'AS_IT_WAS'

/** The earlier period that a count is held against. */
export type CountComparison = 'PREVIOUS_PERIOD' | 'SAME_PERIOD_LAST_YEAR'

/** A count as data: what the GraphQL fields take as arguments, by the same names. Saved reports are made of it. */
export interface CountQuery {
  readonly source: CountSource
  readonly filter: Record<string, unknown>
  readonly by: readonly string[]
  readonly measures: readonly string[]
  readonly organizationDepth?: number
  readonly tree?: CountTree
  readonly asOf?: string | null
  readonly having?: Record<string, { readonly from?: number; readonly to?: number }>
  readonly orderBy?: string
  readonly first?: number
  readonly emptyGroups?: boolean
  readonly compare?: CountComparison | null
}

/** A text in both languages. */
export interface BothLanguages {
  readonly zh: string
  readonly en: string
}

/** The value of a dimension: an id, a code, a year; null where the facts have none. */
export type CountKey = string | number | null

/** The result of a count, ready to be laid out. */
export interface CountTable {
  /** The dimensions asked for, each with the values that stand in the rows, in order. */
  readonly dimensions: readonly {
    readonly name: string
    readonly keys: readonly { readonly key: CountKey; readonly label: BothLanguages }[]
  }[]
  readonly rows: readonly CountTableRow[]
  readonly totals: Record<string, number | null>
  /** What the rows beyond `first` come to; null when there are none. */
  readonly rest: Record<string, number | null> | null
  readonly rowCount: number
  /** For each of the subtotals asked for its groups, in order; of all groups that `having` lets through, also those beyond `first`. */
  readonly subtotals: readonly (readonly CountTableRow[])[]
}

/** One group. */
export interface CountTableRow {
  /** By name of the dimension. */
  readonly key: Record<string, CountKey>
  readonly label: Record<string, BothLanguages>
  /** By name of the measure. */
  readonly values: Record<string, number | null>
  /** The same figures of the earlier period, where one is compared with. */
  readonly before?: Record<string, number | null>
  /** Whether a figure is null because it is smaller than may be told. */
  readonly suppressed: boolean
}
