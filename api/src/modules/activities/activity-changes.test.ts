import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { type ActivityAnswer, type ActivityChange, aHeldActivity, aPlannedActivity, change, done, send, today } from '../../testing/test-activities.ts'
import { type TestMember, type TestOrganization, TestRegister } from '../../testing/test-register.ts'
import { aTestWorld, grantOver, type TestClient, type TestWorld } from '../../testing/test-world.ts'
import { type ActivityAction, type ActivityStatus } from './activity.enums.ts'

let world: TestWorld
let register: TestRegister
let administrator: TestClient
let committee: TestOrganization
let branch: TestOrganization
let member: TestMember

beforeAll(async () => {
  world = await aTestWorld()
  register = new TestRegister(world)
  administrator = await world.as()
  committee = await register.anOrganization({ level: 'COMMITTEE' })
  branch = await register.anOrganization({ under: committee })
  member = await register.aMemberOf(branch)
})
afterAll(() => world.close())

async function anActivity(status: ActivityStatus): Promise<ActivityAnswer['activity']> {
  if (status === 'PLANNED') return aPlannedActivity(administrator, branch)
  if (status === 'CANCELLED') {
    const { id, version } = await aPlannedActivity(administrator, branch)
    return done(administrator, 'cancelActivity', { id, version, reason: '与上级会议冲突' })
  }
  const { id, version, ...held } = await aHeldActivity(administrator, branch)
  return status === 'HELD' ? { id, version, ...held } : done(administrator, 'archiveActivity', { id, version })
}

/** How each action is sent, and what it makes of an activity that it may be done to. */
const actions: Record<ActivityAction, { readonly verb: ActivityChange; readonly input: () => object; readonly from: Partial<Record<ActivityStatus, ActivityStatus>> }> = {
  UPDATE: { verb: 'updateActivity', input: () => ({ topic: '新主题' }), from: { PLANNED: 'PLANNED', HELD: 'HELD' } },
  HOLD: { verb: 'holdActivity', input: () => ({ heldOn: today() }), from: { PLANNED: 'HELD' } },
  ARCHIVE: { verb: 'archiveActivity', input: () => ({}), from: { HELD: 'ARCHIVED' } },
  CANCEL: { verb: 'cancelActivity', input: () => ({ reason: '取消' }), from: { PLANNED: 'CANCELLED' } },
  RECORD_ATTENDANCE: { verb: 'recordAttendance', input: () => ({ entries: [{ memberId: member.id, status: 'PRESENT' }] }), from: { PLANNED: 'PLANNED', HELD: 'HELD' } },
  EXCLUDE: { verb: 'excludeFromActivity', input: () => ({ memberId: member.id, reason: '病休' }), from: { PLANNED: 'PLANNED' } },
  ATTACH: { verb: 'attachFile', input: () => ({ fileId: '00000000-0000-7000-8000-000000000000' }), from: { PLANNED: 'PLANNED', HELD: 'HELD' } },
}

const named = { UPDATE: 'id', HOLD: 'id', ARCHIVE: 'id', CANCEL: 'id', RECORD_ATTENDANCE: 'activityId', EXCLUDE: 'activityId', ATTACH: 'activityId' } as const

describe.each(['PLANNED', 'HELD', 'ARCHIVED', 'CANCELLED'] as const)('a %s activity', (status) => {
  it.each(Object.keys(actions) as ActivityAction[])('%s: what is offered is what is done', async (action) => {
    const { id, version, viewerCan } = await anActivity(status)
    const { verb, input, from } = actions[action]
    const to = from[status]
    expect((viewerCan as string[]).includes(action)).toBe(to !== undefined)
    const answer = await change(administrator, verb, { [named[action]]: id, ...(action === 'ATTACH' ? {} : { version }), ...input() })
    // no file was uploaded here: that it is looked for shows that the state allows it
    const refusal = to === undefined ? 'CONFLICT' : action === 'ATTACH' ? 'NOT_FOUND' : undefined
    expect(answer.userErrors.map(({ code }) => code)).toEqual(refusal === undefined ? [] : [refusal])
    expect(answer.activity).toMatchObject({ status: to ?? status, version: refusal === undefined ? version + 1 : version })
  })
})

