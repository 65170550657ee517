import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { type DerivedContext } from '../../../platform/graph/graph.ts'
import { NotVerbatim } from '../../../platform/graph/verbatim.ts'
import { type RowColumns, RowsOfColumns } from './row-columns.ts'

const context = { language: 'en' } as DerivedContext
const plain = { isShared: false, isWritten: false, shown: undefined, finish: null }
const int = fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 })

/** Rows of a key of something shared, a word, a figure and what is shown for a code, as the database answers them in either form. */
const answer = fc
  .record({ objects: fc.dictionary(fc.string({ minLength: 1 }), fc.record({ name: fc.string(), size: fc.option(int) }), { maxKeys: 4 }) })
  .chain(({ objects }) => {
    const keys = fc.constantFrom(null, 'gone', ...Object.keys(objects))
    const row = fc.tuple(keys, fc.option(fc.string()), fc.option(int), fc.option(fc.constantFrom('10', '21')))
    return fc.array(row, { maxLength: 30 }).map((rows) => ({ objects, rows }))
  })

function columnsOf(rows: readonly unknown[][], objects: Record<string, unknown>): RowColumns {
  const columns = [0, 1, 2, 3].map((at) => [at, rows.map((row) => row[at])])
  return { ...Object.fromEntries(columns), shared0: objects, length: rows.length } as unknown as RowColumns
}

const shown = (code: string) => ({ code, name: `of ${code}` })
const parts = (isWritten: boolean) =>
  new RowsOfColumns([
    { ...plain, slot: 'shared', isShared: true, isWritten },
    { ...plain, slot: 'word' },
    { ...plain, slot: 'figure' },
    { ...plain, slot: 'code', shown },
  ])

describe('rows of columns', () => {
  test('are the same as objects and as text', () => {
    fc.assert(
      fc.property(answer, ({ objects, rows }) => {
        const expected = rows.map(([key, word, figure, code]) => ({
          shared: key === null ? null : (objects[key!] ?? null),
          word,
          figure,
          code: code == null ? null : shown(code),
        }))
        expect(parts(false).objects(columnsOf(rows, objects), context)).toEqual(expected)
        const texts = Object.fromEntries(Object.entries(objects).map(([key, object]) => [key, JSON.stringify(object)]))
        expect(parts(true).text(columnsOf(rows, texts), context)).toBe(JSON.stringify(expected))
      }),
    )
  })

  test('as text hold no figure that is no Int, which the executor refuses', () => {
    const figures = (value: number) => new RowsOfColumns([{ ...plain, slot: 'n' }]).text({ 0: [value], length: 1 } as unknown as RowColumns, context)
    expect(figures(2 ** 31 - 1)).toBe('[{"n":2147483647}]')
    expect(() => figures(2 ** 31)).toThrow(NotVerbatim)
    expect(() => figures(-(2 ** 31) - 1)).toThrow(NotVerbatim)
  })
})
