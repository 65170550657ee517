import { type ReportDimension, type ReportMeasure } from '#gql'
import { type Definition, filterOf, withFilter, withSource } from './definition.ts'
import { mostDimensions, sourceNames, sources } from './sources.ts'

/** What stands in the address; an absent value is that of the report as it was saved. */
export type Query = Readonly<Record<string, string | undefined>>

const none = '-'
const trees = ['NOW', 'AS_IT_WAS'] as const
const comparisons = ['PREVIOUS_PERIOD', 'SAME_PERIOD_LAST_YEAR'] as const
const charts = ['NONE', 'BAR', 'LINE', 'STACKED', 'HEAT_MAP', 'TREE_MAP'] as const
const periods = ['THIS_YEAR', 'LAST_YEAR', 'THIS_QUARTER', 'LAST_QUARTER', 'THIS_MONTH', 'LAST_MONTH', 'FROM_TO'] as const

const filterFields = [...new Set(sourceNames.flatMap((source) => Object.keys(sources[source].filters)))]
const plain = ['source', 'rows', 'columns', 'measures', 'depth', 'tree', 'having', 'order', 'first', 'empty', 'compare', 'chart', 'totals']
const parameters = ['shares', 'organization', 'period', 'from', 'to', 'day']

/** Every name that a definition may use in the address. */
export const queryKeys: readonly string[] = [...plain, ...parameters, ...filterFields]

/** A definition as it stands in the address, by what differs from the report as it was saved. */
export function queryOf(definition: Definition, base: Definition): Query {
  const told = textsOf(definition)
  const usual = textsOf(definition.source === base.source ? base : withSource(base, definition.source))
  return Object.fromEntries(
    queryKeys.map((key) => [
      key,
      key === 'source' ? (definition.source === base.source ? undefined : told[key]) : told[key] === usual[key] ? undefined : told[key],
    ]),
  )
}

/** Reads a definition out of an address. What cannot be one, somebody having typed it, is left as it was saved. */
export function readDefinition(query: Query, saved: Definition): Definition {
  const source = oneOf(sourceNames, query['source']) ?? saved.source
  const base = source === saved.source ? saved : withSource(saved, source)
  const { dimensions, measures, filters } = sources[source]
  const told = (key: string) => query[key]
  const list = <Name extends string>(key: string, all: readonly Name[], usual: readonly Name[]): Name[] =>
    told(key) === undefined ? [...usual] : namesIn(all, told(key)!)
  const rows = list<ReportDimension>('rows', dimensions, base.rows).slice(0, mostDimensions)
  const columns = list<ReportDimension>('columns', dimensions, base.columns)
    .filter((name) => !rows.includes(name))
    .slice(0, mostDimensions - rows.length)
  const chosen = list<ReportMeasure>('measures', measures, base.measures)
  const usualFilter = filterOf(base)
  const filter = Object.fromEntries(
    Object.entries(filters).flatMap(([name, shape]) => {
      const text = told(name)
      if (text === undefined) return usualFilter[name] === undefined ? [] : [[name, usualFilter[name]] as const]
      return text === none || text === '' ? [] : [[name, shape === 'list' ? text.split(',') : text] as const]
    }),
  )
  const flag = (key: string, usual: boolean) => (told(key) === undefined ? usual : told(key) === '1')
  const optional = <Value>(key: string, read: (text: string) => Value | undefined, usual: Value | null): Value | null =>
    told(key) === undefined ? usual : told(key) === none ? null : (read(told(key)!) ?? usual)
  return withFilter(
    {
      ...base,
      source,
      rows,
      columns,
      measures: chosen.length > 0 ? chosen : [sources[source].measure],
      organizationDepth: optional('depth', (text) => wholeNumber(text, 0, 20), base.organizationDepth) ?? base.organizationDepth,
      tree: optional('tree', (text) => oneOf(trees, text), base.tree) ?? base.tree,
      having: told('having') === undefined ? base.having : havingIn(told('having')!, measures),
      orderBy: optional('order', (text) => orderIn(text, measures), base.orderBy),
      first: optional('first', (text) => wholeNumber(text, 1, 50_000), base.first),
      emptyGroups: flag('empty', base.emptyGroups),
      compare: optional('compare', (text) => oneOf(comparisons, text), base.compare),
      chart: optional('chart', (text) => oneOf(charts, text), base.chart) ?? base.chart,
      showTotals: flag('totals', base.showTotals),
      showShares: flag('shares', base.showShares),
      parameters: {
        organization: optional('organization', (text) => (isUuid(text) ? text : undefined), base.parameters.organization),
        period: optional('period', (text) => oneOf(periods, text), base.parameters.period),
        from: optional('from', dayIn, base.parameters.from),
        to: optional('to', dayIn, base.parameters.to),
        asOf: optional('day', dayIn, base.parameters.asOf),
      },
    },
    filter,
  )
}

