import { type CountQuery, type CountSource, mostTableRows } from '../../counts/index.ts'
import { type ReportPeriod } from '../report.enums.ts'
import { constantOf } from './report-names.ts'
import { type ReportDefinition, type ReportParameters } from './report-definition.type.ts'
import { type Days, daysOf } from './report-period.ts'

/** Of what, from when to when, by which day's tree a report is run. */
export interface ReportRun extends Days {
  readonly organization: string | null
  readonly period: ReportPeriod | null
  readonly asOf: string | null
}

/** The filter of each source, by the field of a definition. */
export const filterOf: Readonly<Record<CountSource, 'activityFilter' | 'memberFilter' | 'membershipChangeFilter'>> = {
  ACTIVITIES: 'activityFilter',
  MEMBERS: 'memberFilter',
  MEMBERSHIP_CHANGES: 'membershipChangeFilter',
}

/** The parameters of a run: what was asked for this time, and otherwise what the definition says. The period comes as one: kind and days. */
export function parametersOf(usual: ReportParameters, asked: ReportParameters | null | undefined): ReportParameters {
  const days = asked?.period === undefined && asked?.from === undefined && asked?.to === undefined ? usual : asked
  return {
    organization: asked?.organization === undefined ? usual.organization : asked.organization,
    period: days.period,
    from: days.from,
    to: days.to,
    asOf: asked?.asOf === undefined ? usual.asOf : asked.asOf,
  }
}

/** The days that parameters come to. Members are counted on the last one, or today where that is ahead or open. */
export function runOf(source: CountSource, parameters: ReportParameters, today: string): ReportRun {
  const { organization = null, period = null, asOf = null } = parameters
  const days =
    period === null || period === 'FROM_TO' ? { from: parameters.from ?? null, to: parameters.to ?? null } : daysOf(period, today)
  const lastDay = source === 'MEMBERS' && days.to !== null && days.to < today ? days.to : null
  return { organization, period, ...days, asOf: asOf ?? lastDay }
}

/** What a run of a report counts: rows and columns together are its dimensions. */
export function countQueryOf(definition: ReportDefinition, run: ReportRun): CountQuery {
  const { source, rows, columns, measures, organizationDepth, tree, having, orderBy, first, emptyGroups, compare } = definition
  const days = source === 'MEMBERS' ? {} : { ...(run.from === null ? {} : { from: run.from }), ...(run.to === null ? {} : { to: run.to }) }
  return {
    source,
    filter: { ...definition[filterOf[source]], ...(run.organization === null ? {} : { organization: run.organization }), ...days },
    by: [...rows, ...columns],
    measures,
    organizationDepth,
    tree,
    asOf: run.asOf,
    having: Object.fromEntries(
      having.map(({ measure, from, to }) => [measure, { ...(from == null ? {} : { from }), ...(to == null ? {} : { to }) }]),
    ),
    orderBy: orderBy == null ? 'DIMENSIONS' : `${constantOf(orderBy.measure)}_${orderBy.direction}`,
    first: first ?? mostTableRows,
    emptyGroups,
    compare: compare ?? null,
  }
}
