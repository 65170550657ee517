import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { poolOf } from '../../platform/database/data-source.ts'
import { poolDatabase } from '../../platform/database/database.ts'
import { Reader } from '../../platform/graph/reader.ts'
import { onRecord, type PaperBureau, type PaperIds } from '../../testing/paper-bureau.ts'
import { paperCount, type PaperRequest } from '../../testing/paper-count.ts'
import { aTestWorld, grantOver, type TestClient, type TestWorld } from '../../testing/test-world.ts'
import { countTable, ledgerIds } from './count-tables.ts'

let world: TestWorld
let administrator: TestClient
let reporter: TestClient

beforeAll(async () => {
  world = await aTestWorld()
  administrator = await world.as()
  reporter = await world.as([{ role: 'REPORTER', paths: null }])
})
afterAll(() => world.close())

const branches = ['P1', 'P2', 'P3']
const organizations = [
  { code: 'P0', kind: 'PARTY', level: 'COMMITTEE', parent: null, dissolvedOn: null },
  ...branches.map((code) => ({ code, kind: 'PARTY', level: 'BRANCH', parent: 'P0', dissolvedOn: null })),
]

interface Person {
  readonly branch: string
  readonly sex: 'MALE' | 'FEMALE'
  readonly education: string
  readonly status: string
  readonly from: string
}

function bureauOf(people: readonly Person[]): PaperBureau {
  return {
    organizations,
    moves: [],
    leads: [],
    members: people.map(({ sex, education }, at) => ({
      code: `M${at}`,
      sex,
      education,
      birthDate: '1990-01-01',
      unit: null,
      employmentStatus: 'NONE',
      employmentStarted: null,
    })),
    memberships: people.map(({ branch, status, from }, at) => ({
      member: `M${at}`,
      kind: 'PARTY',
      organization: branch,
      status,
      from,
      to: null,
      ending: null,
    })),
    activities: [],
  }
}

const person: fc.Arbitrary<Person> = fc.record({
  branch: fc.constantFrom(...branches),
  sex: fc.constantFrom('MALE' as const, 'FEMALE' as const),
  education: fc.constantFrom('10', '20', '30'),
  status: fc.constantFrom('FULL', 'PROBATIONARY'),
  from: fc.constantFrom('2024-01-01', '2025-09-01', '2026-03-01'),
})

const request = fc
  .record({
    by: fc.uniqueArray(fc.constantFrom('ORGANIZATION', 'SEX', 'EDUCATION', 'STATUS'), { maxLength: 2 }),
    sexes: fc.option(fc.constantFrom(['MALE'], ['FEMALE'])),
    statuses: fc.option(fc.constantFrom(['FULL'], ['PROBATIONARY'])),
    organization: fc.option(fc.constantFrom('P0', ...branches)),
    asOf: fc.option(fc.constantFrom('2025-06-01', '2026-01-01')),
  })
  .map(({ by, sexes, statuses, organization, asOf }): PaperRequest => {
    const filter = {
      ...(sexes === null ? {} : { sexes }),
      ...(statuses === null ? {} : { statuses }),
      ...(organization === null ? {} : { organization }),
    }
    return { source: 'MEMBERS', by, depth: 1, tree: 'NOW', asOf, compare: 'SAME_PERIOD_LAST_YEAR', filter }
  })

/** A figure as it was told, and the persons that it is the number of. */
interface Told {
  readonly figure: number | null
  readonly of: ReadonlySet<string>
}

const fields: Record<string, string> = { ORGANIZATION: 'organization', SEX: 'sex', EDUCATION: 'education', STATUS: 'status' }
const today = new Date().toLocaleDateString('sv', { timeZone: 'Asia/Shanghai' })

async function ask(client: TestClient, ids: PaperIds, { by, filter, asOf, compare }: PaperRequest, first = 1000) {
  const figures = 'count distinctMembers suppressed comparison { count { before difference percent } distinctMembers { before } }'
  const row = `organization { code } sex education { code } status ${figures}`
  const { data, errors } = await client.query(
    `query ($filter: MemberFilter, $by: [MemberDimension!]!, $sub: [MemberDimension!]!, $asOf: Date, $compare: CountComparison, $first: Int!) {
      memberCounts(filter: $filter, by: $by, asOf: $asOf, compare: $compare, first: $first) { rows { ${row} share { count } } totals { ${figures} } rest { ${figures} } subtotals(by: $sub) { ${row} } } }`,
    {
      filter: filter.organization === undefined ? filter : { ...filter, organization: ids.get(filter.organization) },
      by,
      sub: by.slice(0, 1),
      asOf,
      compare,
      first,
    },
  )
  expect(errors).toEqual([])
  return data.memberCounts
}

