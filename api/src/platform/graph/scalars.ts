import { GraphQLError, GraphQLScalarType, Kind } from 'graphql'
import { Temporal } from '@js-temporal/polyfill'

/** A civil day, YYYY-MM-DD. Text on both sides: a day has no time zone to be lost in. */
export const DateScalar = new GraphQLScalarType<string, string>({
  name: 'Date',
  description: 'A civil day in Asia/Shanghai, `YYYY-MM-DD` 「日期」.',
  serialize: (value) => String(value),
  parseValue: day,
  parseLiteral: (node) => day(node.kind === Kind.STRING ? node.value : undefined),
})

/** An instant, RFC 3339. */
export const DateTimeScalar = new GraphQLScalarType<string, string>({
  name: 'DateTime',
  description: 'An instant, RFC 3339, such as `2026-11-23T09:30:00+08:00` 「时间」.',
  serialize: (value) => (value instanceof Date ? value.toISOString() : String(value)),
  parseValue: instant,
  parseLiteral: (node) => instant(node.kind === Kind.STRING ? node.value : undefined),
})

function day(value: unknown): string {
  if (typeof value === 'string' && isCivilDay(value)) return value
  throw new GraphQLError('A Date is a day that exists, written YYYY-MM-DD. 日期须为实际存在的日子，写作 YYYY-MM-DD。')
}

function instant(value: unknown): string {
  if (typeof value === 'string' && parses(() => Temporal.Instant.from(value))) return value
  throw new GraphQLError(
    'A DateTime is an instant with an offset, such as 2026-11-23T09:30:00+08:00. 时间须带时区，例如 2026-11-23T09:30:00+08:00。',
  )
}

/** Whether the text is a day that exists; no calendar has a year 0. A date that does not is another one once it is read, or none. */
function isCivilDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text) || text.startsWith('0000')) return false
  const midnight = new Date(`${text}T00:00:00Z`)
  return !Number.isNaN(midnight.getTime()) && midnight.toISOString().startsWith(text)
}

function parses(read: () => unknown): boolean {
  try {
    read()
    return true
  } catch {
    return false
  }
}
