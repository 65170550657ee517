import { isDay } from '@qizhi/codes'
import { AppError } from '../../../platform/errors/app-error.ts'
import { compileConnection, type Compiled } from '../../../platform/graph/compile.ts'
import { finishAll, finishField } from '../../../platform/graph/finish.ts'
import { type Sql } from '../../../platform/graph/graph.ts'
import { isUuid } from '../../../platform/graph/reader.ts'
import { plain, type SelectedField } from '../../../platform/graph/selection.ts'
import { type Statement } from '../../../platform/graph/statement.ts'
import { countOf } from './compile.ts'
import { type BothLanguages, type CountKey, type CountTable, type CountTableRow } from './count-query.ts'
import { type Side } from './figures.ts'
import { type Count, gathered, groupCtes, onPage, orderOf } from './groups.ts'
import { behindKey } from './ledger.ts'
import { columnOf, type CountModel, type CountRequest, type Dimension, dimensionOf, toldColumn } from './model.ts'

/**
 * A count as one value for layouts: rows of keys and figures, totals, rest, the groups by each of `subtotals`, and the words of every key.
 * One statement.
 */
export function compileTable(
  model: CountModel,
  request: CountRequest,
  measures: readonly string[],
  subtotals: readonly (readonly string[])[],
  q: Statement,
): Compiled {
  const count = countOf(model, request, [...measures, 'suppressed', 'rest'].map((name) => plain(name)), q)
  const { by } = request
  const figures = (g: string, side: Side) => `json_build_array(${measures.map((name) => count.figures.value(name, g, side)).join(', ')})`
  const told = (g: string) => count.sides.map((side) => figures(g, side)).join(', ')
  const keys = (names: readonly string[]) => `json_build_array(${names.map((name) => toldColumn(model, name, 'g')).join(', ')})`
  const row = (names: readonly string[]) =>
    `json_build_array(${keys(names)}, ${count.figures.suppressed(measures, 'g', count.sides)}, ${told('g')}) AS row`
  const rows = `SELECT ${row(by)} FROM page g`
  const subtotal = (names: readonly string[]) => {
    const order = orderOf(model, names)
    return `SELECT ${row(names)} FROM (${gathered(count, names, () => 'true')}) g${order.joins}${order.keys.length === 0 ? '' : ` ORDER BY ${order.keys.join(', ')}`}`
  }
  const beyond = (n: string) => onPage(count, n, 'REST')
  const parts = [
    `'rows', (SELECT coalesce(json_agg(r.row), '[]'::json) FROM (${rows}) r)`,
    `'rowCount', (SELECT count(*)::int FROM numbered)`,
    `'totals', (SELECT ${figures('w', 'm')} FROM (${gathered(count, [])}) w)`,
    `'rest', CASE WHEN EXISTS (SELECT FROM numbered n WHERE ${beyond('n')}) THEN (SELECT ${figures('w', 'm')} FROM (${gathered(count, [], beyond)}) w) END`,
    `'subtotals', json_build_array(${subtotals.map((names) => `(SELECT coalesce(json_agg(r.row), '[]'::json) FROM (${subtotal(names)}) r)`).join(', ')})`,
    `'labels', json_build_array(${by.map((name) => labelsSql(count, name)).join(', ')})`,
  ]
  return {
    sql: `(WITH ${groupCtes(count).join(', ')} SELECT json_build_object(${parts.join(', ')}))`,
    finish: (answer) => Object.assign(answer, tableOf(model, by, measures, subtotals, answer as unknown as Answer)),
  }
}

/** The ids of the rows behind a cell, in their order, at most `limit`. A key that cannot be one finds nothing. */
export function compileLedgerIds(
  model: CountModel,
  request: CountRequest,
  key: Readonly<Record<string, CountKey>>,
  limit: number,
  q: Statement,
): Compiled {
  const { ctes, group, predicates } = cellOf(model, request, key, q)
  const { graph } = model.ledger
  const scope = graph.scopePredicate('t', q)
  const where = [...(scope === null ? [] : [scope]), ...predicates('t')]
  const ids = `SELECT t.id FROM ${group} CROSS JOIN ${graph.source(q, () => true)} AS t WHERE ${where.join(' AND ')} ORDER BY t.id LIMIT ${q.param(limit)}::int`
  return { sql: `(WITH ${ctes} SELECT coalesce(json_agg(i.id), '[]'::json) FROM (${ids}) i)`, finish: null }
}

