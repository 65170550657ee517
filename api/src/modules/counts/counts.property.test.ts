import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { Reader, poolDatabase } from '../../platform/graph/reader.ts'
import { poolOf } from '../../platform/database/data-source.ts'
import { paperBureaus, paperRequests, paperTypes } from '../../testing/paper-arbitraries.ts'
import { onRecord, type PaperBureau, type PaperIds } from '../../testing/paper-bureau.ts'
import { paperCount, type PaperRequest, type PaperRow } from '../../testing/paper-count.ts'
import { aTestWorld, grantOver, type TestClient, type TestWorld } from '../../testing/test-world.ts'
import { countTable, ledgerIds } from './count-tables.ts'
import { type CountQuery } from './engine/count-query.ts'
import { models } from './query-check.ts'

let world: TestWorld
let administrator: TestClient
let today: string

beforeAll(async () => {
  world = await aTestWorld()
  administrator = await world.as()
  for (const type of paperTypes)
    await world.sql(
      `INSERT INTO activity_type (code, category, name_zh, name_en, kinds, levels, expects) VALUES ($1, 'STUDY', $1, $1, '{PARTY,UNION}', '{}', 'NOBODY') ON CONFLICT (code) DO NOTHING`,
      [type],
    )
  today = (await world.sql<{ today: string }>('SELECT today()::text AS today'))[0]!.today
})
afterAll(() => world.close())

const nouns = { ACTIVITIES: 'Activity', MEMBERS: 'Member', MEMBERSHIP_CHANGES: 'MembershipChange' }
const measuresOf = (request: PaperRequest) => Object.keys(models[request.source].measures)

interface Extra {
  readonly first?: number
  readonly orderBy?: string
  readonly having?: Record<string, { from?: number; to?: number }>
  readonly emptyGroups?: boolean
  readonly subtotals?: readonly string[]
}

async function asked(client: TestClient, ids: PaperIds, request: PaperRequest, extra: Extra = {}) {
  const { source, by, depth, tree, asOf, compare } = request
  const noun = nouns[source]
  const figures = `${measuresOf(request).join(' ')} suppressed comparison { ${measuresOf(request)
    .map((name) => `${name} { before difference percent }`)
    .join(' ')} }`
  const dimensions = Object.values(models[source].dimensions).map(({ field }) =>
    field === 'organization' || field === 'ledBy'
      ? `${field} { code }`
      : ['type', 'education', 'ethnicity'].includes(field)
        ? `${field} { code }`
        : field,
  )
  const row = `${dimensions.join(' ')} ${figures} share { count } ledger(first: 200) { totalCount nodes { id } }`
  const { data, errors, statements } = await client.query(
    `query ($filter: ${noun}Filter, $by: [${noun}Dimension!]!, $depth: Int!, $tree: CountTree!, $asOf: Date, $compare: CountComparison, $having: ${noun}CountHaving, $orderBy: ${noun}CountOrder!, $first: Int!, $emptyGroups: Boolean!, $sub: [${noun}Dimension!]!) {
      counts: ${models[source].name}(filter: $filter, by: $by, organizationDepth: $depth, tree: $tree, asOf: $asOf, compare: $compare, having: $having, orderBy: $orderBy, first: $first, emptyGroups: $emptyGroups) {
        rowCount rows { ${row} } totals { ${figures} } rest { ${figures} } subtotals(by: $sub) { ${row} }
      }
    }`,
    {
      by,
      depth,
      tree,
      asOf,
      compare,
      filter: filterOf(ids, request),
      having: extra.having,
      orderBy: extra.orderBy ?? 'DIMENSIONS',
      first: extra.first ?? 1000,
      emptyGroups: extra.emptyGroups ?? false,
      sub: extra.subtotals ?? [],
    },
  )
  expect({ errors, statements }).toEqual({ errors: [], statements: 1 })
  return data.counts
}

function filterOf(ids: PaperIds, { filter }: PaperRequest) {
  return filter.organization === undefined ? filter : { ...filter, organization: ids.get(filter.organization) }
}

/** The key of an answered row as the paper writes it. */
function keyOf(request: PaperRequest, row: any, by = request.by): string {
  return by
    .map((name) => {
      const value = row[models[request.source].dimensions[name]!.field]
      return String(value?.code ?? value)
    })
    .join('|')
}

const measured = (names: readonly string[], group: PaperRow['now']) =>
  Object.fromEntries(names.map((name) => [name, group.measures()[name]]))

/** What every row must come to. */
function expectRow(request: PaperRequest, ids: PaperIds, row: any, { now, before }: PaperRow, total: number, isWhole: boolean): void {
  const names = measuresOf(request)
  const told = Object.fromEntries(names.map((name) => [name, row[name]]))
  expect(told).toEqual(measured(names, now))
  expect(row.suppressed).toBe(false)
  for (const name of names) {
    const [is, was] = [now.measures()[name]!, before.measures()[name]!]
    if (request.compare === null) expect(row.comparison).toBeNull()
    else
      expect(row.comparison[name]).toEqual({
        before: was,
        difference: is === null || was === null ? null : is - was,
        percent: parts(is, was),
      })
  }
  if (!isWhole) return
  expect(row.share.count).toBe(total > 0 ? Math.floor((row.count * 20000 + total) / (2 * total)) : null)
  expect(row.ledger.totalCount).toBe(now.ledger.size)
  expect(new Set(row.ledger.nodes.map(({ id }: { id: string }) => id))).toEqual(new Set([...now.ledger].map((name) => ids.get(name))))
}

