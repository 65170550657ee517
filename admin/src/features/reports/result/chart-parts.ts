import { type ChartData } from './chart-data.ts'
import { type ChartWords } from './chart-option.ts'

export const mostBars = 40
export const barHeight = 26
export const usualHeight = 320
export const margins = { left: 8, right: 24, top: 16, bottom: 8, containLabel: true }

/** The axis of names; lying bars begin at the top. */
export function nameAxis(names: readonly string[], lying: boolean, words: ChartWords) {
  return { type: 'category', data: names, ...(lying && { inverse: true, axisLabel: nameWidth(words) }) }
}

export function figureAxis(data: ChartData, words: ChartWords) {
  return {
    type: 'value',
    axisLabel: { formatter: (value: number) => words.figure(value), hideOverlap: true },
    splitNumber: words.narrow ? 3 : 5,
    minInterval: data.unit === 'NUMBER' ? 1 : 0,
  }
}

export function nameWidth(words: ChartWords) {
  return { width: words.narrow ? 104 : 180, overflow: 'truncate' }
}

/** Says that not all is shown. */
export function partOf(shown: number, total: number) {
  return shown < total ? { shown, total } : undefined
}
