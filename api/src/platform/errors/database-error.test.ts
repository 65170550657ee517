import { describe, expect, test } from '@jest/globals'
import { QueryFailedError } from 'typeorm'
import { databaseProblem, loggable } from './database-error.ts'

const error = (message: string, fields: Record<string, unknown> = {}) => Object.assign(new Error(message), fields)
const nationalId = '11010119900307123X'

describe('an error of the database', () => {
  test.each<[string, unknown, string | undefined]>([
    ['a server that is not there', error('connect ECONNREFUSED 127.0.0.1:5432', { code: 'ECONNREFUSED' }), 'unavailable'],
    ['a server whose socket is gone', error('connect ENOENT /run/x', { code: 'ENOENT', syscall: 'connect' }), 'unavailable'],
    ['a file that is not there', error('ENOENT: no such file', { code: 'ENOENT', syscall: 'open' }), undefined],
    ['one that is not there under any of its addresses', new AggregateError([error('', { code: 'ECONNREFUSED' })], ''), 'unavailable'],
    ['one that is shutting down', error('terminating connection due to administrator command', { code: '57P01' }), 'unavailable'],
    ['a connection that broke', error('Connection terminated unexpectedly'), 'unavailable'],
    ['a pool without a free connection', error('timeout exceeded when trying to connect'), 'unavailable'],
    ['a disk that is full', error('could not extend file', { code: '53100' }), 'unavailable'],
    ['an old primary after a failover', error('cannot execute INSERT in a read-only transaction', { code: '25006' }), 'unavailable'],
    ['a statement that took too long', error('canceling statement due to statement timeout', { code: '57014' }), 'timeout'],
    [
      'a violated constraint, through TypeORM',
      new QueryFailedError('INSERT', [nationalId], error('duplicate key', { code: '23505' })),
      'failed',
    ],
    ['something thrown because of it', error('no answer', { cause: error('', { code: '57P01' }) }), 'unavailable'],
    ['something else', new TypeError('x is not a function'), undefined],
    ['no error at all', 'text', undefined],
  ])('%s', (_what, thrown, problem) => {
    expect(databaseProblem(thrown)).toBe(problem)
  })

  test('is logged without any value', () => {
    const driver = error(`invalid input syntax for type date: "${nationalId}"`, {
      code: '22P02',
      constraint: 'member_birth_date',
      table: 'member',
      detail: `Key (x)=(${nationalId})`,
    })
    const logged = loggable(new QueryFailedError(`SELECT $1`, [nationalId], driver))
    expect(logged).toMatchObject({
      type: 'QueryFailedError',
      code: '22P02',
      constraint: 'member_birth_date',
      table: 'member',
      message: 'invalid input syntax for type date: "…"',
    })
    expect(JSON.stringify(logged)).not.toContain(nationalId)
  })
})
