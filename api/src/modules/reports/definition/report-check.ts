import { userError } from '../../../platform/errors/user-error.ts'
import { type UserError } from '../../../platform/errors/user-error.type.ts'
import { type MessageKey, type MessageParams } from '../../../platform/i18n/texts.ts'
import { checkCountQuery, mostTableRows } from '../../counts/index.ts'
import { type ReportDefinition, type ReportParameters } from './report-definition.type.ts'
import { countQueryOf, filterOf, runOf } from './report-query.ts'

/** What is wrong with a definition, field by field below `definition`; empty when it can be run. */
export function definitionErrors(definition: ReportDefinition, today: string): UserError[] {
  const problems = [...filterProblems(definition), ...layoutProblems(definition)]
  return [
    ...problems.map(({ field, key, params }) => userError('INVALID', key, { field: ['definition', ...field], params })),
    ...parameterErrors(definition.parameters, ['definition', 'parameters']),
    ...countErrors(definition, definition.parameters, today, ['definition', 'parameters']),
  ]
}

/** What is wrong with parameters; `path` says where they stand in the input. */
export function parameterErrors({ period = null, from = null, to = null }: ReportParameters, path: readonly string[]): UserError[] {
  const refused = (field: string, key: MessageKey) => [userError('INVALID', key, { field: [...path, field] })]
  if (period !== 'FROM_TO') return from === null && to === null ? [] : refused(from === null ? 'to' : 'from', 'report.daysWithoutPeriod')
  if (from === null) return refused('from', 'report.periodNeedsDays')
  if (to === null) return refused('to', 'report.periodNeedsDays')
  return from > to ? refused('to', 'report.periodBackwards') : []
}

/** What the count itself has against it. */
export function countErrors(
  definition: ReportDefinition,
  parameters: ReportParameters,
  today: string,
  path: readonly string[],
): UserError[] {
  const query = countQueryOf(definition, runOf(definition.source, parameters, today))
  return checkCountQuery(query).map((error) => ({ ...error, field: placeOf(error.field ?? [], definition, path) }))
}

interface Problem {
  readonly field: readonly string[]
  readonly key: MessageKey
  readonly params?: MessageParams
}

function* filterProblems(definition: ReportDefinition): Generator<Problem> {
  const own = filterOf[definition.source]
  for (const name of Object.values(filterOf))
    if (name !== own && definition[name] != null) yield { field: [name], key: 'report.otherFilter' }
  const filter: Record<string, unknown> = { ...definition[own] }
  for (const name of ['organization', 'from', 'to']) if (filter[name] != null) yield { field: [own, name], key: 'report.isParameter' }
}

function* layoutProblems({ rows, columns, measures, having, orderBy, first, chart }: ReportDefinition): Generator<Problem> {
  if (new Set(measures).size < measures.length) yield { field: ['measures'], key: 'report.measureTwice' }
  const ranges = having.map(({ measure }) => measure)
  if (new Set(ranges).size < ranges.length) yield { field: ['having'], key: 'report.measureTwice' }
  if (columns.length > 0 && orderBy != null) yield { field: ['orderBy'], key: 'report.notWithColumns' }
  if (columns.length > 0 && first != null) yield { field: ['first'], key: 'report.notWithColumns' }
  if (first != null && (first < 1 || first > mostTableRows))
    yield { field: ['first'], key: 'report.first', params: { most: mostTableRows } }
  const fits =
    chart === 'NONE' ||
    (chart === 'HEAT_MAP' ? rows.length === 1 && columns.length === 1 : rows.length > 0 && (chart !== 'STACKED' || columns.length > 0))
  if (!fits) yield { field: ['chart'], key: 'report.chart' }
}

/** Where in a definition a part of its count query stands. */
function placeOf([part = '', ...rest]: readonly string[], definition: ReportDefinition, path: readonly string[]): string[] {
  const own = filterOf[definition.source]
  if (part === 'filter')
    return rest[0] === 'organization' || rest[0] === 'from' || rest[0] === 'to' ? [...path, rest[0]] : ['definition', own, ...rest]
  if (part === 'asOf') return [...path, 'asOf']
  if (part === 'by') return ['definition', definition.columns.length > 0 && isKnown(definition.rows, definition) ? 'columns' : 'rows']
  return ['definition', part, ...rest]
}

/** Whether the fault lies with other dimensions than these. */
function isKnown(rows: readonly string[], definition: ReportDefinition): boolean {
  return (
    checkCountQuery({
      ...countQueryOf(
        { ...definition, rows: [...rows], columns: [] },
        { organization: null, period: null, from: null, to: null, asOf: null },
      ),
      compare: null,
    }).length === 0
  )
}
