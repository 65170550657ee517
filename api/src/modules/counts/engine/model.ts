import { type Permission } from '../../../platform/access/permissions.ts'
import { type Graph, type Sql } from '../../../platform/graph/graph.ts'
import { type Language } from '../../../platform/i18n/language.ts'
import { type Statement } from '../../../platform/graph/statement.ts'
import { type BothLanguages, type CountComparison, type CountTree } from './count-query.ts'

/**
 * What can be counted, declared as data; everything that all counts have in common is done from it. A *fact* is what is counted: an
 * activity, somebody's place in an organisation. Every fact belongs to one organisation on one day.
 */
export interface CountModel {
  /** The root field of the API. */
  readonly name: string
  /** How names of its GraphQL types begin. */
  readonly noun: string
  /** What is counted, in the plural, for the documentation. */
  readonly plural: BothLanguages
  readonly permission: Permission
  /** By the value of the GraphQL enum. */
  readonly dimensions: Readonly<Record<string, Dimension>>
  /** By the field of the GraphQL types. */
  readonly measures: Readonly<Record<string, Measure>>
  /** The columns of a fact that are summed. */
  readonly sums: readonly string[]
  /** The sum that is 0 where there are no facts. */
  readonly presence: string
  /** Whether facts are of days, and the filter has `from` and `to`; otherwise they are those of the as-of day. */
  readonly timed: boolean
  /** The filter with what a count takes for granted. */
  readonly countedFilter: (filter: CountFilter) => CountFilter
  /** Whether filter and dimensions tell of a person what needs this permission beside members:read. */
  readonly personal?: (request: CountRequest) => Permission | null
  /** @throws AppError when the viewer may not filter so */
  readonly checkFilter?: (filter: CountFilter, seesPersons: boolean) => void
  /** What the filter takes out of the trees. */
  readonly tops: (filter: CountFilter) => { readonly organization?: string | null; readonly kinds?: readonly string[] | null }
  /** The facts: columns organization_id, day, those of the dimensions, and the sums. */
  readonly facts: (slice: Slice, q: Statement) => Facts
  /** The persons behind the facts: the same columns with member_id in place of the sums; need not tell one person once. */
  readonly persons: (slice: Slice, q: Statement) => Facts
  /**
   * The facts one by one, never rolled up: the columns of `facts`, with row_id (the row of the ledger), part (which of the row's facts it
   * is) and, where `persons`, those who are counted once, as an array.
   */
  readonly rows: (slice: Slice, persons: boolean, q: Statement) => Sql
  /** The values that a family of dimensions may have, for groups that are empty; null = those that occur. */
  readonly domain: (family: string, names: readonly string[], slice: Slice, q: Statement) => Sql | null
  readonly ledger: Ledger
}

/** Where the rows behind a number are read. */
export interface Ledger {
  readonly graph: Graph
  readonly order: string
  /** Whether the rows name persons. */
  readonly persons: boolean
  /** The row `t` is itself a fact: its columns as a select list, and the predicates of the filter. */
  readonly fact?: (t: string, slice: Slice, q: Statement) => { readonly columns: Sql; readonly where: readonly Sql[] }
  /** Otherwise the column of the facts that holds the id of the row. */
  readonly key?: string
}

// each model knows the input type of its own filter
export type CountFilter = Readonly<Record<string, unknown>>

/** The arguments of a count, complete. */
export interface CountRequest {
  readonly filter: CountFilter
  readonly by: readonly string[]
  readonly organizationDepth: number
  readonly tree: CountTree
  readonly asOf: string | null
  readonly having: Readonly<Record<string, { readonly from?: number | null; readonly to?: number | null } | null | undefined>>
  readonly orderBy: string
  readonly first: number
  readonly emptyGroups: boolean
  readonly compare: CountComparison | null
}

/** How far an earlier period lies back. */
export type Shift = { readonly months: number } | { readonly days: number }

/** The facts of one period: those asked for, or, shifted, those that they are compared with. */
export interface Slice {
  readonly request: CountRequest
  /** The filter, with the days of this period. */
  readonly filter: CountFilter
  readonly shift: Shift | null
}

/** A relation of facts. From roll-ups they come gathered by node, with the columns kind and group_id; otherwise they join the places. */
export interface Facts {
  readonly sql: Sql
  readonly over: 'PLACES' | 'NODES'
}

/** Where a dimension is read: the fact, its place, its day as it is compared. */
export interface FactRow {
  readonly f: string
  readonly p: string
  readonly day: () => Sql
  /** The first day of the month of that day. */
  readonly month: () => Sql
}

export interface Dimension {
  /** The field of a row. */
  readonly field: string
  readonly description: string
  /** The GraphQL type of the field. */
  readonly type: () => object
  /** The value for a fact. */
  readonly of: (row: FactRow, q: Statement) => Sql
  /** What the value needs besides fact and place. */
  readonly join?: (f: string) => Sql
  readonly sqlType: 'text' | 'int' | 'uuid' | 'date'
  /** Where groups are made by something else than what the value is told as, which is quicker to find and to compare. */
  readonly told?: Told
  /** Whether facts may have no value. */
  readonly nullable: boolean
  /** Dimensions of a family depend on each other: months and quarters, kinds and organisations. */
  readonly family: string
  /** The sort key over the group `g`, and the join that it needs; the value itself by default. */
  readonly order?: (g: string) => { readonly key: Sql; readonly join?: Sql }
  /** The object that a row shows for the value: the row of a graph in whose column it stands. */
  readonly object?: { readonly graph: Graph; readonly column: string }
  /** What a row shows for the value, made here. */
  readonly shown?: (key: string, language: Language) => unknown
  /** Its words for tables: made here, or two columns of a relation over `key`. */
  readonly label: ((key: string) => BothLanguages) | { readonly sql: (key: Sql) => Sql }
}

/** Both ways between the key of a group and the value that is told. */
export interface Told {
  readonly of: (key: Sql) => Sql
  readonly toKey: (value: Sql) => Sql
  /** What a value looks like; others have no key. */
  readonly shape: RegExp
}

export type Measure = { readonly description: string; readonly nullable?: boolean; readonly aboutPersons: boolean } & (
  | { readonly kind: 'sum'; readonly of: string; readonly shared?: boolean }
  /** In ten-thousandths; null where the whole is 0. */
  | { readonly kind: 'ratio'; readonly part: string; readonly whole: string }
  /** Different persons. */
  | { readonly kind: 'persons' }
  /** Of two other measures. */
  | { readonly kind: 'difference'; readonly plus: string; readonly minus: string }
)

/** The column of a group that holds a dimension. */
export function columnOf(dimension: string): string {
  return `d_${dimension.toLowerCase()}`
}

/** The dimension of a model; the request was checked. */
export function dimensionOf(model: CountModel, name: string): Dimension {
  const dimension = model.dimensions[name]
  if (dimension === undefined) throw new Error(`${model.name} has no dimension ${name}`)
  return dimension
}

/** The value of a dimension as it is told, of the group `g`. */
export function toldColumn(model: CountModel, name: string, g: string): Sql {
  const key = `${g}.${columnOf(name)}`
  return dimensionOf(model, name).told?.of(key) ?? key
}
