import { type ColumnOptions, getMetadataArgsStorage } from 'typeorm'
import { type Permission } from '../access/permissions.ts'
import { sameScope } from '../access/scope.ts'
import { type Viewer } from '../access/viewer.ts'
import { type Language } from '../i18n/language.ts'
import { type Statement } from './statement.ts'

/** SQL that names only declared columns and placeholders; values never stand in it. */
export type Sql = string

type Arguments = Readonly<Record<string, unknown>>

/** Writes an SQL expression over the row of alias `t`. */
export type Expression = (t: string, q: Statement, args: Arguments) => Sql

/** Writes the predicates that tie the row `child` to the row `t` above it, and those of the arguments. */
export type Tie = (child: string, t: string, q: Statement, args: Arguments) => Sql[]

/** What a derived field may look at besides its own values. */
export interface DerivedContext {
  readonly viewer: Viewer
  readonly language: Language
}

/** The type of a column as its entity states it. */
export type ColumnType = ColumnOptions['type']

export type Field =
  | { readonly kind: 'value'; readonly sql: Expression; readonly permission?: Permission; readonly type?: ColumnType }
  | {
      readonly kind: 'derived'
      readonly needs: Readonly<Record<string, Expression>>
      readonly resolve: (values: never, context: DerivedContext) => unknown
    }
  | { readonly kind: 'one'; readonly graph: () => Graph; readonly tie: Tie }
  | { readonly kind: 'list'; readonly graph: () => Graph; readonly tie: Tie; readonly orderBy: (child: string) => Sql }
  | {
      readonly kind: 'connection'
      readonly graph: () => Graph
      readonly tie: Tie
      readonly order: string
      /** Whoever lacks a permission is told so by an error, in place of an empty page. */
      readonly refusable?: boolean
    }
  | { readonly kind: 'object'; readonly fields: Readonly<Record<string, Field>>; readonly presence?: Expression }

/** A total order of a list: the key's expression and SQL type; the id makes it total. */
export interface Order {
  readonly key: (t: string) => Sql
  readonly type: 'text' | 'date' | 'timestamptz' | 'uuid' | 'int'
  readonly direction: 'ASC' | 'DESC'
}

interface GraphOptions {
  /** Names of the GraphQL types whose fields these are: the type itself and every interface it implements. */
  readonly types: readonly string[]
  /** The permission without which no row leaves the database. */
  readonly permission: Permission
  /** The predicate "the caller's scope takes in this row"; null = every row. Called for every place where the graph is read. */
  readonly visible: (t: string, q: Statement, permission: Permission) => Sql | null
  /** The relation that rows come from, when it is more than the table; told which of its columns are read, it may leave out a join. */
  readonly source?: (q: Statement, reads: (column: string) => boolean) => Sql
  /** The name of the row's GraphQL type, where there are several. */
  readonly typename?: (t: string) => Sql
  /** The column that makes every order total, `id` unless said otherwise. */
  readonly key?: string
  readonly orders: Readonly<Record<string, Order>>
}

/** How a GraphQL type is read from storage: what each field is, and who owns the row. */
export class Graph {
  readonly fields = new Map<string, Field>()
  readonly types: ReadonlySet<string>

  constructor(
    readonly name: string,
    readonly table: string,
    readonly options: GraphOptions,
  ) {
    this.types = new Set([name, ...options.types])
  }

  get keyColumn(): string {
    return this.options.key ?? 'id'
  }

  source(q: Statement, reads: (column: string) => boolean): Sql {
    return this.options.source?.(q, reads) ?? this.table
  }

  /** The predicate of the caller's scope for a row of alias `t`; null when he may see all. */
  scopePredicate(t: string, q: Statement, permission: Permission = this.options.permission): Sql | null {
    const scope = q.context.scope(permission)
    if (scope.everything) return null
    if (scope.roots.length === 0) return 'false'
    return this.options.visible(t, q, permission)
  }

