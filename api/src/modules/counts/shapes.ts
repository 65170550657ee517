import { Temporal } from '@js-temporal/polyfill'

/** Whether a value is a day that exists, YYYY-MM-DD. */
export function isDay(value: unknown): boolean {
  if (typeof value !== 'string' || !/^\d{4}-\d{2}-\d{2}$/.test(value)) return false
  try {
    Temporal.PlainDate.from(value)
    return true
  } catch {
    return false
  }
}

/** Whether a value is a list of such texts. */
export function isListOf(value: unknown, isRight: (each: string) => boolean): boolean {
  return Array.isArray(value) && value.every((each) => typeof each === 'string' && isRight(each))
}

/** Whether a value is an integer from `least` to `most`. */
export function isWithin(value: unknown, least: number, most: number): boolean {
  return Number.isInteger(value) && (value as number) >= least && (value as number) <= most
}

/** Whether a value is a plain object. */
export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
