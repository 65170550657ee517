import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { aPlannedActivity, change, done, today } from '../../testing/test-activities.ts'
import { type TestMember, type TestOrganization, TestRegister } from '../../testing/test-register.ts'
import { aTestWorld, grantOver, type TestClient, type TestWorld } from '../../testing/test-world.ts'

let world: TestWorld
let register: TestRegister
let administrator: TestClient
let committee: TestOrganization
let branch: TestOrganization

beforeAll(async () => {
  world = await aTestWorld()
  register = new TestRegister(world)
  administrator = await world.as()
  committee = await register.anOrganization({ level: 'COMMITTEE' })
  branch = await register.anOrganization({ under: committee })
})
afterAll(() => world.close())

const list = `query ($id: ID!) { activity(id: $id) { expectedCount attendances(first: 50) { totalCount nodes { memberId memberName expected exclusionReason status recordedAt member { name } activity { id } } } } }`

async function attendancesOf(id: string): Promise<{ memberId: string; memberName: string; expected: boolean; exclusionReason: string | null; status: string | null }[]> {
  const { data, errors } = await administrator.query(list, { id })
  expect(errors).toEqual([])
  return data.activity.attendances.nodes
}

describe('planning', () => {
  it('expects the members whom the type asks for, of the organiser and all that stands under it', async () => {
    const top = await register.anOrganization({ level: 'COMMITTEE' })
    const [one, other] = [await register.anOrganization({ under: top }), await register.anOrganization({ under: top })]
    const full = await register.aMemberOf(one)
    const probationary = await register.aMemberOf(other, { status: 'PROBATIONARY' })
    await register.aMemberOf(one, { status: 'ACTIVIST' })
    const left = await register.aMember()
    await register.aMembership({ of: left, in: one, to: '2025-01-01' })
    const lecture = await aPlannedActivity(administrator, top, { typeCode: 'PARTY_LECTURE' })
    expect(lecture.expectedCount).toBe(2)
    const rows = await attendancesOf(lecture.id)
    expect(rows.map((row) => row.memberId)).toEqual([full.id, probationary.id].sort())
    expect(rows[0]).toMatchObject({ expected: true, exclusionReason: null, status: null, recordedAt: null, member: { name: expect.any(String) }, activity: { id: lecture.id } })
    const meeting = await aPlannedActivity(administrator, one)
    expect((await attendancesOf(meeting.id)).map((row) => row.memberId)).toEqual([full.id])
  })

  it.each([
    ['UNION', 'COMMITTEE', 'UNION_MEMBERS_MEETING', { MEMBER: true, RETAINED: false }],
    ['UNION', 'GROUP', 'UNION_GROUP_MEETING', { MEMBER: true, RETAINED: false }],
    ['LEAGUE', 'BRANCH', 'LEAGUE_LECTURE', { MEMBER: true, APPLICANT: false }],
    ['PARTY', 'BRANCH', 'COMMITTEE_MEETING', { FULL: false }],
    ['PARTY', 'BRANCH', 'VOLUNTEER_SERVICE', { FULL: false }],
  ] as const)('%s %s, %s: %j', async (kind, level, typeCode, expectation) => {
    const organization = await register.anOrganization({ kind, level })
    for (const status of Object.keys(expectation)) await register.aMemberOf(organization, { status })
    const { expectedCount } = await aPlannedActivity(administrator, organization, { typeCode })
    expect(expectedCount).toBe(Object.values<boolean>(expectation).filter(Boolean).length)
  })

  it('freezes who is expected: who joins or leaves later changes nothing', async () => {
    const home = await register.anOrganization({ under: committee })
    const [staying, leaving] = [await register.aMemberOf(home), await register.aMemberOf(home)]
    const { id } = await aPlannedActivity(administrator, home)
    await register.aMemberOf(home)
    await world.sql(`UPDATE membership SET valid = daterange(lower(valid), $2::date), ending = 'TRANSFERRED_OUT' WHERE member_id = $1`, [leaving.id, today()])
    await world.sql(`UPDATE member SET name = '改名' WHERE id = $1`, [staying.id])
    const rows = await attendancesOf(id)
    expect(rows.map((row) => [row.memberName, row.expected])).toEqual([staying, leaving].sort((a, b) => (a.id < b.id ? -1 : 1)).map((member) => [member.name, true]))
    const { data } = await administrator.query(list, { id })
    expect(data.activity.expectedCount).toBe(2)
  })

  it('keeps those excluded on the list, with the reason', async () => {
    const home = await register.anOrganization({ under: committee })
    const [ill, well] = [await register.aMemberOf(home), await register.aMemberOf(home)]
    const activity = await aPlannedActivity(administrator, home, { exclusions: [{ memberId: ill.id, reason: ' 长期病休 ' }] })
    expect(activity.expectedCount).toBe(1)
    expect(await attendancesOf(activity.id)).toEqual(
      expect.arrayContaining([expect.objectContaining({ memberId: ill.id, expected: false, exclusionReason: '长期病休' }), expect.objectContaining({ memberId: well.id, expected: true })]),
    )
  })

  it('refuses exclusions of those who would not be expected anyway, and the same person twice', async () => {
    const home = await register.anOrganization({ under: committee })
    const [member, stranger] = [await register.aMemberOf(home), await register.aMember()]
    const input = { organizationId: home.id, typeCode: 'BRANCH_MEETING', title: '大会', plannedStart: `${today()}T09:00:00+08:00` }
    const exclude = (...ids: string[]) => change(administrator, 'planActivity', { ...input, exclusions: ids.map((memberId) => ({ memberId, reason: '出差' })) })
    expect(await exclude(member.id, stranger.id)).toMatchObject({ activity: null, userErrors: [{ code: 'NOT_FOUND', field: ['exclusions', '1', 'memberId'] }] })
    expect(await exclude('no-id')).toMatchObject({ userErrors: [{ code: 'NOT_FOUND', field: ['exclusions', '0', 'memberId'] }] })
    expect(await exclude(member.id, member.id.toUpperCase())).toMatchObject({ userErrors: [{ code: 'INVALID', field: ['exclusions', '1', 'memberId'] }] })
    expect(await world.sql('SELECT FROM activity WHERE organization_id = $1', [home.id])).toEqual([])
  })

  it('cites the rule book where an organisation does not hold the type', async () => {
    const refused = await change(administrator, 'planActivity', { organizationId: committee.id, typeCode: 'BRANCH_MEETING', title: '大会', plannedStart: `${today()}T09:00:00+08:00` })
    expect(refused).toMatchObject({ activity: null, userErrors: [{ code: 'RULE_REFUSED', field: ['typeCode'], rule: { id: 'activity.type.held-by' } }] })
    expect(refused.userErrors[0]?.message).toContain('支部党员大会')
  })

  it.each([
    ['an unknown type', { typeCode: 'NOTHING' }, 'NOT_FOUND', ['typeCode']],
    ['a start before the organiser existed', { plannedStart: '1999-12-31T15:59:59Z' }, 'INVALID', ['plannedStart']],
    ['a start further ahead than anybody plans', { plannedStart: '2126-01-01T00:00:00Z' }, 'INVALID', ['plannedStart']],
    ['a start beyond the calendar', { plannedStart: '+275760-09-13T00:00:00Z' }, 'INVALID', ['plannedStart']],
  ])('refuses %s', async (_, wrong, code, field) => {
    const input = { organizationId: branch.id, typeCode: 'BRANCH_MEETING', title: '大会', plannedStart: `${today()}T09:00:00+08:00`, ...wrong }
    expect(await change(administrator, 'planActivity', input)).toMatchObject({ activity: null, userErrors: [{ code, field }] })
  })

  it('takes the organiser’s first day, in its own time zone', async () => {
    const { onDay } = await aPlannedActivity(administrator, branch, { plannedStart: '1999-12-31T16:00:00Z' })
    expect(onDay).toBe('2000-01-01')
  })

  it('refuses a dissolved organiser', async () => {
    const gone = await register.anOrganization({ under: committee, dissolvedOn: '2024-01-01' })
    const refused = await change(administrator, 'planActivity', { organizationId: gone.id, typeCode: 'BRANCH_MEETING', title: '大会', plannedStart: `${today()}T09:00:00+08:00` })
    expect(refused.userErrors).toMatchObject([{ code: 'CONFLICT', field: ['organizationId'] }])
  })

  it('keeps texts as they are, without blanks around them', async () => {
    const activity = await aPlannedActivity(administrator, branch, { title: ' <b>学习</b> ', topic: '  ', place: '三楼', agenda: '一、\n\t二、' })
    expect(activity).toMatchObject({ title: '<b>学习</b>', topic: null, place: '三楼', host: null, agenda: '一、\n\t二、' })
  })

  it.each([
    ['title', ' '],
    ['title', '换\n行'],
    ['title', '长'.repeat(201)],
    ['place', 'a\u0000b'],
    ['typeCode', 'a\u0000b'],
    ['agenda', 'a\u001bb'],
    ['exclusions', [{ memberId: 'anybody', reason: ' ' }]],
    ['coOrganizerIds', Array.from({ length: 51 }, String)],
  ])('does not accept %s %j', async (field, value) => {
    const { errors } = await administrator.query(`mutation ($input: PlanActivityInput!) { planActivity(input: $input) { userErrors { code } } }`, {
      input: { organizationId: branch.id, typeCode: 'BRANCH_MEETING', title: '大会', plannedStart: `${today()}T09:00:00+08:00`, [field]: value },
    })
    expect(errors).toHaveLength(1)
  })

  it('shows co-organisers to whom may see them, and refuses those that he may not', async () => {
    const [near, far] = [await register.anOrganization({ under: committee }), await register.anOrganization({ under: committee })]
    const gone = await register.anOrganization({ under: committee, dissolvedOn: '2024-01-01' })
    const officer = await world.as([grantOver('OFFICER', branch.path, near.path)])
    const { id } = await aPlannedActivity(administrator, branch, { coOrganizerIds: [far.id, near.id, near.id] })
    const coOrganizers = async (client: TestClient) => (await client.query(`query ($id: ID!) { activity(id: $id) { coOrganizers { id } } }`, { id })).data.activity.coOrganizers.map((each: { id: string }) => each.id)
    expect(await coOrganizers(administrator)).toEqual([near.id, far.id])
    expect(await coOrganizers(officer)).toEqual([near.id])
    const input = { organizationId: branch.id, typeCode: 'BRANCH_MEETING', title: '大会', plannedStart: `${today()}T09:00:00+08:00` }
    expect((await change(officer, 'planActivity', { ...input, coOrganizerIds: [near.id, far.id] })).userErrors).toMatchObject([{ code: 'NOT_FOUND', field: ['coOrganizerIds', '1'] }])
    expect((await change(officer, 'planActivity', { ...input, coOrganizerIds: [branch.id] })).userErrors).toMatchObject([{ code: 'INVALID', field: ['coOrganizerIds', '0'] }])
    expect((await change(administrator, 'planActivity', { ...input, coOrganizerIds: [gone.id] })).userErrors).toMatchObject([{ code: 'CONFLICT', field: ['coOrganizerIds', '0'] }])
  })

  it('plans once for one idempotency key', async () => {
    const plan = () => aPlannedActivity(administrator, branch, { idempotencyKey: 'plan-once', title: '只此一次', plannedStart: '2026-11-20T01:00:00Z' })
    expect(new Set((await Promise.all([plan(), plan(), plan()])).map(({ id }) => id)).size).toBe(1)
  })
})

