import { isEmpty } from '../../platform/access/scope.ts'
import { AppError } from '../../platform/errors/app-error.ts'
import { userError } from '../../platform/errors/user-error.ts'
import { type UserError } from '../../platform/errors/user-error.type.ts'
import { type Compiled } from '../../platform/graph/compile.ts'
import { type Reader } from '../../platform/graph/reader.ts'
import { type SelectedField } from '../../platform/graph/selection.ts'
import { type Statement } from '../../platform/graph/statement.ts'
import { type CountKey, type CountQuery, type CountTable } from './engine/count-query.ts'
import { type CountModel, type CountRequest } from './engine/model.ts'
import { compileLedger, compileLedgerIds, compileTable } from './engine/table.ts'
import { models, queryProblems, requestOf } from './query-check.ts'

/**
 * Counts in one statement, in the scope of the reader's viewer. Each of `subtotals` names some of the query's dimensions, by which the groups
 * are gathered again. @throws AppError FORBIDDEN, BAD_USER_INPUT
 */
export async function countTable(reader: Reader, query: CountQuery, subtotals: readonly (readonly string[])[] = []): Promise<CountTable> {
  const table = (await read(reader, query, (model, request, q) => compileTable(model, request, query.measures, subtotals, q))) as CountTable
  return {
    dimensions: table.dimensions,
    rows: table.rows,
    totals: table.totals,
    rest: table.rest,
    rowCount: table.rowCount,
    subtotals: table.subtotals,
  }
}

/** What is wrong with a query, field by field; empty when it can be counted. Never throws. */
export function checkCountQuery(query: unknown): UserError[] {
  return queryProblems(query).map(({ field, key, params }) => userError('INVALID', key, { field: field.split('.'), params }))
}

/**
 * The ids of the rows behind a cell, at most `limit`, oldest first: activities, members or memberships. `key` names some of the query's
 * dimensions; without any it is the whole. @throws AppError FORBIDDEN, BAD_USER_INPUT
 */
export async function ledgerIds(reader: Reader, query: CountQuery, key: Record<string, unknown>, limit: number): Promise<string[]> {
  const cell = cellOf(query, key)
  return (await read(reader, query, (model, request, q) => compileLedgerIds(model, request, cell, limit, q))) as string[]
}

/**
 * The rows behind a cell as connections: each of `fields` is a connection of the ledger's graph with its page and what was selected of it,
 * answered under its slot. @throws AppError FORBIDDEN, BAD_USER_INPUT
 */
export async function ledgerOf(
  reader: Reader,
  query: CountQuery,
  key: Record<string, unknown>,
  fields: readonly SelectedField[],
): Promise<Record<string, unknown>> {
  const cell = cellOf(query, key)
  return (await read(reader, query, (model, request, q) => compileLedger(model, request, cell, fields, q))) as Record<string, unknown>
}

function cellOf(query: CountQuery, key: Record<string, unknown>): Record<string, CountKey> {
  if (!Object.keys(key).every((name) => query.by.includes(name))) throw new AppError('BAD_USER_INPUT', 'counts.invalid', { field: 'key' })
  return Object.fromEntries(Object.entries(key).map(([name, value]) => [name, (value ?? null) as CountKey]))
}

function read(
  reader: Reader,
  query: CountQuery,
  compile: (model: CountModel, request: CountRequest, q: Statement) => Compiled,
): Promise<unknown> {
  const [problem] = queryProblems(query)
  if (problem !== undefined) throw new AppError('BAD_USER_INPUT', problem.key, problem.params)
  const model = models[query.source]
  const request = requestOf(query)
  return reader.compiled(request.asOf, (q) => {
    if (isEmpty(q.context.scope(model.permission))) throw new AppError('FORBIDDEN')
    return compile(model, request, q)
  })
}
