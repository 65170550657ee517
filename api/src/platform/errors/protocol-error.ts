import { type GraphQLError, Kind } from 'graphql'
import { type MessageKey, type MessageParams } from '../i18n/texts.ts'

interface ProtocolProblem {
  readonly code: string
  readonly status: number
  readonly messageKey: MessageKey
  readonly params: MessageParams
}

/**
 * What is wrong with a request before anything of it runs: Apollo and graphql-js say it in English and quote what they were sent, which
 * may be a national ID number. Undefined for an error that is none of these.
 */
export function protocolProblem(error: GraphQLError): ProtocolProblem | undefined {
  const code = error.extensions['code']
  if (code === 'GRAPHQL_PARSE_FAILED') return syntaxProblem(error)
  if (code === 'GRAPHQL_VALIDATION_FAILED') return validationProblem(error)
  if (code === 'BAD_REQUEST') return badRequest(error)
  if (code === 'OPERATION_RESOLUTION_FAILURE' || code === 'PERSISTED_QUERY_NOT_SUPPORTED') {
    return { code, status: 400, messageKey: 'error.badRequest', params: {} }
  }
  // an argument whose variable turned out to be null
  if (code === undefined && /^Argument "\w+" (of|has) /.test(error.message)) {
    return { code: 'BAD_USER_INPUT', status: 400, messageKey: 'error.badUserInput', params: {} }
  }
  return undefined
}

function syntaxProblem(error: GraphQLError): ProtocolProblem {
  const at = error.locations?.[0]
  // more tokens than are read, or nested beyond what the parser's stack holds
  if (at === undefined || error.message.includes('tokens. Parsing aborted')) {
    return { code: 'QUERY_TOO_COMPLEX', status: 400, messageKey: 'error.queryTooComplex', params: {} }
  }
  return { code: 'GRAPHQL_PARSE_FAILED', status: 400, messageKey: 'query.syntax', params: { line: at.line, column: at.column } }
}

function validationProblem(error: GraphQLError): ProtocolProblem {
  const base = { code: 'GRAPHQL_VALIDATION_FAILED', status: 400 }
  const expected = valueKinds.has(error.nodes?.[0]?.kind ?? '') ? typeNamed(error.message) : undefined
  if (expected !== undefined) return { ...base, messageKey: 'query.literal', params: { type: expected } }
  return { ...base, messageKey: 'query.invalid', params: { detail: error.message.replace(/ Did you mean .*$/s, '') } }
}

const valueKinds = new Set<string>([Kind.INT, Kind.FLOAT, Kind.STRING, Kind.BOOLEAN, Kind.ENUM, Kind.LIST, Kind.OBJECT, Kind.NULL])

/** The messages about a literal name the expected type in one of these ways, beside the literal itself. */
function typeNamed(message: string): string {
  return /(?:of type|in) "([\w[\]!]+)"/.exec(message)?.[1] ?? /^(?:Enum )?"?(\w+)"? cannot represent/.exec(message)?.[1] ?? 'type'
}

function badRequest(error: GraphQLError): ProtocolProblem {
  const { status = 400 } = (error.extensions['http'] ?? {}) as { status?: number }
  const known = badRequests.find(({ pattern }) => pattern.test(error.message))
  return { code: 'BAD_REQUEST', status, messageKey: known?.key ?? 'error.badRequest', params: {} }
}

const badRequests: readonly { pattern: RegExp; key: MessageKey }[] = [
  { pattern: /Cross-Site Request Forgery/, key: 'http.preflight' },
  { pattern: /batching disabled/, key: 'http.batching' },
  { pattern: /supports only GET\/POST|GET requests only support query/, key: 'http.methodNotAllowed' },
  { pattern: /content-type header other than/, key: 'http.mediaType' },
]