function parts(is: number | null, was: number | null): number | null {
  return is === null || was === null || was <= 0 ? null : Math.floor(((is - was) * 20000 + was) / (2 * was))
}

/** The groups of the paper that are rows: those that have facts, in either period. */
function present(paper: Map<string, PaperRow>, request: PaperRequest): Map<string, PaperRow> {
  return new Map([...paper].filter(([, { now, before }]) => request.by.length === 0 || now.ledger.size + before.ledger.size > 0))
}

async function counted(bureau: PaperBureau, ids: PaperIds, request: PaperRequest): Promise<void> {
  const paper = present(paperCount(bureau, request, today, null), request)
  const answer = await asked(administrator, ids, request)
  expect(answer.rows.map((row: any) => keyOf(request, row)).sort()).toEqual([...paper.keys()].sort())
  for (const row of answer.rows) expectRow(request, ids, row, paper.get(keyOf(request, row))!, answer.totals.count, true)
  expect(answer.rowCount).toBe(paper.size)
  expect(answer.rest).toBeNull()
  const whole = paperCount(bureau, { ...request, by: [] }, today, null).get('')!
  expectRow(request, ids, answer.totals, whole, 0, false)
}

describe('every count', () => {
  it('agrees with one on paper: rows, comparisons, shares, totals, and the ledger behind each row', async () => {
    await fc.assert(
      fc.asyncProperty(paperBureaus, fc.array(paperRequests(), { minLength: 12, maxLength: 12 }), async (bureau, requests) => {
        const ids = await onRecord(world, bureau)
        for (const request of requests) await counted(bureau, ids, request)
      }),
      { numRuns: 12, endOnFailure: true },
    )
  }, 90_000)

  it('is cut, ordered, filtered by figures, filled up and gathered without losing a fact', async () => {
    const extras = fc.record({
      first: fc.integer({ min: 1, max: 4 }),
      order: fc.constantFrom('count', 'distinctMembers'),
      direction: fc.constantFrom('ASC', 'DESC'),
      least: fc.option(fc.nat(3)),
      most: fc.option(fc.nat(6)),
      emptyGroups: fc.boolean(),
      sub: fc.nat(7),
    })
    await fc.assert(
      fc.asyncProperty(
        paperBureaus,
        fc.array(fc.tuple(paperRequests(), extras), { minLength: 10, maxLength: 10 }),
        async (bureau, requests) => {
          const ids = await onRecord(world, bureau)
          for (const [request, extra] of requests) await cut(bureau, ids, request, extra)
        },
      ),
      { numRuns: 8, endOnFailure: true },
    )
  }, 90_000)

  it('answers a viewer of a subtree as it answers an administrator who asks for that subtree, less what has left it', async () => {
    await fc.assert(
      fc.asyncProperty(
        paperBureaus,
        fc.constantFrom('P1', 'P2', 'T1'),
        fc.array(paperRequests([]), { minLength: 8, maxLength: 8 }),
        async (bureau, root, requests) => {
          const ids = await onRecord(world, bureau)
          const [placed] = await world.sql<{ path: string }>(
            'SELECT path FROM organization_placement WHERE organization_id = $1 AND upper_inf(valid)',
            [ids.get(root)],
          )
          const officer = await world.as([grantOver('OFFICER', placed!.path)])
          for (const request of requests.map((each) => ({ ...each, by: each.by.filter((name) => name !== 'LED_BY') }))) {
            for (const filter of [request.filter, { ...request.filter, organization: root }]) {
              const narrowed = { ...request, filter }
              const paper = present(paperCount(bureau, narrowed, today, [root]), request)
              const { rows } = await asked(officer, ids, narrowed)
              const told = rows.map((row: any) => [keyOf(request, row), row.count, row.distinctMembers])
              expect(new Set(told)).toEqual(new Set([...paper].map(([key, { now }]) => [key, now.measures()['count'], now.persons.size])))
            }
            // a membership elsewhere is nobody's business: a filter by it finds more for who sees it
            const looksElsewhere = request.source === 'MEMBERS' && (request.filter.kinds ?? request.filter.statuses) !== undefined
            if (request.asOf !== null || request.tree === 'AS_IT_WAS' || looksElsewhere) continue
            const mine = await asked(officer, ids, request)
            expect(mine).toEqual(await asked(administrator, ids, { ...request, filter: { ...request.filter, organization: root } }))
          }
        },
      ),
      { numRuns: 6, endOnFailure: true },
    )
  }, 90_000)
})

type Cut = { first: number; order: string; direction: string; least: number | null; most: number | null; emptyGroups: boolean; sub: number }

