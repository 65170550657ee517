import { type Permission } from '../access/permissions.ts'
import { type Scope } from '../access/scope.ts'
import { usualSmallestGroup } from '../config/config.ts'
import { type Language } from '../i18n/language.ts'

/** What the caller may read, in which language, as of which day. */
export interface ReadContext {
  /** Who reads, for rows that are somebody's own; absent where a mere predicate is made. */
  readonly viewerId?: string
  scope(permission: Permission): Scope
  /** The same for all who may read the same rows. */
  readonly scopeKey?: string
  readonly language: Language
  /** YYYY-MM-DD, or null for today. */
  readonly asOf: string | null
  /** The smallest group of which a figure may be told to whom may not see its persons; the usual one where nothing is said. */
  readonly smallestGroup?: number
}

/** How far a statement is: what a part that was compiled before continues with. */
export interface Progress {
  readonly parameters: readonly unknown[]
  readonly shared: ReadonlyMap<string, string>
  readonly aliases: number
}

/** The one SQL statement under construction: its parameters, aliases and the caller's scope. */
export class Statement {
  readonly parameters: unknown[] = []
  private readonly shared = new Map<string, string>()
  private aliases = 0
  private personal = false

  constructor(
    readonly context: ReadContext,
    /** Whether the JSON that the database makes is the answer itself, to the last key. */
    readonly verbatim = false,
  ) {}

  /** Nothing but the first alias has been given out. */
  get justBegun(): boolean {
    return this.aliases === 1 && this.parameters.length === 0
  }

  /** Names everything that what is compiled so far depends on besides its selection; undefined when it is for this viewer alone. */
  get key(): string | undefined {
    const { scopeKey, language, asOf } = this.context
    return scopeKey === undefined || this.personal ? undefined : `${scopeKey} ${language} ${asOf ?? ''}${this.verbatim ? ' verbatim' : ''}`
  }

  progress(): Progress {
    return { parameters: [...this.parameters], shared: new Map(this.shared), aliases: this.aliases }
  }

  /** Goes on from where a part that was compiled before, of a statement that had just begun as well, had come to. */
  goOnFrom({ parameters, shared, aliases }: Progress): void {
    this.parameters.push(...parameters)
    for (const [value, placeholder] of shared) this.shared.set(value, placeholder)
    this.aliases = aliases
  }

  /** Adds a value and returns its placeholder. Equal strings share one. */
  param(value: unknown): string {
    if (typeof value !== 'string') return this.push(value)
    const known = this.shared.get(value)
    if (known !== undefined) return known
    const placeholder = this.push(value)
    this.shared.set(value, placeholder)
    return placeholder
  }

  private push(value: unknown): string {
    this.parameters.push(value)
    return `$${this.parameters.length}`
  }

  /** A table alias that no other part of the statement uses. */
  alias(): string {
    this.aliases += 1
    return `t${this.aliases}`
  }

  get asOf(): string | null {
    return this.context.asOf
  }

  get smallestGroup(): number {
    return this.context.smallestGroup ?? usualSmallestGroup
  }

  /** The placeholder of whoever reads. */
  viewer(): string {
    const { viewerId } = this.context
    this.personal = true
    if (viewerId === undefined) throw new Error('Rows that are somebody’s own are read in his name.')
    return `${this.param(viewerId)}::uuid`
  }

  /** The placeholder of the as-of day, cast to `date`; today's when none was asked for. */
  day(): string {
    return this.asOf === null ? 'today()' : `${this.param(this.asOf)}::date`
  }

  /** The predicate "this path stands in the permission's scope", or null when everything does. */
  inScope(pathSql: string, permission: Permission): string | null {
    const scope = this.context.scope(permission)
    if (scope.everything) return null
    if (scope.roots.length === 0) return 'false'
    if (scope.roots.length > mostRanges) {
      return `EXISTS (SELECT 1 FROM unnest(${this.param(`{${scope.roots.join(',')}}`)}::text[]) AS root WHERE ${pathSql} >= root COLLATE "C" AND ${pathSql} < (root || '0') COLLATE "C")`
    }
    const ranges = scope.roots.map((root) => this.subtree(pathSql, root))
    return ranges.length === 1 ? ranges[0]! : `(${ranges.join(' OR ')})`
  }

  /** The predicate "this path is the root or stands below it", written as one b-tree range. */
  subtree(pathSql: string, root: string): string {
    return `(${pathSql} >= ${this.param(root)} COLLATE "C" AND ${pathSql} < ${this.param(`${root}0`)} COLLATE "C")`
  }
}

/** Up to so many subtrees are written as ranges of their own, which an index can answer. */
const mostRanges = 8