describe('excluding', () => {
  let home: TestOrganization
  let member: TestMember
  beforeAll(async () => {
    home = await register.anOrganization({ under: committee })
    member = await register.aMemberOf(home)
    await register.aMemberOf(home)
  })

  it('takes somebody off those expected, and back', async () => {
    const planned = await aPlannedActivity(administrator, home)
    const excluded = await done(administrator, 'excludeFromActivity', { activityId: planned.id, version: planned.version, memberId: member.id, reason: '借调半年以上' })
    expect(excluded).toMatchObject({ expectedCount: 1, version: planned.version + 1 })
    expect(await attendancesOf(planned.id)).toContainEqual(expect.objectContaining({ memberId: member.id, expected: false, exclusionReason: '借调半年以上' }))
    const back = await done(administrator, 'excludeFromActivity', { activityId: planned.id, version: excluded.version, memberId: member.id, reason: null })
    expect(back.expectedCount).toBe(2)
  })

  it('takes back what cannot be said of somebody who is not expected', async () => {
    const planned = await aPlannedActivity(administrator, home)
    const recorded = await done(administrator, 'recordAttendance', { activityId: planned.id, version: planned.version, entries: [{ memberId: member.id, status: 'LEAVE' }] })
    expect(recorded.leaveCount).toBe(1)
    const excluded = await done(administrator, 'excludeFromActivity', { activityId: planned.id, version: recorded.version, memberId: member.id, reason: '病休' })
    expect(excluded).toMatchObject({ leaveCount: 0, expectedCount: 1 })
  })

  it('finds only those who were expected when it was planned', async () => {
    const planned = await aPlannedActivity(administrator, home)
    const guest = await register.aMember()
    const recorded = await done(administrator, 'recordAttendance', { activityId: planned.id, version: planned.version, entries: [{ memberId: guest.id, status: 'OBSERVER' }] })
    for (const [memberId, reason] of [[guest.id, '客人'], [guest.id, null], ['no-id', '无']]) {
      const refused = await change(administrator, 'excludeFromActivity', { activityId: planned.id, version: recorded.version, memberId, reason })
      expect(refused.userErrors).toMatchObject([{ code: 'NOT_FOUND', field: ['memberId'] }])
    }
  })
})
