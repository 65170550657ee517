import { type MessageKey, type MessageParams } from '../i18n/texts.ts'

/** The error codes of the API, each with its status where a whole request fails, and what is said when nothing better is known. */
const kinds = {
  UNAUTHENTICATED: { status: 401, message: 'error.unauthenticated' },
  FORBIDDEN: { status: 403, message: 'error.forbidden' },
  NOT_FOUND: { status: 404, message: 'error.notFound' },
  BAD_USER_INPUT: { status: 400, message: 'error.badUserInput' },
  QUERY_TOO_COMPLEX: { status: 400, message: 'error.queryTooComplex' },
  THROTTLED: { status: 429, message: 'error.throttled' },
  IDEMPOTENCY_MISMATCH: { status: 409, message: 'error.idempotencyMismatch' },
  CURSOR_EXPIRED: { status: 410, message: 'error.cursorExpired' },
  CURSOR_EPOCH_CHANGED: { status: 409, message: 'error.cursorEpochChanged' },
  UNAVAILABLE: { status: 503, message: 'error.unavailable' },
} as const satisfies Record<string, { status: number; message: MessageKey }>

export type ErrorCode = keyof typeof kinds

/** What cannot be answered and no user can mend in a form. What a user can mend is a `UserError`, a value. */
export class AppError extends Error {
  readonly messageKey: MessageKey
  /** More for programs, under `extensions`. */
  readonly details: Readonly<Record<string, unknown>>

  constructor(
    readonly code: ErrorCode,
    messageKey?: MessageKey,
    readonly params: MessageParams = {},
    options?: ErrorOptions & { readonly details?: Readonly<Record<string, unknown>> },
  ) {
    super(code, options)
    this.name = 'AppError'
    this.details = options?.details ?? {}
    this.messageKey = messageKey ?? kinds[code].message
  }

  /** The HTTP status where the error is the whole answer. */
  get status(): number {
    return kinds[this.code].status
  }
}