async function cut(
  bureau: PaperBureau,
  ids: PaperIds,
  request: PaperRequest,
  { first, order, direction, least, most, emptyGroups, sub }: Cut,
): Promise<void> {
  const measure = order === 'count' ? 'COUNT' : 'DISTINCT_MEMBERS'
  const subtotals = request.by.filter((_, at) => (sub & (1 << at)) !== 0)
  const having =
    least === null && most === null
      ? undefined
      : { count: { ...(least === null ? {} : { from: least }), ...(most === null ? {} : { to: most }) } }
  const extra = { orderBy: `${measure}_${direction}`, emptyGroups, subtotals, ...(having === undefined ? {} : { having }) }
  const all = await asked(administrator, ids, request, extra)
  const page = await asked(administrator, ids, request, { ...extra, first })
  expect(page.rows).toEqual(all.rows.slice(0, first))
  expect([page.rowCount, page.totals, page.subtotals]).toEqual([all.rowCount, all.totals, all.subtotals])
  expect(all.rows.length).toBe(Math.min(1000, all.rowCount))
  // every day of a year in every organisation: more than are told at once
  if (all.rowCount > 1000) return

  const paper = present(paperCount(bureau, request, today, null), request)
  const through = [...paper].filter(
    ([, { now }]) => now.measures()['count']! >= (least ?? 0) && now.measures()['count']! <= (most ?? Infinity),
  )
  const [empty, full] = [
    all.rows.filter((row: any) => !paper.has(keyOf(request, row))),
    all.rows.filter((row: any) => paper.has(keyOf(request, row))),
  ]
  expect(full.map((row: any) => keyOf(request, row)).sort()).toEqual(through.map(([key]) => key).sort())
  expect(new Set(all.rows.map((row: any) => keyOf(request, row))).size).toBe(all.rows.length)
  if (!emptyGroups) expect(empty).toEqual([])
  for (const row of empty) expect([row.count, row.distinctMembers, row.ledger.totalCount]).toEqual([0, 0, 0])

  const figures = all.rows.map((row: any) => row[order] as number)
  expect(figures).toEqual([...figures].sort((one, other) => (direction === 'ASC' ? one - other : other - one)))

  const sum = (rows: any[]) => rows.reduce((total: number, row: any) => total + row.count, 0)
  expect(page.totals.count).toBe(sum(page.rows) + (page.rest?.count ?? 0))
  expect(page.totals.count).toBe(sum(all.subtotals))
  expect(page.rest === null).toBe(all.rows.length <= first)
  expectPersons(
    page.totals,
    through.map(([, row]) => row),
  )
  if (page.rest !== null)
    expectPersons(
      page.rest,
      all.rows.slice(first).flatMap((row: any) => paper.get(keyOf(request, row)) ?? []),
    )
  for (const row of all.subtotals) {
    const key = keyOf(request, row, subtotals)
    const within = through
      .filter(
        ([each]) =>
          key ===
          each
            .split('|')
            .filter((_, at) => (sub & (1 << at)) !== 0)
            .join('|'),
      )
      .map(([, each]) => each)
    expectPersons(row, within)
    expect(row.ledger.totalCount).toBe(new Set(within.flatMap(({ now }) => [...now.ledger])).size)
  }
  await tabled(ids, request, all, extra)
}

function expectPersons(figures: any, rows: readonly PaperRow[]): void {
  expect(figures.distinctMembers).toBe(new Set(rows.flatMap(({ now }) => [...now.persons])).size)
}

/** The same count as a table, and the ids behind its cells. */
async function tabled(ids: PaperIds, request: PaperRequest, answer: any, { orderBy, emptyGroups, having }: Extra): Promise<void> {
  const measures = measuresOf(request)
  const reader = new Reader(poolDatabase(poolOf(world.dataSource)), administrator.viewer, 'en')
  const { source, by, depth, tree, asOf, compare } = request
  const query: CountQuery = {
    source,
    by: [...by],
    measures,
    organizationDepth: depth,
    tree,
    asOf,
    compare,
    filter: filterOf(ids, request),
    orderBy: orderBy!,
    emptyGroups: emptyGroups!,
    ...(having === undefined ? {} : { having }),
  }
  const table = await countTable(reader, query)
  const told = (row: any) => Object.fromEntries(measures.map((name) => [name, row[name]]))
  expect(table.rowCount).toBe(answer.rowCount)
  expect(table.totals).toEqual(told(answer.totals))
  expect(table.rows.map(({ values }) => values)).toEqual(answer.rows.map(told))
  if (compare !== null)
    expect(table.rows.map(({ before }) => before)).toEqual(
      answer.rows.map((row: any) => Object.fromEntries(measures.map((name) => [name, row.comparison[name].before]))),
    )
  for (const [at, { key }] of table.rows.slice(0, 3).entries()) {
    const found = await ledgerIds(reader, query, key, 200)
    expect(found).toEqual(answer.rows[at].ledger.nodes.map(({ id }: { id: string }) => id).sort())
  }
}