/** Every figure of an answer, with who is behind it. */
async function everythingTold(bureau: PaperBureau, ids: PaperIds, asked: PaperRequest): Promise<Told[]> {
  const answer = await ask(reporter, ids, asked, 2)
  const figures = (row: any, by: readonly string[], within: (key: string) => boolean): Told[] => {
    const groups = [...paperCount(bureau, { ...asked, by }, today, null)].filter(([key]) => within(key)).map(([, group]) => group)
    const behind = (side: 'now' | 'before') => new Set(groups.flatMap((group) => [...group[side].persons]))
    return [
      { figure: row.count, of: behind('now') },
      { figure: row.distinctMembers, of: behind('now') },
      { figure: row.comparison.count.before, of: behind('before') },
      { figure: row.comparison.distinctMembers.before, of: behind('before') },
    ]
  }
  const keyOf = (row: any, by: readonly string[]) => by.map((name) => row[fields[name]!]?.code ?? row[fields[name]!]).join('|')
  const shown = new Set(answer.rows.map((row: any) => keyOf(row, asked.by)))
  return [
    ...answer.rows.flatMap((row: any) => figures(row, asked.by, (key) => key === keyOf(row, asked.by))),
    ...answer.subtotals.flatMap((row: any) => figures(row, asked.by.slice(0, 1), (key) => key === keyOf(row, asked.by.slice(0, 1)))),
    ...figures(answer.totals, [], () => true),
    ...(answer.rest === null ? [] : figures(answer.rest, asked.by, (key) => !shown.has(key))),
  ]
}

/** The sizes that a figure leaves possible. */
function sizes(figure: number | null, smallest: number): { least: number; most: number } {
  if (figure === null) return { least: 1, most: smallest - 1 }
  return figure === 0 ? { least: 0, most: 0 } : { least: figure, most: figure + smallest - 1 }
}

