import { type CountSource, type ReportChart, type ReportDefinitionInput, type ReportDimension, type ReportLayoutFragment } from '#gql'
import { isTime, sources } from './sources.ts'

/** What a report counts and how it is laid out, complete. */
export type Definition = Readonly<ReportLayoutFragment>

/** Where a builder begins: activities of this year, by nothing yet. */
export const blank: Definition = {
  source: 'ACTIVITIES',
  activityFilter: null,
  memberFilter: null,
  membershipChangeFilter: null,
  rows: [],
  columns: [],
  measures: ['COUNT'],
  organizationDepth: 1,
  tree: 'NOW',
  having: [],
  orderBy: null,
  first: null,
  emptyGroups: false,
  compare: null,
  chart: 'BAR',
  showTotals: true,
  showShares: false,
  parameters: { organization: null, period: 'THIS_YEAR', from: null, to: null, asOf: null },
}

/** Deeper than any tree: every organisation by itself. */
export const deepest = 20

export type Filter = Readonly<Record<string, readonly string[] | string>>

/** The filter of what is counted, without what is not set. */
export function filterOf(definition: Definition): Filter {
  const { filter, filters } = sources[definition.source]
  const values = (definition[filter] ?? {}) as Record<string, string[] | string | null | undefined>
  return Object.fromEntries(
    Object.keys(filters).flatMap((name) => {
      const value = values[name]
      return value === null || value === undefined || value.length === 0 ? [] : [[name, value] as const]
    }),
  )
}

export function withFilter(definition: Definition, filter: Filter): Definition {
  const value = Object.keys(filter).length === 0 ? null : filter
  return { ...definition, [sources[definition.source].filter]: value }
}

/** Counts something else: what both have in common stays. */
export function withSource(definition: Definition, source: CountSource): Definition {
  const { dimensions, measures, measure } = sources[source]
  const known = <Name>(names: readonly Name[], all: readonly Name[]) => names.filter((name) => all.includes(name))
  const kept = source === 'MEMBERS' ? [] : known(definition.measures, measures)
  return {
    ...definition,
    source,
    activityFilter: null,
    memberFilter: null,
    membershipChangeFilter: null,
    rows: known(definition.rows, dimensions),
    columns: known(definition.columns, dimensions),
    measures: kept.length > 0 ? kept : [measure],
    having: [],
    orderBy: null,
    compare: null,
    parameters: { ...definition.parameters, ...(source === 'MEMBERS' ? { period: null, from: null, to: null } : {}) },
  }
}

/** The kinds of chart that say something about a layout; none where there are no rows. */
export function fittingCharts({ rows, columns }: Pick<Definition, 'rows' | 'columns'>): ReportChart[] {
  if (rows.length === 0) return []
  const hasTime = columns.length === 1 ? columns.every(isTime) : columns.length === 0 && rows.length === 1 && rows.every(isTime)
  return [
    'BAR',
    ...(columns.length > 0 ? (['STACKED'] as const) : []),
    ...(hasTime ? (['LINE'] as const) : []),
    ...(rows.length === 1 && columns.length === 1 ? (['HEAT_MAP'] as const) : []),
    'TREE_MAP',
  ]
}

/** The days that a comparison needs are there. */
export function canCompare({ source, parameters }: Definition): boolean {
  if (source === 'MEMBERS') return true
  return parameters.period === 'FROM_TO' ? parameters.from !== null && parameters.to !== null : parameters.period !== null
}

/**
 * The definition as the API takes it. Wishes that do not go with the layout of the moment, such as a chart of rows where there are none,
 * are left out; they come back with the layout.
 */
export function inputOf(definition: Definition): ReportDefinitionInput {
  const { source, rows, columns, measures, organizationDepth, tree, having, orderBy, first, emptyGroups, compare, parameters } = definition
  const { chart, showTotals, showShares } = definition
  const { filter } = sources[source]
  const conditions = filterOf(definition)
  const isTall = columns.length === 0
  const isCustom = parameters.period === 'FROM_TO'
  return {
    source,
    ...(Object.keys(conditions).length > 0 && { [filter]: conditions }),
    rows: [...rows],
    columns: [...columns],
    measures: [...measures],
    organizationDepth,
    tree,
    having: having
      .filter(({ measure, from, to }) => measures.includes(measure) && (from !== null || to !== null))
      .map(({ measure, from, to }) => ({ measure, ...(from !== null && { from }), ...(to !== null && { to }) })),
    ...(isTall && orderBy && { orderBy: { measure: orderBy.measure, direction: orderBy.direction } }),
    ...(isTall && first !== null && rows.length > 0 && { first }),
    emptyGroups,
    ...(compare !== null && canCompare(definition) && { compare }),
    chart: chart === 'NONE' || fittingCharts(definition).includes(chart) ? chart : (fittingCharts(definition)[0] ?? 'NONE'),
    showTotals,
    showShares,
    parameters: {
      ...(parameters.organization !== null && { organization: parameters.organization }),
      ...(parameters.period !== null &&
        (!isCustom || (parameters.from !== null && parameters.to !== null)) && { period: parameters.period }),
      ...(isCustom && parameters.from !== null && parameters.to !== null && { from: parameters.from, to: parameters.to }),
      ...(tree === 'NOW' && parameters.asOf !== null && { asOf: parameters.asOf }),
    },
  }
}

/** Whether two definitions are the same to the API. */
export function isSame(one: Definition, other: Definition): boolean {
  return JSON.stringify(inputOf(one)) === JSON.stringify(inputOf(other))
}

export type Shelf = 'rows' | 'columns'

/** Puts a dimension on a shelf at a place, from wherever it stands. Where there is no room for one more, nothing changes. */
export function placed(definition: Definition, dimension: ReportDimension, shelf: Shelf, at: number, most: number): Definition {
  const rows = definition.rows.filter((each) => each !== dimension)
  const columns = definition.columns.filter((each) => each !== dimension)
  if (rows.length + columns.length >= most) return definition
  const target = shelf === 'rows' ? rows : columns
  target.splice(Math.max(0, Math.min(target.length, at)), 0, dimension)
  return { ...definition, rows, columns }
}

/** Where a dimension goes that is only named: the first of time across, once there is something to stand at the side. */
export function usualShelf({ rows, columns }: Definition, dimension: ReportDimension): Shelf {
  return isTime(dimension) && rows.length > 0 && columns.length === 0 ? 'columns' : 'rows'
}

export function without(definition: Definition, dimension: ReportDimension): Definition {
  const others = (names: readonly ReportDimension[]) => names.filter((each) => each !== dimension)
  return { ...definition, rows: others(definition.rows), columns: others(definition.columns) }
}

/** A list with one value taken to another place; appended where it was not in it. */
export function moved<Value>(list: readonly Value[], value: Value, at: number): Value[] {
  const others = list.filter((each) => each !== value)
  others.splice(Math.max(0, Math.min(others.length, at)), 0, value)
  return others
}
