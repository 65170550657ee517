import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { type ActivityChange, aHeldActivity, aPlannedActivity, change, done, send, today } from '../../testing/test-activities.ts'
import { type TestMember, type TestOrganization, TestRegister } from '../../testing/test-register.ts'
import { aTestWorld, grantOver, type TestClient, type TestWorld } from '../../testing/test-world.ts'

let world: TestWorld
let register: TestRegister
let administrator: TestClient
let mine: TestOrganization
let theirs: TestOrganization
let ours: TestMember
let stranger: TestMember

beforeAll(async () => {
  world = await aTestWorld()
  register = new TestRegister(world)
  administrator = await world.as()
  const committee = await register.anOrganization({ level: 'COMMITTEE' })
  mine = await register.anOrganization({ under: committee })
  theirs = await register.anOrganization({ under: committee })
  ours = await register.aMemberOf(mine)
  stranger = await register.aMemberOf(theirs)
})
afterAll(() => world.close())

const page = `query ($id: ID!) { activity(id: $id) { id expectedCount attendanceCount attendances(first: 10) { totalCount nodes { memberId memberName member { id } } } } }`

describe('an activity of a sibling subtree', () => {
  const aFile = async (uploader: TestClient) =>
    (await world.sql<{ id: string }>(`INSERT INTO stored_file (filename, media_type, size, sha256, storage_key, uploaded_by) VALUES ('a.pdf', 'application/pdf', 1, '', gen_random_uuid(), $1) RETURNING id`, [uploader.viewer.accountId]))[0]!.id

  it.each<[ActivityChange, (id: string, officer: TestClient) => object | Promise<object>]>([
    ['updateActivity', (id) => ({ id, version: 1, title: '篡改' })],
    ['holdActivity', (id) => ({ id, version: 1, heldOn: today() })],
    ['archiveActivity', (id) => ({ id, version: 1 })],
    ['cancelActivity', (id) => ({ id, version: 1, reason: '篡改' })],
    ['excludeFromActivity', (id) => ({ activityId: id, version: 1, memberId: stranger.id, reason: '篡改' })],
    ['recordAttendance', (id) => ({ activityId: id, version: 1, entries: [], othersExpected: 'ABSENT' })],
    ['attachFile', async (id, officer) => ({ activityId: id, fileId: await aFile(officer) })],
    ['removeAttachment', async (id) => ({ id: (await done(administrator, 'attachFile', { activityId: id, fileId: await aFile(administrator) })) && (await attachmentOf(id)) })],
    ['planActivity', () => ({ organizationId: theirs.id, typeCode: 'BRANCH_MEETING', title: '越权', plannedStart: `${today()}T09:00:00+08:00` })],
  ])('is not found by %s, stays as it is, and the attempt is on record', async (verb, inputOf) => {
    const { id } = await aPlannedActivity(administrator, theirs)
    const officer = await world.as([grantOver('SECRETARY', mine.path)])
    const input = await inputOf(id, officer)
    const before = await everythingOf(id)
    const { errors } = await send(officer, verb, { ...input })
    expect(errors.map(({ code }) => code)).toEqual(['NOT_FOUND'])
    expect(await everythingOf(id)).toEqual(before)
    expect(await world.sql('SELECT action, outcome FROM audit_entry WHERE actor_id = $1', [officer.viewer.accountId])).toEqual([{ action: expect.stringMatching(/^activity\./), outcome: 'DENIED' }])
    const unknown = await send(officer, verb, { ...input, [verb === 'planActivity' ? 'organizationId' : 'activityId' in input ? 'activityId' : 'id']: '00000000-0000-7000-8000-000000000000' })
    expect(unknown.errors).toEqual(errors)
  })

  const attachmentOf = async (id: string) => (await world.sql<{ id: string }>('SELECT id FROM activity_attachment WHERE activity_id = $1', [id]))[0]!.id

  async function everythingOf(id: string): Promise<unknown> {
    return Promise.all([
      world.sql('SELECT * FROM activity WHERE organization_id = $1 ORDER BY id', [theirs.id]),
      world.sql('SELECT * FROM attendance WHERE activity_id = $1 ORDER BY member_id', [id]),
      world.sql('SELECT * FROM activity_attachment WHERE activity_id = $1', [id]),
    ])
  }

  it('is not seen through any path', async () => {
    const { id } = await aPlannedActivity(administrator, theirs, { title: '别处的活动', exclusions: [{ memberId: stranger.id, reason: '请假' }] })
    const held = await aHeldActivity(administrator, theirs, { typeCode: 'VOLUNTEER_SERVICE' })
    await done(administrator, 'recordAttendance', { activityId: held.id, version: held.version, entries: [{ memberId: ours.id, status: 'PRESENT' }] })
    const officer = await world.as([grantOver('OFFICER', mine.path)])
    expect(await officer.query(page, { id })).toMatchObject({ data: { activity: null }, errors: [{ code: 'NOT_FOUND' }] })
    expect(await officer.query('query ($id: ID!) { node(id: $id) { id } }', { id })).toMatchObject({ data: { node: null }, errors: [{ code: 'NOT_FOUND' }] })
    for (const filter of [{ query: '别处' }, { organization: theirs.id }, { types: ['VOLUNTEER_SERVICE'] }]) {
      const { data } = await officer.query('query ($filter: ActivityFilter) { activities(filter: $filter, first: 10) { totalCount nodes { id } } }', { filter })
      expect(data.activities).toEqual({ totalCount: 0, nodes: [] })
    }
    const { data } = await officer.query('query ($id: ID!) { member(id: $id) { attendances(first: 10) { nodes { activity { organization { id } } } } } }', { id: ours.id })
    expect(data.member.attendances.nodes.filter((row: { activity: { organization: { id: string } } }) => row.activity.organization.id !== mine.id)).toEqual([])
  })
})

