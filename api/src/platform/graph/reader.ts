import { type GraphQLResolveInfo } from 'graphql'
import { LRUCache } from 'lru-cache'
import { type Permission } from '../access/permissions.ts'
import { type Scope } from '../access/scope.ts'
import { narrowed, type Viewer } from '../access/viewer.ts'
import { usualSmallestGroup } from '../config/config.ts'
import { asSent, type Database, type RawRows, type Sent } from '../database/database.ts'
import { statementNames } from '../database/statement-names.ts'
import { AppError } from '../errors/app-error.ts'
import { type Compiled, compileConnection, compileList, compileOne } from './compile.ts'
import { type Graph, type Sql } from './graph.ts'
import { type Finish } from './finish.ts'
import { isConstant, plain, type SelectedField, selectionOf, wholeSelectionOf } from './selection.ts'
import { type Language } from '../i18n/language.ts'
import { type PageRequest } from './page.ts'
import { Statement } from './statement.ts'
import { isVerbatim, NotVerbatim, Verbatim } from './verbatim.ts'

interface Conditions {
  /** Predicates over alias `t` in addition to the caller's scope. */
  readonly where?: (t: string, q: Statement) => Sql[]
  readonly asOf?: string | null
  /** Plan it anew: how many rows it finds differs by orders of magnitude from viewer to viewer, or from value to value. */
  readonly replanned?: boolean
  /**
   * The arguments that page and conditions follow from, by nothing else than who reads and in which language: asked again for the like, the
   * statement need not be made again.
   */
  readonly of?: unknown
}

/** A read that was compiled: the statement, and what completes its answer. */
interface Plan {
  readonly sent: Sent
  readonly finish: Finish | null
  readonly write: Compiled['write']
  readonly verbatim: boolean
}

/** Rows that follow one another, and where they end. */
export interface Stretch<Row> {
  readonly rows: readonly Row[]
  readonly end: string | null
}

/**
 * The read door of one request: what was selected, of which rows, becomes one SQL statement, in which the caller's scope stands
 * wherever rows do.
 */
export class Reader {
  constructor(
    private readonly database: Database,
    private readonly viewer: Viewer,
    private readonly language: Language,
    /** The smallest group of which the operator lets figures be told; the usual one where nothing is said. */
    private readonly givenSmallestGroup?: number,
  ) {}

  /** The smallest group of which figures are told to whom may not see its persons. */
  get smallestGroup(): number {
    return this.givenSmallestGroup ?? usualSmallestGroup
  }

  /** A page of a graph's rows. @throws AppError FORBIDDEN when the viewer may read none anywhere. */
  connection(graph: Graph, info: GraphQLResolveInfo, page: PageRequest, conditions: Conditions = {}): Promise<unknown> {
    return this.read(graph, info, conditions, (fields, q) =>
      compileConnection(graph, fields, q, page, (t) => conditions.where?.(t, q) ?? []),
    )
  }

  /** The row that the predicates find, or null when there is none in the viewer's scope. */
  one(graph: Graph, info: GraphQLResolveInfo, conditions: Conditions): Promise<unknown> {
    return this.read(graph, info, conditions, (fields, q) => compileOne(graph, fields, q, (t) => conditions.where?.(t, q) ?? []))
  }

  /** Every row of a graph, in order: for what is few by nature. @throws AppError FORBIDDEN when the viewer may read none anywhere. */
  list(graph: Graph, info: GraphQLResolveInfo, orderBy: (t: string) => Sql, conditions: Conditions = {}): Promise<unknown> {
    return this.read(graph, info, conditions, (fields, q) => compileList(graph, fields, q, (t) => conditions.where?.(t, q) ?? [], orderBy))
  }

  /** The row of this id, or null when it does not exist or stands outside the viewer's scope; the two look the same. */
  async byId(graph: Graph, info: GraphQLResolveInfo, id: string, asOf: string | null = null): Promise<unknown> {
    if (!isUuid(id)) return null
    return this.one(graph, info, { where: (t, q) => [`${t}.${graph.keyColumn} = ${q.param(id)}::uuid`], asOf })
  }

  /** As `byId`, but absence is an error. @throws AppError NOT_FOUND */
  async found(graph: Graph, info: GraphQLResolveInfo, id: string, asOf: string | null = null): Promise<unknown> {
    return (await this.byId(graph, info, id, asOf)) ?? notFound()
  }

  /** As `one`, but absence is an error. @throws AppError NOT_FOUND */
  async oneFound(graph: Graph, info: GraphQLResolveInfo, conditions: Conditions): Promise<unknown> {
    return (await this.one(graph, info, conditions)) ?? notFound()
  }

