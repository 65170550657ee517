import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { aTestMailServer, type TestMailServer } from '../../../testing/test-mail-server.ts'
import { type TestOrganization, TestRegister } from '../../../testing/test-register.ts'
import { aDefinition, aReport, changedReport, type TestReport } from '../../../testing/test-reports.ts'
import { aColleague, aSchedule, changedSchedule, sendSchedule, type TestColleague } from '../../../testing/test-schedules.ts'
import { aTestWorld, grantOver, type TestWorld } from '../../../testing/test-world.ts'

let mail: TestMailServer
let world: TestWorld
let committee: TestOrganization
let branch: TestOrganization
let sibling: TestOrganization
let owner: TestColleague
let colleague: TestColleague
let stranger: TestColleague
let report: TestReport

beforeAll(async () => {
  mail = await aTestMailServer()
  world = await aTestWorld(mail.config)
  const register = new TestRegister(world)
  committee = await register.anOrganization({ level: 'COMMITTEE' })
  branch = await register.anOrganization({ under: committee })
  sibling = await register.anOrganization({ under: committee })
  owner = await aColleague(world, committee, { name: '王主任' })
  colleague = await aColleague(world, branch, { name: '李书记', role: 'SECRETARY' })
  stranger = await aColleague(world, sibling, { name: '赵书记' })
  report = await aReport(owner)
  report = await changedReport(owner, 'shareReport', { id: report.id, version: 1, organizationIds: [branch.id] })
})
afterAll(async () => {
  await world.close()
  await mail.stop()
})

const errorsOf = async (input: Record<string, unknown>) => {
  const usual = { reportId: report.id, cadence: 'WEEKLY', weekday: 1, timeOfDay: '08:00', formats: ['XLSX'], recipientIds: [colleague.id] }
  const { data, errors } = await sendSchedule(owner, 'createReportSchedule', { ...usual, ...input })
  expect(errors).toEqual([])
  return data.createReportSchedule.userErrors.map(
    ({ code, field }: { code: string; field: string[] | null }) => `${code} ${(field ?? []).join('.')}`,
  ) as string[]
}