/** Every part of a definition as a text. */
function textsOf(definition: Definition): Record<string, string | undefined> {
  const { rows, columns, measures, organizationDepth, tree, having, orderBy, first, emptyGroups, compare, chart } = definition
  const { organization, period, from, to, asOf } = definition.parameters
  const list = (names: readonly string[]) => (names.length === 0 ? none : names.join(','))
  const filter = filterOf(definition)
  return {
    source: definition.source,
    rows: list(rows),
    columns: list(columns),
    measures: list(measures),
    depth: String(organizationDepth),
    tree,
    having: list(having.map((each) => `${each.measure}.${each.from ?? ''}.${each.to ?? ''}`)),
    order: orderBy === null ? none : `${orderBy.measure}.${orderBy.direction}`,
    first: first === null ? none : String(first),
    empty: emptyGroups ? '1' : '0',
    compare: compare ?? none,
    chart,
    totals: definition.showTotals ? '1' : '0',
    shares: definition.showShares ? '1' : '0',
    organization: organization ?? none,
    period: period ?? none,
    from: from ?? none,
    to: to ?? none,
    day: asOf ?? none,
    ...Object.fromEntries(
      Object.keys(sources[definition.source].filters).map((name) => [
        name,
        filter[name] === undefined ? none : [filter[name]].flat().join(','),
      ]),
    ),
  }
}

function oneOf<Name extends string>(names: readonly Name[], text: string | undefined): Name | undefined {
  return names.find((name) => name === text)
}

function namesIn<Name extends string>(names: readonly Name[], text: string): Name[] {
  return [...new Set(text.split(',').flatMap((part) => oneOf(names, part) ?? []))]
}

function wholeNumber(text: string, least: number, most: number): number | undefined {
  const number = /^-?\d{1,9}$/.test(text) ? Number(text) : Number.NaN
  return number >= least && number <= most ? number : undefined
}

function dayIn(text: string): string | undefined {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return undefined
  const day = new Date(`${text}T00:00:00Z`)
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text) ? text : undefined
}

function isUuid(text: string): boolean {
  return /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i.test(text)
}

function orderIn(text: string, measures: readonly ReportMeasure[]): Definition['orderBy'] | undefined {
  const [name, direction] = text.split('.')
  const measure = oneOf(measures, name)
  return measure !== undefined && (direction === 'ASC' || direction === 'DESC') ? { measure, direction } : undefined
}

function havingIn(text: string, measures: readonly ReportMeasure[]): Definition['having'] {
  const bound = (part: string | undefined) => wholeNumber(part ?? '', -(2 ** 31), 2 ** 31 - 1) ?? null
  return text.split(',').flatMap((part) => {
    const [name, from, to] = part.split('.')
    const measure = oneOf(measures, name)
    return measure === undefined ? [] : [{ measure, from: bound(from), to: bound(to) }]
  })
}
