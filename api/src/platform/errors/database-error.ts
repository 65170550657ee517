import { types } from 'node:util'

/** What became of a statement: the database cannot be reached, it was stopped for taking too long, or the statement itself failed. */
export type DatabaseProblem = 'unavailable' | 'timeout' | 'failed'

/** Tells errors of the database from all others; undefined for those. */
export function databaseProblem(error: unknown): DatabaseProblem | undefined {
  for (const cause of causes(error)) {
    const code = codeOf(cause)
    // a server that is being restarted takes its socket away
    if (code === 'ENOENT' && (cause as NodeJS.ErrnoException).syscall === 'connect') return 'unavailable'
    if (unreachable.has(code) || code.startsWith('08') || unreachableMessage.test(cause.message)) return 'unavailable'
    if (code === queryCanceled) return 'timeout'
    if (outages.has(code)) return 'unavailable'
    if (sqlState.test(code)) return 'failed'
  }
  return undefined
}

/** Whether a statement failed because of this constraint. */
export function violates(error: unknown, constraint: string): boolean {
  return error instanceof Error && (driverError(error) as { constraint?: unknown }).constraint === constraint
}

/**
 * What of an error may stand in the log. A message of PostgreSQL quotes the values it complains of (`invalid input syntax for type
 * date: "…"`), TypeORM adds the parameters: both are left out, and so is the line of the stack that repeats the message.
 */
export function loggable(error: unknown): Record<string, unknown> {
  if (!isError(error)) return { type: typeof error }
  const { table, column, constraint, routine } = driverError(error) as unknown as Record<string, unknown>
  const code = codeOf(error)
  const message = databaseProblem(error) === undefined ? error.message : error.message.replace(/"[^"]*"/g, '"…"').split('\n')[0]
  const frames = error.stack?.split('\n').filter((line) => /^\s+at /.test(line))
  return {
    type: error.name,
    message,
    ...(code === '' ? {} : { code }),
    ...Object.fromEntries(Object.entries({ table, column, constraint, routine }).filter(([, value]) => typeof value === 'string')),
    ...(frames === undefined ? {} : { stack: frames.join('\n') }),
    ...(isError(error.cause) ? { cause: loggable(error.cause) } : {}),
  }
}

const sqlState = /^[0-9A-Z]{5}$/
const queryCanceled = '57014'

/** Shutting down, starting up, out of connections, read-only after a failover, disk full, out of memory. */
const outages = new Set(['57P01', '57P02', '57P03', '53300', '53400', '25006', '53100', '53200', '25P03'])
const unreachable = new Set(['ECONNREFUSED', 'ECONNRESET', 'ENOTFOUND', 'ETIMEDOUT', 'EPIPE', 'EHOSTUNREACH', 'ENETUNREACH', 'EAI_AGAIN'])

/** pg and its pool have no codes for these. */
const unreachableMessage =
  /^(Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error|Driver not Connected|Cannot use a pool after calling end|Client was closed|timeout expired)/

/** An error, those of several attempts within it, and what caused it. */
function* causes(error: unknown): Generator<Error> {
  if (!isError(error)) return
  yield driverError(error)
  if (error instanceof AggregateError) for (const inner of error.errors) yield* causes(inner)
  yield* causes((error as { originalError?: unknown }).originalError)
  yield* causes(error.cause)
}

function driverError(error: Error): Error {
  const driver = (error as { driverError?: unknown }).driverError
  return isError(driver) ? driver : error
}

/** Also one from another realm, such as Node's own within a sandbox. */
export function isError(value: unknown): value is Error {
  return value instanceof Error || types.isNativeError(value)
}

function codeOf(error: Error): string {
  const code = (driverError(error) as { code?: unknown }).code
  return typeof code === 'string' ? code : ''
}
