import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { poolDatabase } from '../../platform/database/database.ts'
import { Reader } from '../../platform/graph/reader.ts'
import { poolOf } from '../../platform/database/data-source.ts'
import { paperBureaus, paperRequests, paperTypesSql } from '../../testing/paper-arbitraries.ts'
import { onRecord, type PaperBureau, type PaperIds } from '../../testing/paper-bureau.ts'
import { type PaperRequest, together } from '../../testing/paper-count.ts'
import {
  additiveOf,
  asked,
  expectFigures,
  expectRow,
  type Extra,
  filterOf,
  groupsOf,
  type Having,
  keyOf,
  measuresOf,
  passes,
} from '../../testing/paper-questions.ts'
import { aTestWorld, type TestClient, type TestWorld } from '../../testing/test-world.ts'
import { countTable, ledgerIds } from './count-tables.ts'
import { type CountQuery } from './engine/count-query.ts'
import { constantOf } from './engine/groups.ts'

let world: TestWorld
let administrator: TestClient
let today: string

beforeAll(async () => {
  world = await aTestWorld()
  administrator = await world.as()
  await world.sql(paperTypesSql)
  today = (await world.sql<{ today: string }>('SELECT today()::text AS today'))[0]!.today
})
afterAll(() => world.close())

/** Which of a count's groups come, and how: by places in lists, because each count has measures of its own. */
interface Cut {
  readonly first: number
  readonly order: number
  readonly direction: 'ASC' | 'DESC' | null
  readonly ranges: readonly { readonly measure: number; readonly least: number | null; readonly most: number | null }[]
  readonly emptyGroups: boolean
  readonly sub: number
}

const cuts: fc.Arbitrary<Cut> = fc.record({
  first: fc.integer({ min: 1, max: 4 }),
  order: fc.nat(),
  direction: fc.option(fc.constantFrom('ASC', 'DESC')),
  ranges: fc.array(
    fc.record({ measure: fc.nat(), least: fc.option(fc.integer({ min: -1, max: 3 })), most: fc.option(fc.integer({ min: -1, max: 6 })) }),
    { maxLength: 2 },
  ),
  emptyGroups: fc.boolean(),
  sub: fc.nat(15),
})

describe('every count', () => {
  it('is cut, ordered, filtered by figures, filled up and gathered without losing a fact', async () => {
    await fc.assert(
      fc.asyncProperty(
        paperBureaus,
        fc.array(fc.tuple(paperRequests(), cuts), { minLength: 10, maxLength: 10 }),
        async (bureau, requests) => {
          const ids = await onRecord(world, bureau)
          for (const [request, each] of requests) await cut(bureau, ids, request, each)
        },
      ),
      { numRuns: 6, endOnFailure: true },
    )
  }, 90_000)

  it('without dimensions tells nothing of a whole that `having` leaves out, nor what is behind it', async () => {
    const wholes = paperRequests().map((request) => ({ ...request, by: [] }))
    await fc.assert(
      fc.asyncProperty(paperBureaus, fc.array(fc.tuple(wholes, cuts), { minLength: 10, maxLength: 10 }), async (bureau, requests) => {
        const ids = await onRecord(world, bureau)
        for (const [request, each] of requests) await cut(bureau, ids, request, each)
      }),
      { numRuns: 3, endOnFailure: true },
    )
  }, 90_000)
})

async function cut(bureau: PaperBureau, ids: PaperIds, request: PaperRequest, { first, sub, ...how }: Cut): Promise<void> {
  const subtotals = request.by.filter((_, at) => (sub & (1 << at)) !== 0)
  const extra = { ...extraOf(request, how), subtotals }
  const all = await asked(administrator, ids, request, extra)
  const page = await asked(administrator, ids, request, { ...extra, first })
  expect(page.rows).toEqual(all.rows.slice(0, first))
  expect([page.rowCount, page.totals, page.subtotals]).toEqual([all.rowCount, all.totals, all.subtotals])
  expect(all.rows.length).toBe(Math.min(1000, all.rowCount))
  // every day of a year in every organisation: more than are told at once
  if (all.rowCount > 1000) return

  const groups = groupsOf(bureau, request, today)
  const through = new Map([...groups].filter(([, group]) => passes(extra.having, group)))
  const isEmpty = (row: any) => !groups.has(keyOf(request, row))
  expect(new Set(all.rows.map((row: any) => keyOf(request, row))).size).toBe(all.rows.length)
  expect(
    keysOf(
      request,
      all.rows.filter((row: any) => !isEmpty(row)),
    ),
  ).toEqual([...through.keys()].sort())
  for (const row of all.rows) expectRow(request, ids, row, through.get(keyOf(request, row)) ?? together([]), all.totals.count)
  if (!how.emptyGroups || !passes(extra.having, together([]))) expect(all.rows.filter(isEmpty)).toEqual([])
  if (how.direction !== null)
    expectOrder(
      all.rows.map((row: any) => row[measureAt(request, how.order)]),
      how.direction,
    )

  expectFigures(request, page.totals, together([...through.values()]))
  expect(page.rest === null).toBe(all.rows.length <= first)
  if (page.rest !== null)
    expectFigures(request, page.rest, together(all.rows.slice(first).flatMap((row: any) => through.get(keyOf(request, row)) ?? [])))
  for (const name of additiveOf(request)) expect(page.totals[name]).toBe(sumOf(page.rows, name) + (page.rest?.[name] ?? 0))
  for (const row of all.subtotals) {
    const key = keyOf(request, row, subtotals)
    const within = [...through].filter(([each]) => key === partOf(each, sub)).map(([, group]) => group)
    expectRow(request, ids, row, together(within), all.totals.count)
  }
  for (const name of additiveOf(request)) expect(sumOf(all.subtotals, name)).toBe(page.totals[name])
  await tabled(ids, request, all, extra)
}

