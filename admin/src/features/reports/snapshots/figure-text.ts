import { formatCount, formatRate } from '#ui/format/number.ts'

/** Stands where a figure may not be told. */
export const suppressedSign = '*'

/** A figure of a column in words; a dash where there is none. */
export function figureText(value: number | null | undefined, unit: string): string {
  return unit === 'NUMBER' ? formatCount(value) : formatRate(value)
}

/** Rates are the only measures in ten-thousandths. */
export function unitOf(measure: string): string {
  return measure.endsWith('_RATE') ? 'TEN_THOUSANDTHS' : 'NUMBER'
}

/** A difference with its sign. */
export function differenceText(value: number | null | undefined, unit: string): string {
  return value !== null && value !== undefined && value > 0 ? `+${figureText(value, unit)}` : figureText(value, unit)
}
