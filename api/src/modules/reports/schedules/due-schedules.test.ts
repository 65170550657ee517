import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals'
import { openCore } from '../../../core.ts'
import { readConfig } from '../../../platform/config/config.ts'
import { buildLogger } from '../../../platform/telemetry/logger.ts'
import { aTestMailServer, type TestMailServer } from '../../../testing/test-mail-server.ts'
import { type TestOrganization, TestRegister } from '../../../testing/test-register.ts'
import { aReport, changedReport, type TestReport } from '../../../testing/test-reports.ts'
import { aColleague, aSchedule, changedSchedule, runsOf, type TestColleague } from '../../../testing/test-schedules.ts'
import { aTestWorld, type TestWorld } from '../../../testing/test-world.ts'
import { dayInShanghai, justEnded, latestRun, nextRun } from './schedule-calendar.rules.ts'

let mail: TestMailServer
let world: TestWorld
let branch: TestOrganization
let owner: TestColleague
let report: TestReport

beforeAll(async () => {
  mail = await aTestMailServer()
  world = await aTestWorld(mail.config)
  branch = await new TestRegister(world).anOrganization()
  owner = await aColleague(world, branch)
  report = await aReport(owner)
})
afterAll(async () => {
  await world.close()
  await mail.stop()
})
beforeEach(async () => {
  mail.received.splice(0)
  // what an earlier test left does not become due
  await world.sql(`UPDATE report_schedule SET next_run_at = NULL, ended_at = now() WHERE ended_at IS NULL AND paused_at IS NULL`)
})

const monday = { cadence: 'WEEKLY', weekday: 1, day: null, timeOfDay: '08:00' } as const

/** As if nobody had looked for some weeks. */
const missed = (id: string, weeks: number) =>
  world.sql('UPDATE report_schedule SET next_run_at = $2 WHERE id = $1', [
    id,
    new Date(latestRun(monday, new Date()).getTime() - weeks * 7 * 86_400_000),
  ])

/** As the database writes it. */
const inUtc = (moment: Date) => moment.toISOString().replace('.000Z', '+00:00')

const tick = () => world.modules.reportSchedules.dueSchedules.run()

describe('the clock', () => {
  test('begins what is due, of the period that had just ended, and knows the next time', async () => {
    const schedule = await aSchedule(owner, report.id, [owner])
    await tick()
    expect(await runsOf(owner, schedule.id)).toEqual([])
    await missed(schedule.id, 0)
    await tick()
    await world.workOff()
    const due = latestRun(monday, new Date())
    const day = dayInShanghai(due)
    const { from, to } = justEnded('WEEK', day)
    expect(await runsOf(owner, schedule.id)).toMatchObject([
      { dueAt: inUtc(due), runOn: day, periodFrom: from, periodTo: to, deliveries: [{ outcome: 'SENT' }] },
    ])
    expect(mail.received.map(({ mail: { subject } }) => subject)).toEqual([`活动一览（${from} 至 ${to}）`])
    const { data } = await owner.query('query ($id: ID!) { node(id: $id) { ... on ReportSchedule { nextRunAt version } } }', {
      id: schedule.id,
    })
    expect(new Date(data.node.nextRunAt)).toEqual(nextRun(monday, new Date()))
    await tick()
    expect(await runsOf(owner, schedule.id)).toHaveLength(1)
  })

  test('makes up for what was missed once, with the latest', async () => {
    const schedule = await aSchedule(owner, report.id, [owner])
    await missed(schedule.id, 5)
    await tick()
    await tick()
    await world.workOff()
    expect(await runsOf(owner, schedule.id)).toMatchObject([{ dueAt: inUtc(latestRun(monday, new Date())) }])
    expect(mail.received).toHaveLength(1)
  })

  test('begins a run once, however many processes look at it at the same time', async () => {
    const schedules = await Promise.all(Array.from({ length: 3 }, () => aSchedule(owner, report.id, [owner])))
    for (const { id } of schedules) await missed(id, 1)
    const other = await openCore(
      { ...readConfig({}), databaseUrl: (world.dataSource.options as { url: string }).url, secretKey: 'ab'.repeat(32), ...mail.config },
      buildLogger('silent'),
    )
    await Promise.all([tick(), other.modules.reportSchedules.dueSchedules.run(), tick(), other.modules.reportSchedules.dueSchedules.run()])
    await other.close()
    await world.workOff()
    for (const { id } of schedules) expect(await runsOf(owner, id)).toHaveLength(1)
    expect(mail.received).toHaveLength(3)
  })

  test('pauses a schedule whose report or owner is gone, says why, and sends nothing', async () => {
    const reasons: [string, (person: TestColleague, own: TestReport) => Promise<unknown>][] = [
      ['REPORT_ARCHIVED', (person, own) => changedReport(person, 'archiveReport', { id: own.id, version: own.version })],
      ['OWNER_DISABLED', (person) => world.sql('UPDATE account SET disabled_at = now() WHERE id = $1', [person.id])],
      ['NOT_PERMITTED', (person) => world.sql(`UPDATE access_grant SET role = 'VIEWER' WHERE account_id = $1`, [person.id])],
    ]
    for (const [reason, happens] of reasons) {
      const person = await aColleague(world, branch)
      const own = await aReport(person)
      const schedule = await aSchedule(person, own.id, [person])
      await happens(person, own)
      await missed(schedule.id, 0)
      await tick()
      const [row] = await world.sql('SELECT paused_because AS because, next_run_at AS next FROM report_schedule WHERE id = $1', [
        schedule.id,
      ])
      expect(row).toEqual({ because: reason, next: null })
    }
    const shared = await changedReport(owner, 'shareReport', { id: (await aReport(owner)).id, version: 1, organizationIds: [branch.id] })
    const other = await aColleague(world, branch)
    const schedule = await aSchedule(other, shared.id, [other])
    await changedReport(owner, 'shareReport', { id: shared.id, version: 2, organizationIds: [] })
    await missed(schedule.id, 0)
    await tick()
    const [row] = await world.sql('SELECT paused_because AS because FROM report_schedule WHERE id = $1', [schedule.id])
    expect(row).toEqual({ because: 'REPORT_NOT_SHOWN' })
    await world.workOff()
    expect(mail.received).toEqual([])
  })

  test('lets a schedule go on from its next time when it is resumed, without making up for the pause', async () => {
    const schedule = await aSchedule(owner, report.id, [owner])
    await changedSchedule(owner, 'updateReportSchedule', { id: schedule.id, version: 1, paused: true })
    await tick()
    const resumed = await changedSchedule(owner, 'updateReportSchedule', { id: schedule.id, version: 2, paused: false })
    expect(new Date(resumed.nextRunAt!) > new Date()).toBe(true)
    await tick()
    expect(await runsOf(owner, schedule.id)).toEqual([])
  })
})