describe('a schedule', () => {
  test('is kept as it was set up, and knows when it runs', async () => {
    const schedule = await aSchedule(owner, report.id, [colleague, owner], { organizationId: branch.id, formats: ['XLSX', 'PDF'] })
    expect(schedule).toMatchObject({
      cadence: 'WEEKLY',
      weekday: 1,
      day: null,
      timeOfDay: '08:00',
      period: 'WEEK',
      organization: { id: branch.id },
      formats: ['XLSX', 'PDF'],
      report: { id: report.id },
      pausedBecause: null,
      viewerCan: ['UPDATE', 'PAUSE', 'RUN_NOW', 'END'],
    })
    expect(schedule.recipients).toEqual(
      expect.arrayContaining([
        { id: colleague.id, displayName: '李书记', reachable: true },
        { id: owner.id, displayName: '王主任', reachable: true },
      ]),
    )
    const next = new Date(schedule.nextRunAt!)
    expect(next > new Date() && next.getTime() - Date.now() <= 7 * 86_400_000).toBe(true)
    expect([next.getUTCDay(), next.getUTCHours()]).toEqual([1, 0])
    const [entry] = await world.sql(`SELECT action, after FROM audit_entry WHERE entity_id = $1`, [schedule.id])
    expect(entry).toMatchObject({ action: 'reportSchedule.create', after: { recipientIds: [colleague.id, owner.id] } })
    const events = await world.sql('SELECT entity, op FROM change_event WHERE entity_id = $1 ORDER BY id', [schedule.id])
    expect(events).toEqual([
      { entity: 'ReportSchedule', op: 'CREATED' },
      { entity: 'ReportScheduleRecipient', op: 'CREATED' },
    ])
  })

  test('is nobody’s but its owner’s', async () => {
    const schedule = await aSchedule(owner, report.id, [colleague])
    const query = 'query ($id: ID!, $report: ID!) { node(id: $id) { id } report(id: $report) { schedules(first: 50) { nodes { id } } } }'
    const seen = await owner.query(query, { id: schedule.id, report: report.id })
    expect(seen.data.report.schedules.nodes).toContainEqual({ id: schedule.id })
    const administrator = await world.as()
    const hidden = await colleague.query(query, { id: schedule.id, report: report.id })
    expect([hidden.errors[0]?.code, hidden.data.report.schedules.nodes]).toEqual(['NOT_FOUND', []])
    expect((await administrator.query('query ($id: ID!) { node(id: $id) { id } }', { id: schedule.id })).errors[0]?.code).toBe('NOT_FOUND')
    for (const verb of ['updateReportSchedule', 'endReportSchedule'] as const)
      expect((await sendSchedule(colleague, verb, { id: schedule.id, version: 1 })).errors).toMatchObject([{ code: 'NOT_FOUND' }])
    expect((await sendSchedule(colleague, 'runReportScheduleNow', { id: schedule.id })).errors).toMatchObject([{ code: 'NOT_FOUND' }])
  })

  test('is made once for one idempotency key', async () => {
    const once = { idempotencyKey: 'schedule-once' }
    expect((await aSchedule(owner, report.id, [colleague], once)).id).toBe((await aSchedule(owner, report.id, [colleague], once)).id)
  })

  test('changes, pauses, goes on and ends, a step at a time', async () => {
    const made = await aSchedule(owner, report.id, [colleague])
    const monthly = await changedSchedule(owner, 'updateReportSchedule', {
      id: made.id,
      version: 1,
      cadence: 'MONTHLY',
      day: 31,
      period: 'MONTH',
    })
    expect(monthly).toMatchObject({ cadence: 'MONTHLY', weekday: null, day: 31, version: 2, recipients: [{ id: colleague.id }] })
    const paused = await changedSchedule(owner, 'updateReportSchedule', { id: made.id, version: 2, paused: true })
    expect(paused).toMatchObject({ pausedBecause: 'OWNER', nextRunAt: null, viewerCan: ['UPDATE', 'RESUME', 'RUN_NOW', 'END'] })
    const stillPaused = await changedSchedule(owner, 'updateReportSchedule', { id: made.id, version: 3, timeOfDay: '09:30' })
    expect(stillPaused).toMatchObject({ pausedBecause: 'OWNER', nextRunAt: null, timeOfDay: '09:30' })
    const resumed = await changedSchedule(owner, 'updateReportSchedule', { id: made.id, version: 4, paused: false })
    expect(resumed).toMatchObject({ pausedBecause: null, nextRunAt: expect.any(String) })
    const stale = await sendSchedule(owner, 'endReportSchedule', { id: made.id, version: 1 })
    expect(stale.data.endReportSchedule.userErrors).toMatchObject([{ code: 'STALE_VERSION', field: ['version'] }])
    const ended = await changedSchedule(owner, 'endReportSchedule', { id: made.id, version: 5 })
    expect(ended).toMatchObject({ endedAt: expect.any(String), nextRunAt: null, viewerCan: [] })
    const { data } = await sendSchedule(owner, 'runReportScheduleNow', { id: made.id })
    expect(data.runReportScheduleNow.userErrors).toMatchObject([{ code: 'CONFLICT' }])
    const lists = await owner.query(
      'query ($id: ID!) { report(id: $id) { ended: schedules(first: 50, ended: true) { nodes { id } } schedules(first: 50) { nodes { id } } } }',
      { id: report.id },
    )
    expect(lists.data.report.ended.nodes).toContainEqual({ id: made.id })
    expect(lists.data.report.schedules.nodes).not.toContainEqual({ id: made.id })
  })

  test.each<[string, Record<string, unknown>, string]>([
    ['no weekday', { weekday: null }, 'INVALID weekday'],
    ['an eighth weekday', { weekday: 8 }, 'INVALID weekday'],
    ['a weekday of a month', { cadence: 'MONTHLY', day: 1 }, 'INVALID weekday'],
    ['no day of a month', { cadence: 'MONTHLY', weekday: null }, 'INVALID day'],
    ['a 32nd', { cadence: 'QUARTERLY', weekday: null, day: 32 }, 'INVALID day'],
    ['a day of a year’s end', { cadence: 'YEAR_END', weekday: null, day: 31 }, 'INVALID day'],
    ['24:00', { timeOfDay: '24:00' }, 'INVALID timeOfDay'],
    ['8:00', { timeOfDay: '8:00' }, 'INVALID timeOfDay'],
    ['no file', { formats: [] }, 'INVALID formats'],
    ['a file twice', { formats: ['CSV', 'CSV'] }, 'INVALID formats'],
    ['nobody', { recipientIds: [] }, 'INVALID recipientIds'],
    ['somebody who does not exist', { recipientIds: ['nonsense'] }, 'NOT_FOUND recipientIds.0'],
  ])('is refused with %s', async (_what, input, expected) => {
    expect(await errorsOf(input)).toContain(expected)
  })

  test('is refused with recipients to whom the report is not shown, and with an organisation outside the scope', async () => {
    expect(await errorsOf({ recipientIds: [colleague.id, stranger.id] })).toEqual(['NOT_FOUND recipientIds.1'])
    const inside = await aColleague(world, branch)
    const own = await aReport(inside, { definition: aDefinition() })
    const { data } = await sendSchedule(inside, 'createReportSchedule', {
      reportId: own.id,
      cadence: 'YEAR_END',
      timeOfDay: '18:00',
      formats: ['CSV'],
      organizationId: sibling.id,
      recipientIds: [inside.id],
    })
    expect(data.createReportSchedule.userErrors).toMatchObject([{ code: 'NOT_FOUND', field: ['organizationId'] }])
  })

  test('is refused for a report that is archived, or not shown', async () => {
    const archived = await aReport(owner)
    await changedReport(owner, 'archiveReport', { id: archived.id, version: 1 })
    expect(await errorsOf({ reportId: archived.id, recipientIds: [owner.id] })).toEqual(['CONFLICT '])
    const { errors } = await sendSchedule(stranger, 'createReportSchedule', {
      reportId: report.id,
      cadence: 'YEAR_END',
      timeOfDay: '18:00',
      formats: ['CSV'],
      recipientIds: [stranger.id],
    })
    expect(errors).toMatchObject([{ code: 'NOT_FOUND' }])
  })

  test('is not for those who only look', async () => {
    const viewer = await world.as([grantOver('VIEWER', branch.path)])
    const input = {
      reportId: report.id,
      cadence: 'YEAR_END',
      timeOfDay: '18:00',
      formats: ['CSV'],
      recipientIds: [viewer.viewer.accountId],
    }
    expect((await sendSchedule(viewer, 'createReportSchedule', input)).errors).toMatchObject([{ code: 'FORBIDDEN' }])
    expect((await viewer.query('query ($id: ID!) { reportRecipients(reportId: $id) { id } }', { id: report.id })).errors).toMatchObject([
      { code: 'FORBIDDEN' },
    ])
  })
})

