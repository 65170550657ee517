import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import pg from 'pg'
import { aHeldActivity, aPlannedActivity, change, done, today } from '../../testing/test-activities.ts'
import { type TestMember, type TestOrganization, TestRegister } from '../../testing/test-register.ts'
import { aTestWorld, type TestClient, type TestWorld } from '../../testing/test-world.ts'

let world: TestWorld
let register: TestRegister
let administrator: TestClient
let branch: TestOrganization
let members: TestMember[]
let guests: TestMember[]

beforeAll(async () => {
  world = await aTestWorld()
  register = new TestRegister(world)
  administrator = await world.as()
  branch = await register.anOrganization()
  members = []
  for (let i = 0; i < 6; i += 1) members.push(await register.aMemberOf(branch))
  guests = [await register.aMember(), await register.aMember()]
})
afterAll(() => world.close())

const present = (member: TestMember) => ({ memberId: member.id, status: 'PRESENT' })

/** The counts on an activity beside those of its rows. */
async function counts(id: string): Promise<{ onActivity: unknown; ofRows: unknown }> {
  const [row] = await world.sql<{ on_activity: unknown; of_rows: unknown }>(
    `SELECT ARRAY[expected_count, present_count, expected_present_count, leave_count, absent_count, observer_count] AS on_activity,
       (SELECT ARRAY[count(*) FILTER (WHERE expected), count(*) FILTER (WHERE status = 'PRESENT'), count(*) FILTER (WHERE expected AND status = 'PRESENT'),
          count(*) FILTER (WHERE status = 'LEAVE'), count(*) FILTER (WHERE status = 'ABSENT'), count(*) FILTER (WHERE status = 'OBSERVER')]::int[]
        FROM attendance WHERE activity_id = activity.id) AS of_rows
     FROM activity WHERE id = $1`,
    [id],
  )
  return { onActivity: row!.on_activity, ofRows: row!.of_rows }
}

