import { pino, type DestinationStream, type Logger } from 'pino'
import { isError, loggable } from '../errors/database-error.ts'

/**
 * The log: one JSON object a line. Cookies, credentials and variables never enter it; should a national ID or mobile number get into a
 * message all the same, the line is masked before it leaves the process.
 */
export function buildLogger(level: string, destination: DestinationStream = pino.destination(1)): Logger {
  return pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }), log: (facts) => withoutSecrets(facts, deepest) },
    },
    { write: (line) => destination.write(masked(line)) },
  )
}

const secrets =
  /^(set-)?(cookies?|authorization|password|current_?password|new_?password|password_?hash|token|secret|national_?id|phone|variables|parameters)$/i

/** What is nested deeper is no fact for a log. */
const deepest = 4

function withoutSecrets(facts: Record<string, unknown>, depth: number): Record<string, unknown> {
  return Object.fromEntries(Object.entries(facts).map(([name, value]) => [name, secrets.test(name) ? '[redacted]' : told(value, depth)]))
}

function told(value: unknown, depth: number): unknown {
  if (typeof value !== 'object' || value === null || value instanceof Date) return value
  if (isError(value)) return loggable(value)
  if (depth === 0) return '[…]'
  return Array.isArray(value) ? value.map((item) => told(item, depth - 1)) : withoutSecrets(value as Record<string, unknown>, depth - 1)
}

/** Masks whatever looks like a key, a token, a national ID number or a mobile number. */
export function masked(text: string): string {
  return text
    .replace(/\bqz_([a-z]+)_(?:([0-9a-f]{12})_)?[\w-]{43}/g, 'qz_$1_$2***')
    .replace(/(?<![\da-zA-Z])(\d{3})\d{11,14}([\dXx])(?![\da-zA-Z])/g, '$1***$2')
    .replace(/(?<![\da-zA-Z])(1[3-9]\d)\d{4}(\d{4})(?![\da-zA-Z])/g, '$1****$2')
}
