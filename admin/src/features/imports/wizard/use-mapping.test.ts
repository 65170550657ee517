/** @jest-environment jsdom */
import { ApolloClient, ApolloLink, InMemoryCache, Observable } from '@apollo/client/core'
import { beforeEach, describe, expect, test } from '@jest/globals'
import { provideApolloClient } from '@vue/apollo-composable'
import { effectScope, shallowRef } from 'vue'
import { type ImportRunDetailFragment } from '#gql'
import { useMapping } from './use-mapping.ts'

let sent: unknown[]
beforeEach(() => {
  sent = []
  const link = new ApolloLink((operation) => {
    sent.push(operation.variables['input'])
    return Observable.of({ data: { mapImport: { __typename: 'ImportPayload', importRun: null, userErrors: [] } } })
  })
  provideApolloClient(new ApolloClient({ link, cache: new InMemoryCache() }))
})

const run = {
  id: 'r1',
  version: 2,
  columns: [
    { index: 0, header: '工号', samples: [], field: 'externalId' },
    { index: 1, header: '名', samples: [], field: null },
    { index: 2, header: '备注', samples: [], field: null },
  ],
  fields: [
    { code: 'externalId', label: '工号', required: false },
    { code: 'name', label: '姓名', required: true },
  ],
} as unknown as ImportRunDetailFragment

const aMapping = (of = run) => effectScope().run(() => useMapping(shallowRef(of), () => Promise.resolve()))!

describe('what the columns of a file are imported as', () => {
  test('is not settled while a required field has no column', async () => {
    const mapping = aMapping()
    expect(mapping.missing.map((field) => field.code)).toEqual(['name'])
    expect(await mapping.settle()).toBe(false)
    expect(sent).toEqual([])
  })

  test('is sent as a whole once it was changed', async () => {
    const mapping = aMapping()
    mapping.assign(1, 'name')
    expect(await mapping.settle()).toBe(true)
    expect(sent).toEqual([
      {
        id: 'r1',
        version: 2,
        mapping: [
          { index: 0, field: 'externalId' },
          { index: 1, field: 'name' },
          { index: 2, field: null },
        ],
        idempotencyKey: expect.any(String),
      },
    ])
  })

  test('is not sent when it is as the API guessed', async () => {
    const mapping = aMapping({ ...run, columns: run.columns.map((column) => (column.index === 1 ? { ...column, field: 'name' } : column)) })
    expect(mapping.mapped).toBe(2)
    expect(await mapping.settle()).toBe(true)
    expect(sent).toEqual([])
  })

  test('takes a field from the column that had it', () => {
    const mapping = aMapping()
    mapping.assign(2, 'externalId')
    expect(mapping.form.values.mapping).toEqual([null, null, 'externalId'])
    mapping.assign(2, null)
    expect(mapping.form.values.mapping).toEqual([null, null, null])
  })
})