  /** Some plain fields of one row, for a resolver that decides by them. @throws AppError NOT_FOUND */
  async fields<Row>(graph: Graph, names: readonly string[], id: string): Promise<Row> {
    if (!this.viewer.can(graph.options.permission)) throw new AppError('FORBIDDEN')
    if (!isUuid(id)) return notFound()
    const selected = names.map((name) => plain(name))
    return (
      ((await this.compiled(null, (q) =>
        compileOne(graph, selected, q, (t) => [`${t}.${graph.keyColumn} = ${q.param(id)}::uuid`]),
      )) as Row | null) ?? notFound()
    )
  }

  /**
   * Some rows after a place in an order, as plain JSON, and the place where they end (null: nothing follows): for jobs that walk through all
   * that somebody may read. @throws AppError FORBIDDEN when the viewer may read none anywhere
   */
  async stretch<Row>(
    graph: Graph,
    selected: readonly SelectedField[],
    page: PageRequest,
    conditions: Conditions = {},
  ): Promise<Stretch<Row>> {
    if (!this.viewer.can(graph.options.permission)) throw new AppError('FORBIDDEN')
    const fields = [plain('nodes', selected), plain('pageInfo', [plain('hasNextPage'), plain('endCursor')])]
    const connection = (await this.compiled(
      conditions.asOf ?? null,
      (q) => compileConnection(graph, fields, q, { ...page, most: page.first }, (t) => conditions.where?.(t, q) ?? []),
      true,
    )) as { nodes: Row[]; pageInfo: { hasNextPage: boolean; endCursor: string | null } }
    return { rows: connection.nodes, end: connection.pageInfo.hasNextPage ? connection.pageInfo.endCursor : null }
  }

  /** How many rows the predicates find. @throws AppError FORBIDDEN when the viewer may read none anywhere */
  async count(graph: Graph, conditions: Conditions = {}): Promise<number> {
    if (!this.viewer.can(graph.options.permission)) throw new AppError('FORBIDDEN')
    const order = Object.keys(graph.options.orders)[0]!
    const { totalCount } = (await this.compiled(
      conditions.asOf ?? null,
      (q) => compileConnection(graph, [plain('totalCount')], q, { first: 1, order }, (t) => conditions.where?.(t, q) ?? []),
      true,
    )) as { totalCount: number }
    return totalCount
  }

  /** The row of this id from whichever graph holds it, in one statement. */
  async node(graphs: readonly Graph[], info: GraphQLResolveInfo, id: string): Promise<unknown> {
    if (isVerbatim(info)) throw new NotVerbatim()
    if (!isUuid(id)) return notFound()
    const readable = graphs.filter((graph) => this.viewer.can(graph.options.permission))
    const fields = selectionOf(info)
    const q = this.statement(null)
    const candidates = readable.map((graph) => compileOne(graph, fields, q, (t) => [`${t}.${graph.keyColumn} = ${q.param(id)}::uuid`]))
    const row = `SELECT json_build_array(${candidates.map(({ sql }) => sql).join(', ')}) AS value`
    const found = (await this.send(sentOf(row, q.parameters))) as (Record<string, unknown> | null)[]
    const at = found.findIndex((candidate) => candidate !== null)
    if (at === -1) return notFound()
    const value = found[at]!
    value['__typename'] ??= readable[at]!.name
    candidates[at]!.finish?.(value, { viewer: this.viewer, language: this.language })
    return value
  }

  /** Compiles with a statement of this request and runs it; for reads whose shape is their own, such as counts. */
  async compiled(asOf: string | null, compile: (q: Statement) => Compiled, replanned = false): Promise<unknown> {
    return this.carriedOut(this.plan(this.statement(asOf), compile, replanned))
  }

  /** The rows of a statement, for whoever writes their JSON himself: while he does, the database goes on. @throws NotVerbatim */
  async raw(compile: (q: Statement) => Sql): Promise<RawRows> {
    const q = this.statement(null, true)
    const sent = sentOf(compile(q), q.parameters)
    const { rows, fields } = await this.database.query({ ...sent, types: asSent, rowMode: 'array' })
    if (fields === undefined) throw new NotVerbatim({ everyTime: false })
    return { rows: rows as (string | null)[][], columns: fields }
  }