describe('figures for whom may not see persons', () => {
  it.each([4, 5, 7])(
    'tell no group smaller than %i by the difference of any two',
    async (smallest) => {
      world.smallestGroup = smallest
      await fc.assert(
        fc.asyncProperty(
          fc.array(person, { minLength: 8, maxLength: 40 }),
          fc.array(request, { minLength: 4, maxLength: 4 }),
          async (people, requests) => {
            const bureau = bureauOf(people)
            const ids = await onRecord(world, bureau)
            const told = (await Promise.all(requests.map((asked) => everythingTold(bureau, ids, asked)))).flat()
            for (const { figure, of } of told)
              expect(figure).toBe(of.size === 0 ? 0 : of.size < smallest ? null : of.size - (of.size % smallest))
            for (const one of told) {
              for (const other of told) {
                const left = one.of.size - other.of.size
                if (left < 1 || left >= smallest || ![...other.of].every((member) => one.of.has(member)) || other.of.size === 0) continue
                const [whole, part] = [sizes(one.figure, smallest), sizes(other.figure, smallest)]
                // a small group that is known to be there may have at least two sizes
                const [least, most] = [Math.max(1, whole.least - part.most), Math.min(smallest - 1, whole.most - part.least)]
                expect({ one: one.figure, other: other.figure, open: most > least }).toEqual({
                  one: one.figure,
                  other: other.figure,
                  open: true,
                })
              }
            }
          },
        ),
        { numRuns: 12, endOnFailure: true },
      )
    },
    60_000,
  )

  it.each([
    [4, null, true],
    [5, 5, false],
    [6, 5, false],
    [9, 5, false],
    [10, 10, false],
  ])('of %i persons with a smallest group of 5 are %s', async (size, figure, suppressed) => {
    world.smallestGroup = 5
    const ids = await onRecord(
      world,
      bureauOf(Array.from({ length: size }, () => ({ branch: 'P1', sex: 'MALE', education: '10', status: 'FULL', from: '2024-01-01' }))),
    )
    const asked: PaperRequest = { source: 'MEMBERS', by: ['SEX'], depth: 1, tree: 'NOW', asOf: null, compare: null, filter: {} }
    const { rows, totals } = await ask(reporter, ids, asked)
    expect(rows).toMatchObject([{ count: figure, distinctMembers: figure, suppressed, share: { count: figure === null ? null : 10000 } }])
    expect(totals).toMatchObject({ count: figure, suppressed })
    const exact = await ask(administrator, ids, asked)
    expect(exact.rows).toMatchObject([{ count: size, suppressed: false }])
    world.smallestGroup = 1
    expect((await ask(reporter, ids, asked)).rows).toMatchObject([{ count: size, suppressed: false }])
    world.smallestGroup = 5
  })

  it('are what `having` and the order go by', async () => {
    world.smallestGroup = 5
    const people = [
      ...Array.from({ length: 7 }, () => 'P1'),
      ...Array.from({ length: 6 }, () => 'P2'),
      ...Array.from({ length: 2 }, () => 'P3'),
    ]
    await onRecord(
      world,
      bureauOf(people.map((branch) => ({ branch, sex: 'FEMALE', education: '10', status: 'FULL', from: '2024-01-01' }))),
    )
    const rows = async (having: string) => {
      const { data } = await reporter.query(
        `{ memberCounts(by: [ORGANIZATION], orderBy: COUNT_DESC, having: { count: ${having} }) { rows { organization { code } count } rowCount } }`,
      )
      return data.memberCounts.rows.map((row: any) => [row.organization.code, row.count])
    }
    // seven and six are told alike, so the tree orders them
    expect(await rows('{}')).toEqual([
      ['P1', 5],
      ['P2', 5],
      ['P3', null],
    ])
    expect([await rows('{ from: 6 }'), await rows('{ to: 4 }'), await rows('{ from: 5, to: 5 }')]).toEqual([
      [],
      [],
      [
        ['P1', 5],
        ['P2', 5],
      ],
    ])
  })

  it('name nobody: no ledger, no count by name, no ids', async () => {
    const ids = await onRecord(world, bureauOf([]))
    const code = async (client: TestClient, document: string) => (await client.query(document)).errors[0]?.code
    expect(await code(reporter, '{ memberCounts { rows { ledger(first: 1) { totalCount } } } }')).toBe('FORBIDDEN')
    expect(await code(reporter, '{ membershipChanges { rows { ledger(first: 1) { totalCount } } } }')).toBe('FORBIDDEN')
    expect(await code(reporter, '{ memberCounts(filter: { query: "张三" }) { rowCount } }')).toBe('FORBIDDEN')
    expect(await code(reporter, '{ activityCounts { rows { ledger(first: 1) { totalCount } } } }')).toBeUndefined()
    const reader = new Reader(poolDatabase(poolOf(world.dataSource)), reporter.viewer, 'en')
    const query = { source: 'MEMBERS', filter: { organization: ids.get('P1') }, by: [], measures: ['count'] } as const
    await expect(ledgerIds(reader, query, {}, 10)).rejects.toMatchObject({ code: 'FORBIDDEN' })
    expect((await countTable(reader, query)).totals).toEqual({ count: 0 })
  })

  it('include what a birth date tells, for whom may see persons but not those', async () => {
    world.smallestGroup = 5
    const ids = await onRecord(
      world,
      bureauOf(Array.from({ length: 3 }, () => ({ branch: 'P1', sex: 'MALE', education: '10', status: 'FULL', from: '2024-01-01' }))),
    )
    const [{ path }] = (await world.sql<{ path: string }>('SELECT path FROM organization_placement WHERE organization_id = $1', [
      ids.get('P0'),
    ])) as [{ path: string }]
    const [viewer, secretary] = [await world.as([grantOver('VIEWER', path)]), await world.as([grantOver('SECRETARY', path)])]
    const counted = async (client: TestClient, args: string) =>
      (await client.query(`{ memberCounts${args} { totals { count suppressed } } }`)).data.memberCounts.totals
    for (const args of ['(by: [AGE_BAND])', '(filter: { bornFrom: "1980-01-01" })']) {
      expect(await counted(viewer, args)).toEqual({ count: null, suppressed: true })
      expect(await counted(secretary, args)).toEqual({ count: 3, suppressed: false })
    }
    expect(await counted(viewer, '(by: [SEX])')).toEqual({ count: 3, suppressed: false })
    const { errors } = await viewer.query('{ memberCounts(by: [AGE_BAND]) { rows { ledger(first: 1) { totalCount } } } }')
    expect(errors[0]?.code).toBe('FORBIDDEN')
  })

  it('leave the numbers of activities and attendances as they are', async () => {
    world.smallestGroup = 5
    const bureau = {
      ...bureauOf([{ branch: 'P1', sex: 'MALE', education: '10', status: 'FULL', from: '2024-01-01' }]),
      activities: [
        {
          organization: 'P1',
          type: 'THEME_DAY',
          day: '2026-03-01',
          status: 'HELD' as const,
          expected: 1,
          present: 1,
          observers: 0,
          persons: ['M0'],
        },
      ],
    }
    await world.sql(
      `INSERT INTO activity_type (code, category, name_zh, name_en, kinds, levels, expects) VALUES ('THEME_DAY', 'STUDY', 'x', 'x', '{PARTY}', '{}', 'NOBODY') ON CONFLICT (code) DO NOTHING`,
    )
    await onRecord(world, bureau)
    const { data } = await reporter.query('{ activityCounts { totals { count attendances attendanceRate distinctMembers suppressed } } }')
    expect(data.activityCounts.totals).toEqual({ count: 1, attendances: 1, attendanceRate: 10000, distinctMembers: null, suppressed: true })
  })
})
