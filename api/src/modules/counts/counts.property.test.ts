import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { paperBureaus, paperRequests, paperTypesSql } from '../../testing/paper-arbitraries.ts'
import { onRecord, type PaperBureau, type PaperIds } from '../../testing/paper-bureau.ts'
import { paperCount, type PaperRequest } from '../../testing/paper-count.ts'
import { asked, expectFigures, expectRow, groupsOf, keyOf } from '../../testing/paper-questions.ts'
import { aTestWorld, grantOver, type TestClient, type TestWorld } from '../../testing/test-world.ts'

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

async function counted(bureau: PaperBureau, ids: PaperIds, request: PaperRequest): Promise<void> {
  const paper = groupsOf(bureau, request, today)
  const answer = await asked(administrator, ids, request)
  expect(answer.rows.map((row: any) => keyOf(request, row)).sort()).toEqual([...paper.keys()].sort())
  for (const row of answer.rows) expectRow(request, ids, row, paper.get(keyOf(request, row))!, answer.totals.count)
  expect(answer.rowCount).toBe(paper.size)
  expect(answer.rest).toBeNull()
  const whole = paperCount(bureau, { ...request, by: [] }, today, null).get('')!
  expectFigures(request, answer.totals, whole)
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
              const paper = groupsOf(bureau, narrowed, today, [root])
              const { rows } = await asked(officer, ids, narrowed)
              const told = rows.map((row: any) => [keyOf(request, row), row.count, row.distinctMembers])
              expect(new Set(told)).toEqual(new Set([...paper].map(([key, { now }]) => [key, now.measures()['count'], now.persons.size])))
            }
            // a membership elsewhere is nobody's business: a filter by it finds more for who sees it
            const looksElsewhere = request.source === 'MEMBERS' && (request.filter.kinds ?? request.filter.statuses) !== undefined
            if (request.asOf !== null || request.tree === 'AS_IT_WAS' || looksElsewhere) continue
            const mine = await asked(officer, ids, request)
            const theirs = await asked(administrator, ids, { ...request, filter: { ...request.filter, organization: root } })
            // who came from elsewhere is counted, but not told
            expect(withoutMembers(mine)).toEqual(withoutMembers(theirs))
            for (const [at, row] of mine.rows.entries())
              expect(theirs.rows[at].members?.nodes ?? []).toEqual(expect.arrayContaining(row.members?.nodes ?? []))
          }
        },
      ),
      { numRuns: 6, endOnFailure: true },
    )
  }, 90_000)
})

function withoutMembers({ rows, subtotals, ...whole }: any) {
  const bare = ({ members: _members, ...row }: any) => row
  return { ...whole, rows: rows.map(bare), subtotals: subtotals.map(bare) }
}
