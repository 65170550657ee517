import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { paperBureaus, paperRequests, paperTypesSql } from '../../../../testing/paper-arbitraries.ts'
import { onRecord, type PaperBureau, type PaperIds } from '../../../../testing/paper-bureau.ts'
import { happened, paperChanges } from '../../../../testing/paper-changes.ts'
import { paperCount, PaperGroup, type PaperRequest, type PaperRow } from '../../../../testing/paper-count.ts'
import { aReport } from '../../../../testing/test-reports.ts'
import { aSnapshot, compared } from '../../../../testing/test-snapshots.ts'
import { aTestWorld, type TestClient, type TestWorld } from '../../../../testing/test-world.ts'

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

const measuresOf = {
  ACTIVITIES: ['count', 'attendances', 'attendanceRate', 'distinctMembers'],
  MEMBERS: ['count', 'distinctMembers'],
  MEMBERSHIP_CHANGES: ['count', 'joined', 'left', 'net', 'distinctMembers'],
}
const constantOf = (name: string) => name.replace(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase()
const placeNames = ['ORGANIZATION', 'LED_BY', 'KIND', 'LEVEL']

/** A request as a report: so many of its dimensions in rows, the others in columns; only groups of so many. */
interface Asked {
  readonly request: PaperRequest
  readonly rows: number
  readonly least: number | null
}

const asked: fc.Arbitrary<Asked> = fc
  .record({ request: paperRequests(), split: fc.nat(3), least: fc.option(fc.constantFrom(2, 3), { freq: 3 }) })
  .map(({ request, split, least }) => ({ request, rows: Math.min(split, request.by.length), least }))

function definitionOf(ids: PaperIds, { request, rows, least }: Asked) {
  const { source, by, depth, tree, asOf, compare, filter } = request
  const { organization, from, to, ...rest } = filter
  const filterName = { ACTIVITIES: 'activityFilter', MEMBERS: 'memberFilter', MEMBERSHIP_CHANGES: 'membershipChangeFilter' }[source]
  return {
    source,
    [filterName]: rest,
    rows: by.slice(0, rows),
    columns: by.slice(rows),
    measures: measuresOf[source].map(constantOf),
    organizationDepth: depth,
    tree,
    having: least === null ? [] : [{ measure: 'COUNT', from: least }],
    compare,
    parameters: {
      ...(organization === undefined ? {} : { organization: ids.get(organization) }),
      ...(from === undefined ? {} : { period: 'FROM_TO', from, to }),
      asOf,
    },
  }
}

describe('a comparison', () => {
  it('finds every cell that differs from a count on paper, no other, and the rows that make the difference', async () => {
    await fc.assert(
      fc.asyncProperty(paperBureaus, paperChanges, fc.array(asked, { minLength: 6, maxLength: 6 }), async (bureau, changes, requests) => {
        const ids = await onRecord(world, bureau)
        const taken: { each: Asked; id: string }[] = []
        for (const each of requests) {
          const report = await aReport(administrator, { definition: definitionOf(ids, each) })
          const snapshot = await aSnapshot(administrator, report.id)
          expect([snapshot.facts, snapshot.verification.holds]).toEqual(['KEPT', true])
          taken.push({ each, id: snapshot.id })
        }
        let after = bureau
        for (const change of changes) after = await happened(world, administrator, ids, after, change)
        for (const { each, id } of taken) await explained(bureau, after, ids, each, id)
      }),
      { numRuns: 5, endOnFailure: true },
    )
  }, 120_000)
})

const sides = ['now', 'before'] as const

async function explained(before: PaperBureau, after: PaperBureau, ids: PaperIds, each: Asked, id: string): Promise<void> {
  const { request, rows } = each
  const names = new Map([...ids].map(([name, row]) => [row, name]))
  const told = (key: string | null) => String(key === null ? null : (names.get(key) ?? key))
  const answer = await compared(administrator, id)
  const [then, now] = [before, after].map((bureau) => levels(paperCount(bureau, request, today, null), each)) as [Levels, Levels]

  const expected = new Set<string>()
  for (const key of new Set([...then.keys(), ...now.keys()]))
    if (figuresOf(then.get(key), each).join() !== figuresOf(now.get(key), each).join()) expected.add(key)
  const addressOf = (cell: any) => JSON.stringify([cell.row?.map(told) ?? null, cell.column?.map(told) ?? null])
  expect(new Set(answer.cells.map(addressOf))).toEqual(expected)
  expect(answer.changedCells).toBe(expected.size)

  const frozen = await world.sql<FrozenFact>(
    'SELECT row_id, part, earlier, keys, sums::int[] AS sums, persons FROM report_snapshot_fact WHERE snapshot_id = $1',
    [id],
  )
  for (const cell of answer.cells) {
    const address = addressOf(cell)
    expect(cell.figures.map((figure: any) => figure.then)).toEqual(figuresOf(then.get(address), each))
    expect(cell.figures.map((figure: any) => figure.now)).toEqual(figuresOf(now.get(address), each))
    const { nodes, totalCount } = cell.changes
    expect(totalCount).toBe(nodes.length)
    for (const change of nodes) expectReason(change, request)
    // what was there, less the rows that left, and those that came: exactly what is there
    const isAt = (state: any) =>
      state !== null &&
      (cell.row === null || state.labels.slice(0, rows).join() === cell.rowLabels.join()) &&
      (cell.column === null || state.labels.slice(rows).join() === cell.columnLabels.join())
    const inCell = frozen.filter(
      ({ keys }) =>
        (cell.row === null || JSON.stringify(keys.slice(0, rows)) === JSON.stringify(cell.row)) &&
        (cell.column === null || JSON.stringify(keys.slice(rows)) === JSON.stringify(cell.column)),
    )
    const groups = { now: new PaperGroup(), before: new PaperGroup() }
    const leaving = nodes.filter(({ was }: any) => isAt(was))
    const coming = nodes.filter(({ is }: any) => isAt(is))
    expect(leaving.length + coming.length).toBeGreaterThan(0)
    const staying = inCell.filter((fact) => !leaving.some((change: any) => isFact(change, fact)))
    expect(staying.length).toBe(inCell.length - leaving.length)
    for (const { earlier, sums, persons, row_id } of staying)
      groups[earlier ? 'before' : 'now'].add(paperFact(request, sums, persons ?? [], row_id))
    for (const change of coming) groups[change.earlier ? 'before' : 'now'].add(arrived(after, request, names, change))
    const hasGroup = now.has(address) || cell.row === null || cell.column === null
    if (hasGroup) expect(figuresOf({ now: groups.now, before: groups.before }, each)).toEqual(figuresOf(now.get(address), each))
  }
}

type Levels = Map<string, PaperRow>

/** The cells of the table on paper: the groups that are let through, and the totals of them. */
function levels(paper: Map<string, PaperRow>, { request, rows, least }: Asked): Levels {
  const { by } = request
  const through = [...paper].filter(
    ([, { now, before }]) => (by.length === 0 || now.ledger.size + before.ledger.size > 0) && now.measures()['count']! >= (least ?? 0),
  )
  const cells: Levels = new Map()
  const gathered = (row: boolean, column: boolean) => {
    const of = (key: string[]) => JSON.stringify([row ? key.slice(0, rows) : null, column ? key.slice(rows) : null])
    if (!row && !column) cells.set(of([]), emptyRow())
    for (const [key, group] of through) {
      const address = of(by.length === 0 ? [] : key.split('|'))
      const into = cells.get(address) ?? cells.set(address, emptyRow()).get(address)!
      for (const side of sides) merge(into[side], group[side])
    }
  }
  gathered(true, true)
  const [hasRows, hasColumns] = [rows > 0, by.length > rows]
  if (hasRows && hasColumns) {
    gathered(true, false)
    gathered(false, true)
  }
  if (hasRows || hasColumns) {
    const whole = emptyRow()
    for (const [, group] of through) for (const side of sides) merge(whole[side], group[side])
    cells.set(JSON.stringify([hasRows ? null : [], hasColumns ? null : []]), whole)
  }
  return cells
}

function emptyRow(): PaperRow {
  return { now: new PaperGroup(), before: new PaperGroup() }
}

function merge(into: PaperGroup, group: PaperGroup): void {
  for (const [name, value] of Object.entries(group.sums)) into.sums[name] = (into.sums[name] ?? 0) + value
  for (const person of group.persons) into.persons.add(person)
  for (const row of group.ledger) into.ledger.add(row)
}

/** The figures of a cell in the order in which they are told; of one that nothing counts in, nothing, or 0. */
function figuresOf(row: PaperRow | undefined, { request, least }: Asked): (number | null)[] {
  const nothing = new PaperGroup().measures()
  return measuresOf[request.source].flatMap((name) =>
    (request.compare === null ? (['now'] as const) : sides).map((side) => {
      if (row !== undefined) return row[side].measures()[name] ?? null
      return least === null ? nothing[name]! : null
    }),
  )
}

interface FrozenFact {
  readonly row_id: string
  readonly part: string
  readonly earlier: boolean
  readonly keys: (string | null)[]
  readonly sums: number[]
  readonly persons: string[] | null
}

function isFact(change: any, { row_id, part, earlier }: FrozenFact): boolean {
  const id = change.activity?.id ?? change.membership?.id ?? change.member?.id
  return id === row_id && part === change.part && earlier === change.earlier
}

function paperFact(request: PaperRequest, sums: readonly number[], persons: readonly string[], ledger: string) {
  const names = {
    ACTIVITIES: ['count', 'attendances', 'expected', 'expectedPresent'],
    MEMBERS: ['count'],
    MEMBERSHIP_CHANGES: ['count', 'joined', 'left'],
  }[request.source]
  return { organization: '', day: '', own: {}, sums: Object.fromEntries(names.map((name, at) => [name, sums[at]!])), persons, ledger }
}

/** A row that came, as the paper has it now. */
function arrived(after: PaperBureau, request: PaperRequest, names: ReadonlyMap<string, string>, change: any) {
  const { values } = change.is
  if (request.source !== 'ACTIVITIES') return paperFact(request, values, [change.member.id], change.member.id)
  const { present, observers, expected, persons } = after.activities[Number(names.get(change.activity.id)!.slice(1))]!
  expect(values.slice(0, 2)).toEqual([1, present + observers])
  const idOf = new Map([...names].map(([row, name]) => [name, row]))
  return paperFact(
    request,
    [1, present + observers, expected, Math.min(expected, present)],
    persons.map((person) => idOf.get(person)!),
    change.activity.id,
  )
}

function expectReason({ reason, was, is }: any, { by }: PaperRequest): void {
  if (was === null || is === null) {
    expect(reason).toBe(was === null ? 'ADDED' : 'ENDED')
    return
  }
  const moved = by.some((name, at) => placeNames.includes(name) && was.labels[at] !== is.labels[at])
  expect(reason).toBe(moved ? 'MOVED' : 'CORRECTED')
}