/** The rows behind a cell as connections, each of the fields selected for its page; a cell of another model's rows is null there. */
export function compileLedger(
  model: CountModel,
  request: CountRequest,
  key: Readonly<Record<string, CountKey>>,
  fields: readonly SelectedField[],
  q: Statement,
): Compiled {
  const { ctes, group, predicates } = cellOf(model, request, key, q)
  const { graph, order } = model.ledger
  const pages = fields.map(({ slot, args, fields: selected }) => {
    const page = { first: args['first'] as number, after: args['after'] as string | undefined, order }
    const { sql, finish } = compileConnection(graph, selected, q, page, predicates)
    return { part: `'${slot}', ${sql}`, finish: finish === null ? null : finishField(slot, finish) }
  })
  return {
    sql: `(WITH ${ctes} SELECT json_build_object(${pages.map(({ part }) => part).join(', ')}) FROM ${group})`,
    finish: finishAll(pages.flatMap(({ finish }) => finish ?? [])),
  }
}

/** What stands behind one cell: the relation `g` of its only group, and the predicates that a row of the ledger belongs to it. */
function cellOf(model: CountModel, request: CountRequest, key: Readonly<Record<string, CountKey>>, q: Statement) {
  const count = countOf(model, request, [], q)
  if (model.ledger.persons && count.figures.withholds) throw new AppError('FORBIDDEN', 'counts.ledgerOfPersons')
  const by = Object.keys(key)
  const columns = by.map((name) => {
    const { sqlType, told } = dimensionOf(model, name)
    const value = `${isKeyOf(model, name, key[name]!) ? q.param(key[name]) : 'NULL'}::${sqlType}`
    return `${told?.toKey(value) ?? value} AS ${columnOf(name)}`
  })
  const possible = by.every((name) => key[name] === null || isKeyOf(model, name, key[name]!)) ? 'true' : 'false'
  return {
    ctes: groupCtes(count).join(', '),
    group: `(SELECT ${['1 AS one', ...columns].join(', ')}) g`,
    predicates: (t: string) => [possible, ...behindKey(count, by, t, 'g')],
  }
}

type AnsweredRow = readonly [CountKey[], boolean, (number | null)[], (number | null)[]?]

interface Answer {
  readonly rows: readonly AnsweredRow[]
  readonly subtotals: readonly (readonly AnsweredRow[])[]
  readonly rowCount: number
  readonly totals: readonly (number | null)[]
  readonly rest: readonly (number | null)[] | null
  /** For each dimension whose words the database knows, by key. */
  readonly labels: readonly (Record<string, BothLanguages> | null)[]
}

function tableOf(
  model: CountModel,
  by: readonly string[],
  measures: readonly string[],
  subtotals: readonly (readonly string[])[],
  { rows, totals, rest, labels, subtotals: answered }: Answer,
): Omit<CountTable, 'rowCount'> {
  const figures = (values: readonly (number | null)[]) => Object.fromEntries(measures.map((name, at) => [name, values[at]!]))
  const labelOf = (at: number, key: CountKey): BothLanguages => {
    if (key === null) return unknown
    const { label } = dimensionOf(model, by[at]!)
    return (typeof label === 'function' ? label(String(key)) : labels[at]?.[String(key)]) ?? { zh: String(key), en: String(key) }
  }
  const told = (names: readonly string[], answer: readonly AnsweredRow[]) =>
    answer.map(([keys, suppressed, values, before]): CountTableRow => ({
      key: Object.fromEntries(names.map((name, at) => [name, keys[at]!])),
      label: Object.fromEntries(names.map((name, at) => [name, labelOf(by.indexOf(name), keys[at]!)])),
      values: figures(values),
      ...(before === undefined ? {} : { before: figures(before) }),
      suppressed,
    }))
  return {
    dimensions: by.map((name, at) => ({
      name,
      keys: [...new Set(rows.map(([keys]) => keys[at]!))].map((key) => ({ key, label: labelOf(at, key) })),
    })),
    rows: told(by, rows),
    subtotals: subtotals.map((names, at) => told(names, answered[at]!)),
    totals: figures(totals),
    rest: rest === null ? null : figures(rest),
  }
}

/** Facts that have no value. */
const unknown: BothLanguages = { zh: '未填写', en: 'Not stated' }

function labelsSql(count: Count, name: string): Sql {
  const { label } = dimensionOf(count.model, name)
  if (typeof label === 'function') return 'NULL'
  const keys = `SELECT DISTINCT n.${columnOf(name)} AS key FROM page n WHERE n.${columnOf(name)} IS NOT NULL`
  return `(SELECT json_object_agg(k.key, (SELECT row_to_json(l) FROM (${label.sql('k.key')}) l)) FROM (${keys}) k)`
}

function isKeyOf(model: CountModel, name: string, key: CountKey): boolean {
  if (key === null) return false
  const { sqlType, told } = dimensionOf(model, name)
  return told?.shape.test(String(key)) ?? formOf[sqlType](String(key))
}

const formOf: Readonly<Record<Dimension['sqlType'], (key: string) => boolean>> = {
  text: (key) => !key.includes('\0'),
  int: (key) => /^-?\d{1,9}$/.test(key),
  date: isDay,
  uuid: isUuid,
}