describe('who came', () => {
  it('is told by name, with the entry on the register only where that is in scope', async () => {
    const { id, version } = await aHeldActivity(administrator, mine)
    await done(administrator, 'recordAttendance', { activityId: id, version, entries: [{ memberId: stranger.id, status: 'OBSERVER' }], othersExpected: 'PRESENT' })
    const secretary = await world.as([grantOver('SECRETARY', mine.path)])
    const { data } = await secretary.query(page, { id })
    expect(data.activity.attendances.nodes).toEqual(
      [
        { memberId: ours.id, memberName: ours.name, member: { id: ours.id } },
        { memberId: stranger.id, memberName: stranger.name, member: null },
      ].sort((one, other) => (one.memberId < other.memberId ? -1 : 1)),
    )
  })

  it('is not told to reporters: they see counts', async () => {
    const { id, version } = await aHeldActivity(administrator, mine)
    await done(administrator, 'recordAttendance', { activityId: id, version, entries: [], othersExpected: 'PRESENT' })
    const reporter = await world.as([grantOver('REPORTER', mine.path)])
    const { data, errors } = await reporter.query(page, { id })
    expect(errors).toEqual([])
    expect(data.activity).toEqual({ id, expectedCount: 1, attendanceCount: 1, attendances: { totalCount: 0, nodes: [] } })
    const trail = await reporter.query('query ($id: ID!) { activity(id: $id) { auditTrail(first: 1) { totalCount } } }', { id })
    expect(trail.errors.map(({ code }) => code)).toEqual(['FORBIDDEN'])
  })

  it('is told only where persons may be read, when activities may be read in more places', async () => {
    const [here, there] = [await aHeldActivity(administrator, mine), await aHeldActivity(administrator, theirs)]
    const mixed = await world.as([grantOver('VIEWER', mine.path), { role: 'REPORTER', paths: null }])
    const namesOf = async (id: string) => (await mixed.query(page, { id })).data.activity.attendances.nodes.map((row: { memberName: string }) => row.memberName)
    expect(await namesOf(here.id)).toEqual([ours.name])
    expect(await namesOf(there.id)).toEqual([])
  })

  it('takes as guests only persons in scope', async () => {
    const secretary = await world.as([grantOver('SECRETARY', mine.path)])
    const { id, version } = await aHeldActivity(secretary, mine)
    const neighbour = await register.aMemberOf(mine, { status: 'ACTIVIST' })
    const refused = await change(secretary, 'recordAttendance', { activityId: id, version, entries: [neighbour, stranger].map((guest) => ({ memberId: guest.id, status: 'OBSERVER' })) })
    expect(refused.userErrors).toMatchObject([{ code: 'NOT_FOUND', field: ['entries', '1', 'memberId'] }])
    expect(await done(secretary, 'recordAttendance', { activityId: id, version, entries: [{ memberId: neighbour.id, status: 'OBSERVER' }] })).toMatchObject({ observerCount: 1 })
  })
})

describe('roles', () => {
  it.each(['VIEWER', 'REPORTER'] as const)('%s may do nothing to an activity, and is offered nothing', async (role) => {
    const { id, version } = await aPlannedActivity(administrator, mine)
    const viewer = await world.as([grantOver(role, mine.path)])
    const { data } = await viewer.query('query ($id: ID!) { activity(id: $id) { viewerCan } }', { id })
    expect(data.activity.viewerCan).toEqual([])
    expect((await send(viewer, 'archiveActivity', { id, version })).errors.map(({ code }) => code)).toEqual(['FORBIDDEN'])
  })

  it('is offered what is permitted there, not elsewhere', async () => {
    const [here, there] = [await aPlannedActivity(administrator, mine), await aPlannedActivity(administrator, theirs)]
    const mixed = await world.as([grantOver('SECRETARY', mine.path), grantOver('VIEWER', theirs.path)])
    const offeredFor = async (id: string) => (await mixed.query('query ($id: ID!) { activity(id: $id) { viewerCan } }', { id })).data.activity.viewerCan
    expect(await offeredFor(here.id)).toEqual(['UPDATE', 'HOLD', 'CANCEL', 'RECORD_ATTENDANCE', 'ATTACH', 'EXCLUDE'])
    expect(await offeredFor(there.id)).toEqual([])
    expect((await send(mixed, 'cancelActivity', { id: there.id, version: 1, reason: '取消' })).errors.map(({ code }) => code)).toEqual(['NOT_FOUND'])
  })
})
