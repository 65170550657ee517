import { expect, test } from '@jest/globals'
import { argumentsOf } from './row-view.ts'

test('a view asks the API for its rows and for nothing else', () => {
  expect(argumentsOf('findings')).toEqual({ outcomes: null, severities: null, withFindings: true })
  expect(argumentsOf('all')).toEqual({ outcomes: null, severities: null, withFindings: null })
  expect(argumentsOf('REJECTED')).toEqual({ outcomes: ['REJECTED'], severities: null, withFindings: null })
  expect(argumentsOf('REPAIRED')).toEqual({ outcomes: null, severities: ['REPAIRED'], withFindings: null })
})