describe('recording attendance', () => {
  it('takes the whole list at once: entries, the others, and guests', async () => {
    const { id, version } = await aHeldActivity(administrator, branch)
    const entries = [{ memberId: members[0]!.id, status: 'LEAVE' }, { memberId: members[1]!.id, status: 'ABSENT' }, { memberId: guests[0]!.id, status: 'OBSERVER' }, present(guests[1]!)]
    const recorded = await done(administrator, 'recordAttendance', { activityId: id, version, entries, othersExpected: 'PRESENT' })
    expect(recorded).toMatchObject({ version: version + 1, expectedCount: 6, presentCount: 5, leaveCount: 1, absentCount: 1, observerCount: 1, attendanceCount: 6, attendanceRate: 6667 })
    const { data } = await administrator.query(`query ($id: ID!) { activity(id: $id) { attendances(first: 20) { nodes { memberId expected status recordedAt } } } }`, { id })
    expect(data.activity.attendances.nodes).toHaveLength(8)
    expect(data.activity.attendances.nodes).toContainEqual({ memberId: guests[0]!.id, expected: false, status: 'OBSERVER', recordedAt: expect.any(String) })
    expect(await world.sql('SELECT DISTINCT recorded_by FROM attendance WHERE activity_id = $1', [id])).toEqual([{ recorded_by: administrator.viewer.accountId }])
  })

  it('shows a person’s activities, the newest first, page by page', async () => {
    const person = await register.aMemberOf(await register.anOrganization())
    const home = (await world.sql<{ id: string }>('SELECT organization_id AS id FROM membership WHERE member_id = $1', [person.id]))[0]!
    const days = [today(-1), today(-2), today(-2), today(-3)]
    for (const heldOn of days) {
      const { id, version } = await aPlannedActivity(administrator, { ...branch, id: home.id })
      await done(administrator, 'holdActivity', { id, version, heldOn })
    }
    const seen: string[] = []
    let after: string | null = null
    do {
      const { data, errors }: { data: any; errors: readonly unknown[] } = await administrator.query(
        `query ($id: ID!, $after: String) { member(id: $id) { attendances(first: 1, after: $after) { totalCount nodes { activity { id onDay } } pageInfo { hasNextPage endCursor } } } }`,
        { id: person.id, after },
      )
      expect(errors).toEqual([])
      expect(data.member.attendances.totalCount).toBe(4)
      seen.push(data.member.attendances.nodes[0].activity.onDay)
      after = data.member.attendances.pageInfo.hasNextPage ? data.member.attendances.pageInfo.endCursor : null
    } while (after !== null)
    expect(seen).toEqual(days)
  })

  it.each([
    [0, 0],
    [1, 1667],
    [3, 5000],
    [5, 8333],
    [6, 10000],
  ])('%s of 6: %s ten-thousandths', async (there, rate) => {
    const { id, version } = await aHeldActivity(administrator, branch)
    const entries = [...members.slice(0, there).map(present), ...guests.map(present)]
    expect(await done(administrator, 'recordAttendance', { activityId: id, version, entries, othersExpected: 'ABSENT' })).toMatchObject({ attendanceRate: rate, presentCount: there + 2 })
  })

  it.each([
    [1, 20_000, 1],
    [1, 20_001, 0],
    [299, 400_000, 7],
    [3, 8, 3750],
    [100_000, 100_000, 10_000],
  ])('%s of %s: %s ten-thousandths, half up', async (there, expected, rate) => {
    const { id } = await aHeldActivity(administrator, branch)
    await world.sql('UPDATE activity SET expected_count = $2, expected_present_count = $3 WHERE id = $1', [id, expected, there])
    const { data } = await administrator.query(`query ($id: ID!) { activity(id: $id) { attendanceRate } }`, { id })
    expect(data.activity.attendanceRate).toBe(rate)
  })

  it('has no rate where nobody was expected', async () => {
    const { id, version } = await aHeldActivity(administrator, branch, { typeCode: 'VOLUNTEER_SERVICE' })
    const entries = members.slice(0, 2).map(present)
    expect(await done(administrator, 'recordAttendance', { activityId: id, version, entries })).toMatchObject({ attendanceRate: null, attendanceCount: 2, expectedCount: 0 })
  })

  it('refuses what it cannot record, entry by entry, and records nothing', async () => {
    const { id, version } = await aHeldActivity(administrator, branch)
    const entries = [present(members[0]!), { memberId: 'no-id', status: 'PRESENT' }, { memberId: guests[0]!.id, status: 'LEAVE' }, present({ ...members[0]!, id: members[0]!.id.toUpperCase() })]
    const refused = await change(administrator, 'recordAttendance', { activityId: id, version, entries })
    expect(refused.userErrors.map(({ code, field }) => [code, field?.join('.')])).toEqual([
      ['INVALID', 'entries.3.memberId'],
      ['NOT_FOUND', 'entries.1.memberId'],
      ['INVALID', 'entries.2.status'],
    ])
    expect(refused.activity).toMatchObject({ version, presentCount: 0 })
  })

  it('writes down who was recorded otherwise before', async () => {
    const { id, version } = await aHeldActivity(administrator, branch)
    await done(administrator, 'recordAttendance', { activityId: id, version, entries: [present(members[0]!)] })
    await done(administrator, 'recordAttendance', { activityId: id, version: version + 1, entries: [{ memberId: members[0]!.id, status: 'LEAVE' }, present(members[1]!)] })
    const { data } = await administrator.query(`query ($id: ID!) { activity(id: $id) { auditTrail(first: 1) { nodes { action changes { field before after } } } } }`, { id })
    const field = `${members[0]!.name} ${members[0]!.id}`
    expect(data.activity.auditTrail.nodes).toEqual([{ action: 'activity.recordAttendance', changes: [{ field: 'leave', before: '0', after: '1' }, { field, before: 'PRESENT', after: 'LEAVE' }] }])
  })

  it('keeps the counts on the activity those of its rows, whatever is recorded', async () => {
    const everybody = [...members, ...guests]
    const entry = fc.record({ at: fc.nat(everybody.length - 1), status: fc.constantFrom('PRESENT', 'LEAVE', 'ABSENT', 'OBSERVER', null) })
    const recording = fc.record({ entries: fc.uniqueArray(entry, { selector: ({ at }) => at }), others: fc.constantFrom('PRESENT', 'ABSENT', undefined) })
    await fc.assert(
      fc.asyncProperty(fc.array(recording, { minLength: 1, maxLength: 4 }), fc.option(fc.nat(5)), async (recordings, excluded) => {
        const exclusions = excluded === null ? [] : [{ memberId: members[excluded]!.id, reason: '出差' }]
        const { id, version } = await aHeldActivity(administrator, branch, { exclusions })
        let seen = version
        for (const { entries, others } of recordings) {
          const input = { activityId: id, version: seen, entries: entries.map(({ at, status }) => ({ memberId: everybody[at]!.id, status })), othersExpected: others }
          seen = (await change(administrator, 'recordAttendance', input)).activity.version
          const { onActivity, ofRows } = await counts(id)
          expect(onActivity).toEqual(ofRows)
        }
        expect((await world.sql('SELECT count(*)::int AS expected FROM attendance WHERE activity_id = $1 AND expected', [id]))[0]).toEqual({ expected: excluded === null ? 6 : 5 })
      }),
      { numRuns: 15 },
    )
  })
})

