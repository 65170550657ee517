import { AppError } from '../../../platform/errors/app-error.ts'
import { type Compiled } from '../../../platform/graph/compile.ts'
import { finishAll, type Finish } from '../../../platform/graph/finish.ts'
import { type Sql } from '../../../platform/graph/graph.ts'
import { applicable, type SelectedField } from '../../../platform/graph/selection.ts'
import { type Statement } from '../../../platform/graph/statement.ts'
import { Figures, type Side, sumsOf } from './figures.ts'
import { type Count, gathered, groupCtes, measureNamed, onPage, orderOf } from './groups.ts'
import { type CountModel, type CountRequest, type Slice } from './model.ts'
import { earlierPeriod, type Period, shiftOf } from './period.ts'
import { compileRows, compileTotals } from './rows.ts'
import { seesPersons } from './sight.ts'

/** One statement for rows, totals, rest, subtotals and the ledger behind each row, whatever was selected. The request was checked. */
export function compileCounts(model: CountModel, request: CountRequest, fields: readonly SelectedField[], q: Statement): Compiled {
  const count = countOf(model, request, fields, q)
  const parts: Sql[] = []
  const finishes: Finish[] = []
  const totalsOf = (field: SelectedField) => applicable(field.fields, new Set([`${model.noun}CountTotals`]))
  const rowsOf = (field: SelectedField) => applicable(field.fields, new Set([`${model.noun}CountRow`, `${model.noun}CountTotals`]))
  for (const field of applicable(fields, new Set([`${model.noun}Counts`]))) {
    switch (field.name) {
      case 'rowCount':
        parts.push(`'rowCount', (SELECT count(*)::int FROM numbered)`)
        break
      case 'totals':
        parts.push(`'totals', ${compileTotals(count, 'whole', totalsOf(field))}`)
        break
      case 'rest': {
        const beyond = (n: string) => onPage(count, n, 'REST')
        parts.push(
          `'rest', CASE WHEN EXISTS (SELECT FROM numbered n WHERE ${beyond('n')}) THEN ${compileTotals(count, `(${gathered(count, [], beyond)})`, totalsOf(field))} END`,
        )
        break
      }
      default: {
        const isRows = field.name === 'rows'
        const groups = isRows ? { by: request.by, relation: 'page', orderBy: '' } : subtotals(count, field.args['by'] as string[])
        const { sql, finish } = compileRows(count, groups, rowsOf(field), field.slot)
        parts.push(`'${field.slot}', ${sql}`)
        if (finish !== null) finishes.push(finish)
      }
    }
  }
  const ctes = [...groupCtes(count), `whole AS (${gathered(count, [])})`]
  return { sql: `(WITH ${ctes.join(', ')} SELECT json_build_object(${parts.join(', ')}))`, finish: finishAll(finishes) }
}

/** A count of this request, for whoever the statement is made for; `fields` tell what has to be known. */
export function countOf(model: CountModel, request: CountRequest, fields: readonly SelectedField[], q: Statement): Count {
  const sees = seesPersons(model, request, q.context)
  model.checkFilter?.(request.filter, sees)
  const figures = new Figures(model, sees || q.smallestGroup <= 1 ? null : q.smallestGroup)
  const filter = model.countedFilter(request.filter)
  const complete = { ...request, filter }
  const measures = measuresOf(model, complete, fields)
  const sides: Side[] = request.compare === null ? ['m'] : ['m', 'b']
  return {
    model,
    request: complete,
    slices: slicesOf(model, complete),
    figures,
    sides,
    sums: sumsOf(model, measures),
    countsPersons: measures.some((name) => figures.countsPersons(name)),
    tellsRest: fields.some(({ name }) => name === 'rest'),
    q,
  }
}

function slicesOf(model: CountModel, request: CountRequest): Slice[] {
  const { filter, compare } = request
  const asked: Slice = { request, filter, shift: null }
  if (compare === null) return [asked]
  if (!model.timed) return [asked, { ...asked, shift: { months: 12 } }]
  const period = { from: filter['from'], to: filter['to'] } as Period
  const shift = shiftOf(period, compare)
  return [asked, { request, filter: { ...filter, ...earlierPeriod(period, shift) }, shift }]
}

function subtotals(count: Count, by: readonly string[]) {
  if (new Set(by).size < by.length || !by.every((name) => count.request.by.includes(name)))
    throw new AppError('BAD_USER_INPUT', 'counts.subtotals')
  const { joins, keys } = orderOf(count.model, by)
  const order = keys.length === 0 ? '' : ` ORDER BY ${keys.join(', ')}`
  return { by, relation: `(${gathered(count, by)})`, orderBy: `${joins}${order} LIMIT ${mostSubtotals}` }
}

/** As many rows as a count may have. */
const mostSubtotals = 1000

/** What lies behind a row, whose fields are no measures whatever they are called. */
const connections: ReadonlySet<string> = new Set(['ledger', 'members'])

/** The measures that were selected, or that decide which rows come. */
export function measuresOf(model: CountModel, request: CountRequest, fields: readonly SelectedField[]): string[] {
  const measures = new Set(Object.keys(model.measures))
  const named = (selected: readonly SelectedField[]): string[] =>
    selected.flatMap(({ name, fields: inner }) => [...(measures.has(name) ? [name] : []), ...(connections.has(name) ? [] : named(inner))])
  const ordering = /^(.+)_(ASC|DESC)$/.exec(request.orderBy)?.[1]
  const having = Object.entries(request.having).flatMap(([name, range]) => (range == null ? [] : [name]))
  return [...named(fields), ...having, ...(ordering === undefined ? [] : [measureNamed(model, ordering)])]
}