  /** As `compiled`, of a selection and of arguments from which everything else follows: what was compiled for the like is taken again. */
  remembered(
    fields: readonly SelectedField[],
    { of, asOf = null, replanned = false }: Pick<Conditions, 'of' | 'asOf' | 'replanned'>,
    compile: (q: Statement) => Compiled,
    verbatim = false,
  ): Promise<unknown> {
    const q = this.statement(asOf, verbatim)
    if (of === undefined || !isConstant(fields)) return this.carriedOut(this.plan(q, compile, replanned))
    const known = plans.get(fields) ?? new LRUCache<string, Plan>({ max: 100 })
    plans.set(fields, known)
    const key = `${q.key} ${this.smallestGroup} ${replanned} ${JSON.stringify(of)}`
    const found = known.get(key)
    if (found !== undefined) return this.carriedOut(found)
    const plan = this.plan(q, compile, replanned)
    // what is this viewer's own has no key
    if (q.key !== undefined && key.length <= longestKey) known.set(key, plan)
    return this.carriedOut(plan)
  }

  private plan(q: Statement, compile: (q: Statement) => Compiled, replanned: boolean): Plan {
    const { sql, finish, write } = compile(q)
    const verbatim = q.verbatim && write === undefined
    return { sent: sentOf(`SELECT ${sql} AS value`, q.parameters, replanned), finish, write, verbatim }
  }

  private async carriedOut({ sent, finish, write, verbatim }: Plan): Promise<unknown> {
    const value = await this.send(sent)
    if (value == null) return null
    if (verbatim) return new Verbatim(value as string)
    const context = { viewer: this.viewer, language: this.language }
    if (write !== undefined) return write(value as Record<string, unknown>, context)
    finish?.(value as Record<string, unknown>, context)
    return value
  }

  /** Where a permission holds for whoever reads. */
  scope(permission: Permission): Scope {
    return this.viewer.scope(permission)
  }

  /** The same read door over another connection, such as that of an open transaction. */
  over(database: Database): Reader {
    return new Reader(database, this.viewer, this.language, this.smallestGroup)
  }

  /** A read door to less: where some permissions hold no further than in these scopes, and persons are told by another smallest group. */
  within(bounds: Readonly<Partial<Record<Permission, Scope>>>, smallestGroup = this.smallestGroup): Reader {
    return new Reader(this.database, narrowed(this.viewer, bounds), this.language, smallestGroup)
  }

  /** Puts what a relation finds into the columns of a table, in one statement; answers how many rows. For what is kept as it is read. */
  async kept(asOf: string | null, table: string, columns: readonly string[], relation: (q: Statement) => Sql): Promise<number> {
    const q = this.statement(asOf)
    const into = `INSERT INTO ${table} (${columns.join(', ')}) ${relation(q)} RETURNING 1`
    return (await this.send(sentOf(`WITH kept AS (${into}) SELECT count(*)::int AS value FROM kept`, q.parameters, true))) as number
  }

  private async read(
    graph: Graph,
    info: GraphQLResolveInfo,
    conditions: Conditions,
    compile: (fields: readonly SelectedField[], q: Statement) => Compiled,
  ): Promise<unknown> {
    if (!this.viewer.can(graph.options.permission)) throw new AppError('FORBIDDEN')
    const verbatim = isVerbatim(info)
    const fields = verbatim ? wholeSelectionOf(info) : selectionOf(info)
    return this.remembered(fields, conditions, (q) => compile(fields, q), verbatim)
  }

  private statement(asOf: string | null, verbatim = false): Statement {
    const context = {
      viewerId: this.viewer.accountId,
      scope: (permission: Permission) => this.viewer.scope(permission),
      scopeKey: this.viewer.scopeKey,
      language: this.language,
      asOf,
      smallestGroup: this.smallestGroup,
    }
    return new Statement(context, verbatim)
  }

  private async send(sent: Sent): Promise<unknown> {
    const { rows } = await this.database.query(sent)
    return (rows[0] as { value: unknown }).value
  }
}

/** By selection, by who reads and by arguments; a selection lives as long as its document. */
const plans = new WeakMap<readonly SelectedField[], LRUCache<string, Plan>>()

const names = statementNames(1_000)

/** A statement that is kept prepared; `replanned`: not this one. */
function sentOf(text: string, values: unknown[], replanned = false): Sent {
  const name = replanned ? undefined : names.of(text)
  return name === undefined ? { text, values } : { name, text, values }
}

/** Longer arguments are rare, and their like rarer still. */
const longestKey = 1_000

function notFound(): never {
  throw new AppError('NOT_FOUND')
}

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i

/** Whether the text can be an id at all; a wrong shape is an unknown id, not an error of the database. */
export function isUuid(text: string): boolean {
  return uuid.test(text)
}