  /** The predicate that another permission takes in a row of this graph too, once the row is read; null when it surely does. */
  alsoPermitted(t: string, q: Statement, permission: Permission): Sql | null {
    return sameScope(q.context.scope(permission), q.context.scope(this.options.permission)) ? null : this.scopePredicate(t, q, permission)
  }

  /** Adds fields; a downstream module adds its own to an upstream type. */
  extend(fields: Readonly<Record<string, Field>>): this {
    for (const [name, field] of Object.entries(fields)) {
      if (this.fields.has(name)) throw new Error(`${this.name}.${name} is declared twice`)
      this.fields.set(name, field)
    }
    return this
  }
}

type EntityClass<Entity> = abstract new () => Entity

/** Declares how `name` is read from the table of an entity. */
export function graph(name: string, entity: EntityClass<object>, options: GraphOptions): Graph {
  const table = getMetadataArgsStorage().tables.find((candidate) => candidate.target === entity)
  if (table?.name === undefined) throw new Error(`${name}: the entity states no table name`)
  return new Graph(name, table.name, options)
}

/** The columns of an entity by property, as fields; `permission` hides the values of rows outside that permission's scope. */
export function columns<Entity extends object>(
  entity: EntityClass<Entity>,
  properties: readonly (keyof Entity & string)[],
  permission?: Permission,
): Record<string, Field> {
  return Object.fromEntries(properties.map((property) => [property, column(entity, property, permission)]))
}

/** One column of an entity. */
export function column<Entity extends object>(
  entity: EntityClass<Entity>,
  property: keyof Entity & string,
  permission?: Permission,
): Field {
  const { name = property, type } = columnOptions(entity, property)
  return { kind: 'value', sql: (t) => `${t}.${name}`, type, ...(permission === undefined ? {} : { permission }) }
}

export function columnName<Entity extends object>(entity: EntityClass<Entity>, property: keyof Entity & string): string {
  return columnOptions(entity, property).name ?? property
}

function columnOptions<Entity extends object>(entity: EntityClass<Entity>, property: keyof Entity & string): ColumnOptions {
  const declared = getMetadataArgsStorage().columns.find((candidate) => candidate.target === entity && candidate.propertyName === property)
  if (declared === undefined) throw new Error(`${entity.name}.${property} is no column`)
  return declared.options
}

/** A value computed in the database. */
export function expression(sql: Expression, permission?: Permission): Field {
  return permission === undefined ? { kind: 'value', sql } : { kind: 'value', sql, permission }
}

/** A value computed here from others of the row, such as what the viewer may do. */
export function derived<Values>(
  needs: Readonly<Record<keyof Values & string, Expression>>,
  resolve: (values: Values, context: DerivedContext) => unknown,
): Field {
  return { kind: 'derived', needs, resolve }
}

/** The one row of another graph that the tie finds, or null. */
export function one(target: () => Graph, tie: Tie): Field {
  return { kind: 'one', graph: target, tie }
}

/** All rows of another graph that the tie finds: for what is few by nature. */
export function list(target: () => Graph, tie: Tie, orderBy: (child: string) => Sql): Field {
  return { kind: 'list', graph: target, tie, orderBy }
}

/** A page of the rows of another graph; takes `first` and `after`. */
export function connection(target: () => Graph, tie: Tie, order: string): Field {
  return { kind: 'connection', graph: target, tie, order }
}

/** A value object made of the same row; null where `presence` is. */
export function object(fields: Readonly<Record<string, Field>>, presence?: Expression): Field {
  return presence === undefined ? { kind: 'object', fields } : { kind: 'object', fields, presence }
}

export function ascending(key: (t: string) => Sql, type: Order['type'] = 'text'): Order {
  return { key, type, direction: 'ASC' }
}

export function descending(key: (t: string) => Sql, type: Order['type'] = 'text'): Order {
  return { key, type, direction: 'DESC' }
}
