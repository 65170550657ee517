import { countSources, type CountQuery, type CountSource } from './engine/count-query.ts'
import { constantOf } from './engine/groups.ts'
import { type CountModel, type CountRequest } from './engine/model.ts'
import { type CountProblem, problemsOf } from './engine/problems.ts'
import { activityCountModel } from './activity-count.model.ts'
import { filterFields } from './filter-fields.ts'
import { memberCountModel } from './member-count.model.ts'
import { membershipChangeModel } from './membership-change.model.ts'
import { isDay, isListOf, isRecord, isWithin } from './shapes.ts'

/** What is counted from which source. */
export const models: Record<CountSource, CountModel> = {
  ACTIVITIES: activityCountModel,
  MEMBERS: memberCountModel,
  MEMBERSHIP_CHANGES: membershipChangeModel,
}

/** The most rows of a table; more than a screen shows, because files may hold them. */
export const mostTableRows = 50_000

/** A query with what it leaves out. */
export function requestOf(query: CountQuery): CountRequest {
  return {
    filter: query.filter,
    by: query.by,
    organizationDepth: query.organizationDepth ?? 1,
    tree: query.tree ?? 'NOW',
    asOf: query.asOf ?? null,
    having: query.having ?? {},
    orderBy: query.orderBy ?? 'DIMENSIONS',
    first: query.first ?? 1000,
    emptyGroups: query.emptyGroups ?? false,
    compare: query.compare ?? null,
  }
}

/** What is wrong with a query of unknown shape, field by field. */
export function queryProblems(query: unknown): CountProblem[] {
  if (!isRecord(query)) return [{ field: 'source', key: 'counts.invalid', params: { field: 'source' } }]
  const model = Object.hasOwn(models, String(query['source'])) ? models[query['source'] as CountSource] : undefined
  if (model === undefined) return [unusable('source')]
  const problems = Object.keys(query)
    .filter((field) => !Object.hasOwn(shapes, field))
    .map(unusable)
  for (const [field, isRight] of Object.entries(shapes)) {
    const value = query[field]
    const required = ['source', 'filter', 'by', 'measures'].includes(field)
    if (value === undefined ? required : !isRight(value, model)) problems.push(unusable(field))
  }
  if (problems.length > 0) return problems
  const known = filterFields[query['source'] as CountSource]
  for (const [field, value] of Object.entries(query['filter'] as Record<string, unknown>)) {
    if (value != null && known[field]?.(value) !== true) problems.push(unusable(`filter.${field}`))
  }
  return problems.length > 0 ? problems : problemsOf(model, requestOf(query as unknown as CountQuery))
}

function unusable(field: string): CountProblem {
  return { field, key: 'counts.invalid', params: { field } }
}

type Shape = (value: unknown, model: CountModel) => boolean

const shapes: Record<keyof CountQuery, Shape> = {
  source: (value) => countSources.includes(value as CountSource),
  filter: isRecord,
  by: (value, { dimensions }) => isListOf(value, (each) => Object.hasOwn(dimensions, each)),
  measures: (value, { measures }) => isListOf(value, (each) => Object.hasOwn(measures, each)) && (value as string[]).length > 0,
  organizationDepth: (value) => isWithin(value, 0, 20),
  tree: (value) => value === 'NOW' || value === 'AS_IT_WAS',
  asOf: (value) => value === null || isDay(value),
  having: (value, { measures }) =>
    isRecord(value) && Object.entries(value).every(([name, range]) => Object.hasOwn(measures, name) && isRange(range)),
  orderBy: (value, { measures }) =>
    value === 'DIMENSIONS' ||
    Object.keys(measures).some((name) => [`${constantOf(name)}_ASC`, `${constantOf(name)}_DESC`].includes(String(value))),
  first: (value) => isWithin(value, 1, mostTableRows),
  emptyGroups: (value) => typeof value === 'boolean',
  compare: (value) => value === null || value === 'PREVIOUS_PERIOD' || value === 'SAME_PERIOD_LAST_YEAR',
}

function isRange(value: unknown): boolean {
  return (
    isRecord(value) &&
    Object.entries(value).every(
      ([bound, figure]) => ['from', 'to'].includes(bound) && (figure === undefined || isWithin(figure, -(2 ** 31), 2 ** 31 - 1)),
    )
  )
}
