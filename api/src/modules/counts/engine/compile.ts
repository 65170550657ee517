import { AppError } from '../../../platform/errors/app-error.ts'
import { type Compiled } from '../../../platform/graph/compile.ts'
import { type Finish } from '../../../platform/graph/finish.ts'
import { type Sql } from '../../../platform/graph/graph.ts'
import { applicable, asShown, type SelectedField } from '../../../platform/graph/selection.ts'
import { type Statement } from '../../../platform/graph/statement.ts'
import { Verbatim } from '../../../platform/graph/verbatim.ts'
import { Figures, type Side, sumsOf } from './figures.ts'
import { type Count, gathered, groupCtes, measureNamed, onPage, orderOf } from './groups.ts'
import { type CountModel, type CountRequest, type Slice } from './model.ts'
import { earlierPeriod, type Period, shiftOf } from './period.ts'
import { type RowColumns, type RowsOfColumns } from './row-columns.ts'
import { compileRows, compileTotals } from './rows.ts'
import { seesPersons } from './sight.ts'

/** One statement for rows, totals, rest, subtotals and the ledger behind each row, whatever was selected. The request was checked. @throws NotVerbatim */
export function compileCounts(model: CountModel, request: CountRequest, selected: readonly SelectedField[], q: Statement): Compiled {
  const fields = applicable(q.verbatim ? asShown(selected) : selected, new Set([`${model.noun}Counts`]))
  const count = countOf(model, request, fields, q)
  const compiled = fields.map((field) => compileField(count, field))
  const parts = fields.map(({ slot }, at) => `'${slot}', ${compiled[at]!.sql}`)
  const ctes = [...groupCtes(count), `whole AS (${gathered(count, [])})`]
  const sql = `(WITH ${ctes.join(', ')} SELECT json_build_object(${parts.join(', ')}))`
  const finish: Finish = (answer, context) => {
    for (const [at, { slot }] of fields.entries()) answer[slot] = compiled[at]!.rows?.objects(answer[slot] as RowColumns, context) ?? answer[slot]
  }
  if (!q.verbatim) return { sql, finish }
  const write: Compiled['write'] = (answer, context) => {
    const texts = fields.map(({ slot }, at) => compiled[at]!.rows?.text(answer[slot] as RowColumns, context) ?? JSON.stringify(answer[slot]))
    return new Verbatim(`{${fields.map(({ slot }, at) => `"${slot}":${texts[at]}`).join(',')}}`)
  }
  return { sql, finish: null, write }
}

/** A field of the answer: its JSON, and how rows are put together from it. */
interface CompiledField {
  readonly sql: Sql
  readonly rows?: RowsOfColumns
}

function compileField(count: Count, field: SelectedField): CompiledField {
  const { model, request } = count
  const totals = applicable(field.fields, new Set([`${model.noun}CountTotals`]))
  switch (field.name) {
    case '__typename':
      return { sql: `'${field.typename}'` }
    case 'rowCount':
      return { sql: '(SELECT count(*)::int FROM numbered)' }
    case 'totals':
      return { sql: compileTotals(count, 'whole', totals) }
    case 'rest': {
      const beyond = (n: string) => onPage(count, n, 'REST')
      const rest = compileTotals(count, `(${gathered(count, [], beyond)})`, totals)
      return { sql: `CASE WHEN EXISTS (SELECT FROM numbered n WHERE ${beyond('n')}) THEN ${rest} END` }
    }
    default: {
      const groups = field.name === 'rows' ? { by: request.by, relation: 'page', orderBy: '' } : subtotals(count, field.args['by'] as string[])
      return compileRows(count, groups, applicable(field.fields, new Set([`${model.noun}CountRow`, `${model.noun}CountTotals`])))
    }
  }
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
