import { type MessageKey, type MessageParams } from '../../../platform/i18n/texts.ts'
import { type CountModel, type CountRequest } from './model.ts'

/** Why a request cannot be counted, and which part of it is to blame. */
export interface CountProblem {
  readonly field: string
  readonly key: MessageKey
  readonly params: MessageParams
}

const mostDimensions = 4

/** What is wrong with a request whose values are of the right types. */
export function problemsOf(model: CountModel, { by, tree, asOf, compare, filter }: CountRequest): CountProblem[] {
  const problems: CountProblem[] = []
  const problem = (field: string, key: MessageKey, params: MessageParams = {}) => problems.push({ field, key, params })
  if (by.length > mostDimensions || new Set(by).size < by.length) problem('by', 'counts.dimensions', { most: mostDimensions })
  if (model.timed && tree === 'AS_IT_WAS' && asOf !== null) problem('tree', 'counts.treeOrDay')
  if (compare !== null && model.timed && (filter['from'] == null || filter['to'] == null || filter['from'] > filter['to']))
    problem('compare', 'counts.compareNeedsPeriod')
  if (compare === 'PREVIOUS_PERIOD' && !model.timed) problem('compare', 'counts.compareByYear')
  return problems
}