describe('at the same time', () => {
  it('lets one of twenty win, and tells the others what it is now', async () => {
    const { id, version } = await aHeldActivity(administrator, branch)
    const record = (at: number) => change(administrator, 'recordAttendance', { activityId: id, version, entries: [present(members[at % 6]!)], othersExpected: 'ABSENT' })
    const answers = await Promise.all(Array.from({ length: 20 }, (_, at) => record(at)))
    const refused = answers.filter(({ userErrors }) => userErrors.length > 0)
    expect(refused).toHaveLength(19)
    for (const answer of refused) expect(answer).toMatchObject({ activity: { version: version + 1, presentCount: 1 }, userErrors: [{ code: 'STALE_VERSION' }] })
    expect(await counts(id)).toMatchObject({ onActivity: [6, 1, 1, 0, 5, 0] })
  })

  it('ends consistent when each tries again until it is through', async () => {
    const { id, version } = await aHeldActivity(administrator, branch)
    const record = async (at: number) => {
      let seen = version
      for (;;) {
        const entries = [{ memberId: members[at % 6]!.id, status: at % 2 === 0 ? 'PRESENT' : 'LEAVE' }, ...(at % 5 === 0 ? [present(guests[0]!)] : [])]
        const { activity, userErrors } = await change(administrator, 'recordAttendance', { activityId: id, version: seen, entries })
        if (userErrors.length === 0) return
        seen = activity.version
      }
    }
    await Promise.all(Array.from({ length: 20 }, (_, at) => record(at)))
    const { onActivity, ofRows } = await counts(id)
    expect(onActivity).toEqual(ofRows)
    expect(onActivity).toEqual([6, 4, 3, 3, 0, 0])
    expect(await world.sql('SELECT version FROM activity WHERE id = $1', [id])).toEqual([{ version: version + 20 }])
  })
})

it('takes as many statements for 50 persons as for one', async () => {
  const large = await register.anOrganization()
  const fifty: TestMember[] = []
  for (let i = 0; i < 50; i += 1) fifty.push(await register.aMemberOf(large))
  const { id, version } = await aHeldActivity(administrator, large)
  const one = await statementsOf(() => done(administrator, 'recordAttendance', { activityId: id, version, entries: [present(fifty[0]!)] }))
  const all = await statementsOf(() => done(administrator, 'recordAttendance', { activityId: id, version: version + 1, entries: fifty.map((member) => ({ memberId: member.id, status: 'LEAVE' })) }))
  expect(all).toEqual(one)
  // begin; the organiser's lock, the organiser, the activity and its list; the writes; commit; the answer
  expect(all.length).toBe(8)
})

/** The statements that the server runs meanwhile, as this world's connections send them. */
async function statementsOf(use: () => Promise<unknown>): Promise<string[]> {
  const sent: string[] = []
  const original = Object.getOwnPropertyDescriptor(pg.Client.prototype, 'query')!
  const query = original.value as (...args: unknown[]) => unknown
  Object.defineProperty(pg.Client.prototype, 'query', {
    ...original,
    value(this: pg.Client, statement: string | { readonly text: string }, ...others: unknown[]) {
      const text = typeof statement === 'string' ? statement : statement.text
      // whoever follows the feed is rung up beside it, not with every write
      if (!text.includes('pg_notify')) sent.push(text)
      return query.call(this, statement, ...others)
    },
  })
  try {
    await use()
  } finally {
    Object.defineProperty(pg.Client.prototype, 'query', original)
  }
  return sent
}
