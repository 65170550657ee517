import { type ExecutionResult } from 'graphql'
import { type Viewer } from '../access/viewer.ts'
import { AppError } from '../errors/app-error.ts'
import { type Database } from '../database/database.ts'
import { Reader } from '../graph/reader.ts'
import { type Language } from '../i18n/language.ts'
import { type Say } from '../i18n/texts.ts'
import { type Standing } from './limits/rate-limit.ts'

/** The cookies of a request and of its answer. */
export interface Cookies {
  get(name: string): string | undefined
  /** Kept from scripts and other sites; `__Host-` is added to the name where the connection is encrypted. */
  set(name: string, value: string, maxAgeSeconds: number): void
  clear(name: string): void
}

/** What the log tells of a request besides its address and answer; filled in as it becomes known. */
export interface RequestTrace {
  account?: string
  /** The key that a program came with. */
  key?: string
  operation?: string
  failed?: boolean
  /** What the operation used of the schema that is deprecated. */
  deprecated?: readonly string[]
}

/** What is known of a request before anybody is asked who sent it. */
export interface RequestFacts {
  readonly requestId: string
  /** The address of the client, by the connection or by a trusted proxy. */
  readonly address: string
  readonly userAgent: string | null
  readonly language: Language
  readonly cookies: Cookies
  /** The key or token that a program sent; null where there is none. */
  readonly bearer: string | null
  readonly trace: RequestTrace
}

/** Finds out who sends a request; null for nobody. @throws AppError UNAUTHENTICATED for a key or token that is not valid */
export type Authenticate = (facts: RequestFacts) => Promise<Viewer | null>

/** What a context needs besides its request. */
export interface ContextParts {
  readonly database: Database
  readonly say: Say
  /** The smallest group of which figures are told to whom may not see persons. */
  readonly smallestGroup: number
}

/**
 * What resolvers know of their request. Apollo copies its fields into an object of its own for each operation, so whatever is made on
 * demand stands on the prototype.
 */
export class Context implements RequestFacts {
  readonly requestId: string
  readonly address: string
  readonly userAgent: string | null
  readonly language: Language
  readonly cookies: Cookies
  /** Once it is known who asks, the secret is not handed on. */
  readonly bearer = null
  readonly trace: RequestTrace
  readonly say: Say
  /** What the operation came to, where it ran before Apollo was asked to word the answer. */
  outcome?: ExecutionResult
  /** Where whoever asks stands with what he may ask for, once that is known. */
  rate?: Standing
  /** On a socket: the same caller as he is now. @throws AppError UNAUTHENTICATED once his session has ended */
  renew?: () => Promise<Context>
  private readonly database: Database
  private readonly smallestGroup: number
  private openReader: Reader | undefined

  constructor(
    facts: RequestFacts,
    readonly viewer: Viewer | null,
    { database, say, smallestGroup }: ContextParts,
  ) {
    this.requestId = facts.requestId
    this.address = facts.address
    this.userAgent = facts.userAgent
    this.language = facts.language
    this.cookies = facts.cookies
    this.trace = facts.trace
    if (viewer !== null) facts.trace.account = viewer.accountId
    if (viewer?.keyId != null) facts.trace.key = viewer.keyId
    this.database = database
    this.smallestGroup = smallestGroup
    this.say = say
  }

  /** The read door in the viewer's name. @throws AppError UNAUTHENTICATED when nobody is signed in. */
  get reader(): Reader {
    if (this.viewer === null) throw new AppError('UNAUTHENTICATED')
    return (this.openReader ??= this.readerOf(this.viewer))
  }

  /** The read door in the name of somebody who has only just signed in. */
  readerOf(viewer: Viewer): Reader {
    return new Reader(this.database, viewer, this.language, this.smallestGroup)
  }
}

/** The context of a resolver behind `@Authorized`. */
export type SignedInContext = Context & { readonly viewer: Viewer }

/** @throws AppError UNAUTHENTICATED when nobody is signed in. */
export function signedIn(context: Context): asserts context is SignedInContext {
  if (context.viewer === null) throw new AppError('UNAUTHENTICATED')
}
