import { GraphQLError } from 'graphql'
import { ArgumentValidationError } from 'type-graphql'
import { type Language } from '../i18n/language.ts'
import { type MessageKey, type MessageParams, type Say } from '../i18n/texts.ts'
import { AppError } from './app-error.ts'
import { databaseProblem } from './database-error.ts'
import { protocolProblem } from './protocol-error.ts'
import { failedFields } from './validation-error.ts'

/** Who is told of an error. */
export interface Listener {
  readonly language: Language
  readonly requestId: string
  readonly say: Say
}

/** What may be said of an error: no stack, no SQL, no name of a table, nothing of what the client sent. */
export interface ErrorReport {
  readonly code: string
  readonly status: number
  readonly message: string
  /** More for programs, under `extensions`. */
  readonly details: Readonly<Record<string, unknown>>
  /** A fault of ours, to be logged; the client is given its number only. */
  readonly internal: boolean
}

/** The one place where errors become answers. */
export function reportOf(error: unknown, listener: Listener): ErrorReport {
  const known = originalOf(error)
  if (known instanceof AppError) return report(listener, known.code, known.status, known.messageKey, known.params, known.details)
  if (known instanceof ArgumentValidationError) {
    const fields = failedFields(known)
    return report(
      listener,
      'BAD_USER_INPUT',
      400,
      'input.invalid',
      { fields: fields.map(({ path }) => path.join('.')).join(', ') },
      { fields },
    )
  }
  const database = databaseProblem(known)
  if (database === 'unavailable') return report(listener, 'UNAVAILABLE', 503, 'error.unavailable')
  if (database === 'timeout') return report(listener, 'UNAVAILABLE', 503, 'error.timeout')
  const protocol = known instanceof GraphQLError ? protocolProblem(known) : undefined
  if (protocol !== undefined) return report(listener, protocol.code, protocol.status, protocol.messageKey, protocol.params)
  return { ...report(listener, 'INTERNAL_SERVER_ERROR', 500, 'error.internal', { requestId: listener.requestId }), internal: true }
}

function report(
  { language, say }: Listener,
  code: string,
  status: number,
  key: MessageKey,
  params: MessageParams = {},
  details: Readonly<Record<string, unknown>> = {},
): ErrorReport {
  return { code, status, message: say(language, key, params), details, internal: false }
}

/** GraphQL wraps what a resolver threw, sometimes more than once; Apollo wraps GraphQL's own complaints, and only the wrapper has a code. */
export function originalOf(error: unknown): unknown {
  if (!(error instanceof GraphQLError) || error.originalError === undefined) return error
  const { originalError } = error
  const codeIsLost =
    originalError instanceof GraphQLError && originalError.extensions['code'] === undefined && error.extensions['code'] !== undefined
  return codeIsLost ? error : originalOf(originalError)
}