function extraOf(request: PaperRequest, { order, direction, ranges, emptyGroups }: Omit<Cut, 'first' | 'sub'>) {
  const bounds = ranges.map(({ measure, least, most }): [string, Having[string]] => [
    measureAt(request, measure),
    { ...(least === null ? {} : { from: least }), ...(most === null ? {} : { to: most }) },
  ])
  const orderBy = direction === null ? 'DIMENSIONS' : `${constantOf(measureAt(request, order))}_${direction}`
  return { orderBy, emptyGroups, having: Object.fromEntries(bounds) }
}

function measureAt(request: PaperRequest, at: number): string {
  const names = measuresOf(request)
  return names[at % names.length]!
}

function keysOf(request: PaperRequest, rows: readonly any[]): string[] {
  return rows.map((row) => keyOf(request, row)).sort()
}

function partOf(key: string, sub: number): string {
  return key
    .split('|')
    .filter((_, at) => (sub & (1 << at)) !== 0)
    .join('|')
}

function sumOf(rows: readonly any[], name: string): number {
  return rows.reduce((total: number, row) => total + row[name], 0)
}

/** In order, and what is null last. */
function expectOrder(figures: readonly (number | null)[], direction: 'ASC' | 'DESC'): void {
  const known = figures.filter((figure) => figure !== null)
  const sorted = [...known].sort((one, other) => (direction === 'ASC' ? one - other : other - one))
  expect(figures).toEqual([...sorted, ...Array<null>(figures.length - known.length).fill(null)])
}

/** The same count as a table, and the ids behind its cells and behind cells that it has not. */
async function tabled(
  ids: PaperIds,
  request: PaperRequest,
  answer: any,
  { orderBy, emptyGroups, having, subtotals }: Extra,
): Promise<void> {
  const measures = measuresOf(request)
  const reader = new Reader(poolDatabase(poolOf(world.dataSource)), administrator.viewer, 'en')
  const { source, by, depth, tree, asOf, compare } = request
  const query: CountQuery = {
    ...{ source, by: [...by], measures, organizationDepth: depth, tree, asOf, compare },
    ...{ filter: filterOf(ids, request), orderBy: orderBy!, emptyGroups: emptyGroups!, having: having! },
  }
  const table = await countTable(reader, query, [subtotals!])
  const told = (row: any) => Object.fromEntries(measures.map((name) => [name, row[name]]))
  const before = (row: any) => Object.fromEntries(measures.map((name) => [name, row.comparison[name].before]))
  expect(table.rowCount).toBe(answer.rowCount)
  expect(table.totals).toEqual(told(answer.totals))
  for (const [rows, answered] of [
    [table.rows, answer.rows],
    [table.subtotals[0]!, answer.subtotals],
  ] as const) {
    expect(rows.map(({ values }) => values)).toEqual(answered.map(told))
    if (compare !== null) expect(rows.map((row) => row.before)).toEqual(answered.map(before))
    for (const [at, { key }] of rows.slice(0, 3).entries()) expect(await ledgerIds(reader, query, key, 200)).toEqual(idsOf(answered[at]))
  }
  // the groups that `having` leaves out have no rows behind them either
  const shown = new Set(table.rows.map(({ key }) => JSON.stringify(key)))
  const every = await countTable(reader, { ...query, having: {} })
  const left = every.rows.filter(({ key, values }) => values['count'] !== 0 && !shown.has(JSON.stringify(key)))
  for (const { key } of left.slice(0, 3)) expect(await ledgerIds(reader, query, key, 200)).toEqual([])
}

function idsOf({ ledger }: any): string[] {
  return ledger.nodes.map(({ id }: { id: string }) => id).sort()
}
