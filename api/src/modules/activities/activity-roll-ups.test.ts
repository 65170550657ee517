import { afterAll, beforeAll, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { type ActivityChange, change, today } from '../../testing/test-activities.ts'
import { type TestMember, type TestOrganization, TestRegister } from '../../testing/test-register.ts'
import { aTestWorld, type TestClient, type TestWorld } from '../../testing/test-world.ts'

let world: TestWorld
let administrator: TestClient
let generals: TestOrganization[]
let branches: TestOrganization[]
let members: TestMember[]

beforeAll(async () => {
  world = await aTestWorld()
  administrator = await world.as()
  const register = new TestRegister(world)
  const root = await register.anOrganization({ level: 'COMMITTEE' })
  generals = []
  for (let i = 0; i < 3; i += 1) generals.push(await register.anOrganization({ under: root, level: 'GENERAL_BRANCH' }))
  branches = []
  for (const general of [...generals, ...generals]) branches.push(await register.anOrganization({ under: general }))
  members = []
  for (const branch of branches) members.push(await register.aMemberOf(branch))
})
afterAll(() => world.close())

/** Cells and deltas of every organisation, beside what its subtree's activities come to in today's tree. */
const difference = `
  WITH rolled_up AS (
    SELECT organization_id, month, type_code, sum(activities) AS activities, sum(attendances) AS attendances, sum(expected) AS expected, sum(expected_present) AS expected_present
    FROM (
      SELECT organization_id, month, type_code, activities, attendances, expected, expected_present FROM activity_count_cell
      UNION ALL SELECT organization_id, month, type_code, activities, attendances, expected, expected_present FROM activity_count_delta
    ) part GROUP BY 1, 2, 3 HAVING sum(activities) <> 0 OR sum(attendances) <> 0 OR sum(expected) <> 0 OR sum(expected_present) <> 0
  ), counted AS (
    SELECT above.id AS organization_id, date_trunc('month', activity.held_on)::date AS month, activity.type_code, count(*) AS activities,
      sum(activity.present_count + activity.observer_count) AS attendances, sum(activity.expected_count) AS expected, sum(activity.expected_present_count) AS expected_present
    FROM activity CROSS JOIN LATERAL organization_ancestors(activity.organization_id) AS above (id)
    WHERE activity.held_on IS NOT NULL GROUP BY 1, 2, 3
  )
  (SELECT * FROM rolled_up EXCEPT SELECT * FROM counted) UNION ALL (SELECT * FROM counted EXCEPT SELECT * FROM rolled_up)`

type Step =
  | { readonly kind: 'activity'; readonly at: number; readonly type: string; readonly verbs: readonly ActivityChange[]; readonly there: readonly boolean[] }
  | { readonly kind: 'move'; readonly at: number; readonly to: number }
  | { readonly kind: 'fold' }

/** Plans an activity and goes on with it as far as it may. */
async function carryOut({ at, type, verbs, there }: Extract<Step, { kind: 'activity' }>): Promise<void> {
  const plan = await change(administrator, 'planActivity', { organizationId: branches[at]!.id, typeCode: type, title: '活动', plannedStart: `${today()}T09:00:00+08:00` })
  let activity = plan.activity
  const inputs: Partial<Record<ActivityChange, object>> = {
    holdActivity: { heldOn: today(at % 2 === 0 ? 0 : -40) },
    cancelActivity: { reason: '取消' },
    archiveActivity: {},
    recordAttendance: { activityId: activity.id, entries: members.filter((_, each) => there[each]).map(({ id }) => ({ memberId: id, status: 'PRESENT' })) },
    excludeFromActivity: { activityId: activity.id, memberId: members[at]!.id, reason: '出差' },
  }
  for (const verb of verbs) {
    const { id, version } = activity
    activity = (await change(administrator, verb, { ...('activityId' in inputs[verb]! ? {} : { id }), version, ...inputs[verb] })).activity
  }
}

async function move(at: number, to: number): Promise<void> {
  const [{ version }] = (await world.sql<{ version: number }>('SELECT version FROM organization WHERE id = $1', [branches[at]!.id])) as [{ version: number }]
  const input = { id: branches[at]!.id, version, parentId: generals[to]!.id, effectiveOn: today() }
  await administrator.query('mutation ($input: MoveOrganizationInput!) { moveOrganization(input: $input) { userErrors { code } } }', { input })
}

it('keeps cells and deltas the sums of the rows, whatever is written while organisations move and deltas are folded', async () => {
  const verb = fc.constantFrom<ActivityChange>('holdActivity', 'recordAttendance', 'recordAttendance', 'archiveActivity', 'cancelActivity', 'excludeFromActivity')
  const step = fc.oneof(
    { weight: 6, arbitrary: fc.record({ kind: fc.constant('activity' as const), at: fc.nat(5), type: fc.constantFrom('BRANCH_MEETING', 'THEME_DAY'), verbs: fc.array(verb, { maxLength: 5 }), there: fc.array(fc.boolean(), { minLength: 6, maxLength: 6 }) }) },
    { weight: 3, arbitrary: fc.record({ kind: fc.constant('move' as const), at: fc.nat(5), to: fc.nat(2) }) },
    { weight: 1, arbitrary: fc.constant({ kind: 'fold' as const }) },
  )
  const run = (each: Step) => (each.kind === 'activity' ? carryOut(each) : each.kind === 'move' ? move(each.at, each.to) : world.modules.counts.fold())
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 16 }), async (steps) => {
      await Promise.all(steps.map(run))
      expect(await world.sql(difference)).toEqual([])
    }),
    { numRuns: 10 },
  )
  // that much was tried at all
  const tried = `SELECT count(*) FILTER (WHERE action = 'organization.move')::int AS moves, count(*) FILTER (WHERE action = 'activity.recordAttendance')::int AS recordings FROM audit_entry WHERE outcome = 'DONE'`
  const [{ moves, recordings }] = (await world.sql(tried)) as [{ moves: number; recordings: number }]
  expect(Math.min(moves, recordings)).toBeGreaterThan(5)
}, 60_000)
