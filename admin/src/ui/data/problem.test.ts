import { expect, test } from '@jest/globals'
import { toProblem } from './problem.ts'

test('an error of the API keeps its code and its reference', () => {
  const error = { graphQLErrors: [{ message: 'no', extensions: { code: 'FORBIDDEN', requestId: 'r-1' } }] }
  expect(toProblem(error)).toEqual({ code: 'FORBIDDEN', message: 'no', reference: 'r-1' })
})

test('so does one that came with a bad HTTP status', () => {
  const networkError = Object.assign(new Error('400'), {
    statusCode: 400,
    result: { errors: [{ message: 'too much', extensions: { code: 'QUERY_TOO_COMPLEX', requestId: 'r-2' } }] },
  })
  expect(toProblem({ networkError })).toMatchObject({ code: 'QUERY_TOO_COMPLEX', reference: 'r-2' })
})

test('without an answer the network is away; with a bare status the service is', () => {
  expect(toProblem({ networkError: new TypeError('Failed to fetch') }).code).toBe('OFFLINE')
  expect(toProblem({ networkError: Object.assign(new Error('502'), { statusCode: 502 }) }).code).toBe('UNAVAILABLE')
})

test('anything else is an internal error', () => {
  expect(toProblem(new Error('bug')).code).toBe('INTERNAL_SERVER_ERROR')
  expect(toProblem(undefined).code).toBe('INTERNAL_SERVER_ERROR')
})