describe('changing', () => {
  it('refuses a stale version with the activity as it is now', async () => {
    const { id, version } = await aPlannedActivity(administrator, branch)
    await done(administrator, 'updateActivity', { id, version, title: '新标题' })
    for (const verb of ['updateActivity', 'holdActivity', 'cancelActivity', 'archiveActivity'] as const) {
      const input = { updateActivity: { title: '旧标题' }, holdActivity: { heldOn: today() }, cancelActivity: { reason: '取消' }, archiveActivity: {} }[verb]
      expect(await change(administrator, verb, { id, version, ...input })).toMatchObject({ activity: { title: '新标题', version: version + 1 }, userErrors: [{ code: 'STALE_VERSION', field: ['version'] }] })
    }
  })

  it('leaves what is absent, clears what is null, and records what changed', async () => {
    const { id, version } = await aPlannedActivity(administrator, branch, { topic: '主题', place: '三楼', host: '李书记' })
    const changed = await done(administrator, 'updateActivity', { id, version, place: null, minutes: '第一项\n第二项', plannedStart: '2026-11-20T01:30:00Z' })
    expect(changed).toMatchObject({ title: '支部党员大会', topic: '主题', place: null, host: '李书记', minutes: '第一项\n第二项', onDay: '2026-11-20' })
    const { data } = await administrator.query(`query ($id: ID!) { activity(id: $id) { auditTrail(first: 5) { nodes { action actorName changes { field before after } } } } }`, { id })
    expect(data.activity.auditTrail.nodes.map((entry: { action: string }) => entry.action)).toEqual(['activity.update', 'activity.plan'])
    expect(data.activity.auditTrail.nodes[0].changes).toEqual(
      expect.arrayContaining([
        { field: 'place', before: '三楼', after: null },
        { field: 'minutes', before: null, after: '第一项\n第二项' },
      ]),
    )
    expect(data.activity.auditTrail.nodes[0].changes).toHaveLength(3)
  })

  it('cannot clear what an activity must have', async () => {
    const { id, version } = await aPlannedActivity(administrator, branch)
    const refused = await change(administrator, 'updateActivity', { id, version, title: null, plannedStart: null })
    expect(refused.userErrors).toMatchObject([{ code: 'REQUIRED', field: ['title'] }, { code: 'REQUIRED', field: ['plannedStart'] }])
  })

  it.each([
    ['minutes of 50,000 characters', { minutes: '记'.repeat(50_000) }, 0],
    ['minutes of 50,001', { minutes: '记'.repeat(50_001) }, 1],
    ['a control character in the minutes', { minutes: '记\u0007' }, 1],
    ['markup in the minutes, as text', { minutes: '<script>alert(1)</script>' }, 0],
  ])('takes or refuses %s', async (_, input, errors) => {
    const { id, version } = await aPlannedActivity(administrator, branch)
    const answer = await send(administrator, 'updateActivity', { id, version, ...input })
    expect(answer.errors).toHaveLength(errors)
    if (errors === 0) expect(answer.data.updateActivity.activity.minutes).toBe(input.minutes)
  })

  it('replaces the co-organisers that the editor sees, and keeps the others', async () => {
    const [near, next, far] = [await register.anOrganization({ under: committee }), await register.anOrganization({ under: committee }), await register.anOrganization({ under: committee })]
    const officer = await world.as([grantOver('OFFICER', branch.path, near.path, next.path)])
    const { id, version } = await aPlannedActivity(administrator, branch, { coOrganizerIds: [near.id, far.id] })
    await done(officer, 'updateActivity', { id, version, coOrganizerIds: [next.id] })
    const { data } = await administrator.query(`query ($id: ID!) { activity(id: $id) { coOrganizers { id } } }`, { id })
    expect(data.activity.coOrganizers).toEqual([{ id: next.id }, { id: far.id }])
    await done(officer, 'updateActivity', { id, version: version + 1, coOrganizerIds: null })
    expect((await administrator.query(`query ($id: ID!) { activity(id: $id) { coOrganizers { id } } }`, { id })).data.activity.coOrganizers).toEqual([{ id: far.id }])
  })
})

describe('holding', () => {
  it('is on the day that is said, today or earlier', async () => {
    const { id, version } = await aPlannedActivity(administrator, branch)
    for (const heldOn of [today(1), '1999-12-31']) expect((await change(administrator, 'holdActivity', { id, version, heldOn })).userErrors).toMatchObject([{ code: 'INVALID', field: ['heldOn'] }])
    expect(await done(administrator, 'holdActivity', { id, version, heldOn: today(-3), minutes: '纪要' })).toMatchObject({ status: 'HELD', heldOn: today(-3), onDay: today(-3), minutes: '纪要' })
  })

  it('keeps the minutes where none are sent', async () => {
    const planned = await aPlannedActivity(administrator, branch)
    const { id, version } = await done(administrator, 'updateActivity', { id: planned.id, version: planned.version, minutes: '会前草稿' })
    expect(await done(administrator, 'holdActivity', { id, version, heldOn: today() })).toMatchObject({ minutes: '会前草稿' })
  })
})

it('stands in the way of dissolving its organiser until it is archived or cancelled', async () => {
  const home = await register.anOrganization({ under: committee })
  const dissolve = async () => {
    const input = { id: home.id, version: 1, effectiveOn: today() }
    const { data } = await administrator.query(`mutation ($input: DissolveOrganizationInput!) { dissolveOrganization(input: $input) { userErrors { rule { id } } } }`, { input })
    return data.dissolveOrganization.userErrors
  }
  const inTheWay = [{ rule: { id: 'organization.dissolution.planned-activities' } }]
  const planned = await aPlannedActivity(administrator, home)
  expect(await dissolve()).toEqual(inTheWay)
  const held = await done(administrator, 'holdActivity', { id: planned.id, version: planned.version, heldOn: today() })
  expect(await dissolve()).toEqual(inTheWay)
  await done(administrator, 'archiveActivity', { id: held.id, version: held.version })
  expect(await dissolve()).toEqual([])
})
