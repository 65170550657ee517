import { AppError } from '../../platform/errors/app-error.ts'
import { type UserError } from '../../platform/errors/user-error.type.ts'
import { type Reader } from '../../platform/graph/reader.ts'
import { type CountQuery, type CountTable } from './engine/count-query.ts'

/** Counts in one statement, in the scope of the reader's viewer. @throws AppError FORBIDDEN, BAD_USER_INPUT */
export function countTable(_reader: Reader, _query: CountQuery): Promise<CountTable> {
  throw new AppError('UNAVAILABLE')
}

/** What is wrong with a query, field by field; empty when it can be counted. Never throws. */
export function checkCountQuery(_query: unknown): UserError[] {
  return []
}

/** The ids of the rows behind a cell, at most `limit`, oldest first: activities, members or memberships. @throws AppError FORBIDDEN, BAD_USER_INPUT */
export function ledgerIds(_reader: Reader, _query: CountQuery, _key: Record<string, unknown>, _limit: number): Promise<string[]> {
  throw new AppError('UNAVAILABLE')
}