describe('recipients', () => {
  const namesFor = async (client: TestColleague, reportId: string, query = '') => {
    const { data, errors } = await client.query(
      'query ($id: ID!, $query: String) { reportRecipients(reportId: $id, query: $query, first: 50) { displayName } }',
      {
        id: reportId,
        query,
      },
    )
    expect(errors).toEqual([])
    return data.reportRecipients.map(({ displayName }: { displayName: string }) => displayName) as string[]
  }

  test('are those to whom the report is shown, who may count, and whose account is in use', async () => {
    const gone = await aColleague(world, branch, { name: '孙停用' })
    await world.sql('UPDATE account SET disabled_at = now() WHERE id = $1', [gone.id])
    const names = await namesFor(owner, report.id)
    expect(names).toEqual(expect.arrayContaining(['王主任', '李书记']))
    expect(names).not.toContain('赵书记')
    expect(names).not.toContain('孙停用')
    expect(await namesFor(owner, report.id, '李')).toEqual(['李书记'])
    expect(await namesFor(owner, report.id, '%')).toEqual([])
  })

  test('are exactly those whose door opens', async () => {
    const official = (await world.sql<{ id: string }>('SELECT id FROM report WHERE official IS NOT NULL LIMIT 1'))[0]!
    const all = [owner, colleague, stranger]
    for (const { id } of [report, official]) {
      const names = await namesFor(owner, id)
      for (const person of all) {
        const { errors } = await person.query('query ($id: ID!) { report(id: $id) { id } }', { id })
        const [{ name }] = (await world.sql<{ name: string }>('SELECT display_name AS name FROM account WHERE id = $1', [person.id])) as [
          { name: string },
        ]
        expect([name, names.includes(name)]).toEqual([name, errors.length === 0])
      }
    }
  })

  test('of an official layout are people with whom one has to do', async () => {
    const official = (await world.sql<{ id: string }>('SELECT id FROM report WHERE official IS NOT NULL LIMIT 1'))[0]!
    const names = await namesFor(colleague, official.id)
    expect(names).toEqual(expect.arrayContaining(['王主任', '李书记']))
    expect(names).not.toContain('赵书记')
  })
})

describe('without a mail server', () => {
  test('nothing is scheduled, and that is said in both languages', async () => {
    const bare = await aTestWorld()
    try {
      for (const [language, message] of [
        ['zh-CN', /尚未配置邮件服务器/],
        ['en', /No mail server is set up/],
      ] as const) {
        const client = await bare.as(undefined, language)
        const own = await aReport(client)
        expect((await client.query('{ mailIsSetUp }')).data).toEqual({ mailIsSetUp: false })
        const input = {
          reportId: own.id,
          cadence: 'YEAR_END',
          timeOfDay: '18:00',
          formats: ['CSV'],
          recipientIds: [client.viewer.accountId],
        }
        const { data } = await sendSchedule(client, 'createReportSchedule', input)
        expect(data.createReportSchedule.userErrors[0]).toMatchObject({ code: 'CONFLICT', message: expect.stringMatching(message) })
      }
    } finally {
      await bare.close()
    }
  })
})
