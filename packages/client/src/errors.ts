/** An error of an answer, as GraphQL words it. */
export interface AnsweredError {
  readonly message: string
  readonly path?: readonly (string | number)[]
  readonly extensions?: { readonly code?: string; readonly requestId?: string; readonly retryAfter?: number }
}

/** The server refused a request, or could not be reached in time. `code` is for programs and never changes. */
export class QizhiError extends Error {
  constructor(
    readonly code: string,
    message: string,
    /** The HTTP status; 0 where there was no answer. */
    readonly status: number,
    readonly errors: readonly AnsweredError[] = [],
    options?: { readonly cause?: unknown },
  ) {
    super(message, options)
    this.name = 'QizhiError'
  }

  /** What to tell the operator of the server. */
  get requestId(): string | undefined {
    return this.errors.find(({ extensions }) => extensions?.requestId !== undefined)?.extensions?.requestId
  }
}
