import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals'
import { aHeldActivity } from '../../../testing/test-activities.ts'
import { aTestMailServer, type ReceivedMail, type TestMailServer } from '../../../testing/test-mail-server.ts'
import { type TestOrganization, TestRegister } from '../../../testing/test-register.ts'
import { aDefinition, aReport, changedReport, ran, type TestReport } from '../../../testing/test-reports.ts'
import {
  aColleague,
  aSchedule,
  changedSchedule,
  outcomesOf,
  runsNow,
  runsOf,
  type TestColleague,
  workbookOf,
} from '../../../testing/test-schedules.ts'
import { aTestWorld, type TestWorld } from '../../../testing/test-world.ts'

let mail: TestMailServer
let world: TestWorld
let register: TestRegister
let committee: TestOrganization
let branch: TestOrganization
let sibling: TestOrganization
let owner: TestColleague
let inBranch: TestColleague
let inSibling: TestColleague
let report: TestReport

beforeAll(async () => {
  mail = await aTestMailServer()
  world = await aTestWorld(mail.config)
  register = new TestRegister(world)
  committee = await register.anOrganization({ level: 'COMMITTEE', name: '局机关党委' })
  branch = await register.anOrganization({ under: committee, name: '第一党支部' })
  sibling = await register.anOrganization({ under: committee, name: '第二党支部' })
  owner = await aColleague(world, committee, { name: '王主任' })
  inBranch = await aColleague(world, branch, { name: '李书记' })
  inSibling = await aColleague(world, sibling, { name: 'Zhao <b>', english: true })
  for (const [organization, times] of [
    [branch, 2],
    [sibling, 3],
  ] as const)
    for (let time = 0; time < times; time += 1) await aHeldActivity(owner, organization)
  report = await sharedReport()
})
afterAll(async () => {
  await world.close()
  await mail.stop()
})
beforeEach(() => void mail.received.splice(0))

async function sharedReport(more: Record<string, unknown> = {}): Promise<TestReport> {
  const definition = aDefinition({ rows: ['ORGANIZATION'], columns: [], organizationDepth: 5 })
  const made = await aReport(owner, { name: '支部活动月报', definition, ...more })
  return changedReport(owner, 'shareReport', { id: made.id, version: 1, organizationIds: [branch.id, sibling.id] })
}

const mailTo = ({ email }: TestColleague): ReceivedMail => {
  const found = mail.received.filter(({ to }) => to === email)
  expect(found).toHaveLength(1)
  return found[0]!
}

describe('a run', () => {
  test('sends each recipient the figures of his own scope, which are those that the API tells him', async () => {
    const everybody = [owner, inBranch, inSibling]
    const schedule = await aSchedule(owner, report.id, everybody, { period: null })
    await runsNow(world, owner, schedule.id)
    expect(mail.received).toHaveLength(3)
    expect(await outcomesOf(owner, schedule.id, everybody)).toEqual(['SENT', 'SENT', 'SENT'])
    const totals: number[] = []
    for (const person of everybody) {
      const rows = await workbookOf(mailTo(person))
      const { table } = await ran(person, { id: report.id })
      totals.push(Number(table.totals.values[0]))
      // what stands below title, facts and header
      expect(rows.slice(-1 - table.rows.length).map((row) => row.slice(0, 2))).toEqual([
        ...table.rows.map(({ labels, values }: { labels: string[]; values: number[] }) => [labels[0], String(values[0])]),
        [expect.any(String), String(table.totals.values[0])],
      ])
    }
    expect(totals).toEqual([5, 2, 3])
  })

  test('writes in the recipient’s language, with the files asked for, a link and nothing that could be answered', async () => {
    const schedule = await aSchedule(owner, report.id, [inBranch, inSibling], { formats: ['XLSX', 'PDF', 'CSV'], period: 'YEAR' })
    await runsNow(world, owner, schedule.id)
    const last = new Date().getUTCFullYear() - 1
    const [chinese, english] = [mailTo(inBranch).mail, mailTo(inSibling).mail]
    expect(chinese.subject).toBe(`支部活动月报（${last}-01-01 至 ${last}-12-31）`)
    expect(english.subject).toBe(`支部活动月报 (${last}-01-01 to ${last}-12-31)`)
    expect(chinese.text).toContain('李书记，您好')
    expect(english.text).toContain('Dear Zhao <b>,')
    expect(english.html).not.toContain('<b>')
    for (const received of [chinese, english]) {
      expect(received.text).toContain(`https://qizhi.bureau.example/reports/${report.id}`)
      expect(received.html).toContain(`href="https://qizhi.bureau.example/reports/${report.id}"`)
      expect(received.headers.get('auto-submitted')).toBe('auto-generated')
      expect(received.attachments.map(({ filename }) => filename?.split('.').at(-1))).toEqual(['xlsx', 'pdf', 'csv'])
      expect(received.attachments[1]!.content.subarray(0, 5).toString()).toBe('%PDF-')
    }
  })

  test('sends nothing to whom has no scope, grant, address or account any more, or to whom the report is no longer shown; the owner sees why', async () => {
    const people = await Promise.all(Array.from({ length: 5 }, () => aColleague(world, branch)))
    const [demoted, disabled, unreachable, shut, unshared] = people as [
      TestColleague,
      TestColleague,
      TestColleague,
      TestColleague,
      TestColleague,
    ]
    const own = await sharedReport()
    const schedule = await aSchedule(owner, own.id, people)
    await world.sql('DELETE FROM access_grant WHERE account_id = $1', [demoted.id])
    const dissolved = await register.anOrganization({ under: committee })
    await world.sql('UPDATE account SET disabled_at = now() WHERE id = $1', [disabled.id])
    await world.sql('UPDATE account SET email = NULL WHERE id = $1', [unreachable.id])
    await world.sql('UPDATE organization_placement SET valid = daterange(lower(valid), today()) WHERE organization_id = $1', [dissolved.id])
    await world.sql('UPDATE access_grant SET organization_id = $2 WHERE account_id = $1', [shut.id, dissolved.id])
    await world.sql('UPDATE access_grant SET organization_id = $2 WHERE account_id = $1', [unshared.id, sibling.id])
    await changedReport(owner, 'shareReport', { id: own.id, version: 2, organizationIds: [branch.id] })
    await runsNow(world, owner, schedule.id)
    expect(await outcomesOf(owner, schedule.id, people)).toEqual([
      'SKIPPED NOT_PERMITTED',
      'SKIPPED ACCOUNT_DISABLED',
      'SKIPPED NO_ADDRESS',
      'SKIPPED OUT_OF_SCOPE',
      'SKIPPED REPORT_NOT_SHOWN',
    ])
    expect(mail.received).toEqual([])
  })

  test('of one organisation sends nothing to whom may see nothing of it', async () => {
    const schedule = await aSchedule(owner, report.id, [inBranch, inSibling], { organizationId: branch.id })
    await runsNow(world, owner, schedule.id)
    expect(await outcomesOf(owner, schedule.id, [inBranch, inSibling])).toEqual(['SENT', 'SKIPPED OUT_OF_SCOPE'])
  })

  test('is not begun more than ten times a day by hand, and once for one key', async () => {
    const schedule = await aSchedule(owner, report.id, [owner])
    const once = { id: schedule.id, idempotencyKey: 'run-once' }
    await changedSchedule(owner, 'runReportScheduleNow', once)
    await changedSchedule(owner, 'runReportScheduleNow', once)
    expect(await runsOf(owner, schedule.id)).toHaveLength(1)
    for (let time = 0; time < 9; time += 1) await changedSchedule(owner, 'runReportScheduleNow', { id: schedule.id })
    const { data } = await owner.query('mutation ($id: ID!) { runReportScheduleNow(input: { id: $id }) { userErrors { code } } }', {
      id: schedule.id,
    })
    expect(data.runReportScheduleNow.userErrors).toEqual([{ code: 'CONFLICT' }])
    await changedSchedule(owner, 'endReportSchedule', { id: schedule.id, version: 1 })
    await world.workOff()
    expect(await outcomesOf(owner, schedule.id, [owner])).toEqual(['SKIPPED CANCELLED'])
    expect(mail.received).toEqual([])
  })

  test('tells no address, not even where the mail was refused', async () => {
    const schedule = await aSchedule(owner, report.id, [inBranch])
    mail.answer(inBranch.email, 550)
    await runsNow(world, owner, schedule.id)
    mail.answer(inBranch.email, null)
    expect((await runsOf(owner, schedule.id))[0]!.deliveries).toMatchObject([
      { outcome: 'FAILED', reason: 'REJECTED', smtpCode: 550, attempts: 1 },
    ])
    const audited = await world.sql<{ text: string }>(`SELECT row_to_json(a)::text AS text FROM audit_entry a`)
    const fed = await world.sql<{ text: string }>(`SELECT row_to_json(c)::text AS text FROM change_event c`)
    const queued = await world.sql<{ text: string }>(`SELECT row_to_json(j)::text AS text FROM graphile_worker._private_jobs j`)
    for (const { text } of [...audited, ...fed, ...queued]) expect(text).not.toContain('bureau.example')
  })

  test('lets the name of a report be no header, whatever is in it', async () => {
    const hostile = await sharedReport({ name: 'x' })
    await world.sql('UPDATE report SET name = $2 WHERE id = $1', [hostile.id, '月报\r\nBcc: all@bureau.example\r\n\r\n<script>'])
    const schedule = await aSchedule(owner, hostile.id, [inBranch])
    await runsNow(world, owner, schedule.id)
    const { mail: received } = mailTo(inBranch)
    expect(received.headers.has('bcc')).toBe(false)
    expect(received.html).not.toContain('<script>')
    expect(mail.received).toHaveLength(1)
  })
})

describe('a mail server that is away', () => {
  const dueAgain = async () => {
    await world.sql(`UPDATE report_delivery SET next_attempt_at = now() WHERE outcome = 'WAITING'`)
    await world.sql(`UPDATE graphile_worker._private_jobs SET run_at = now()`)
    await world.workOff()
  }

  test('is asked again, later and later, until it takes the mail, which comes once', async () => {
    const schedule = await aSchedule(owner, report.id, [inBranch])
    await mail.stop()
    await runsNow(world, owner, schedule.id)
    const [waiting] = (await runsOf(owner, schedule.id))[0]!.deliveries
    expect(waiting).toMatchObject({ outcome: 'WAITING', reason: 'UNREACHABLE', attempts: 1 })
    expect(new Date(waiting!.nextAttemptAt!) > new Date()).toBe(true)
    // before its time nothing happens
    await world.workOff()
    await dueAgain()
    expect((await runsOf(owner, schedule.id))[0]!.deliveries[0]).toMatchObject({ outcome: 'WAITING', attempts: 2 })
    await mail.start()
    await dueAgain()
    expect((await runsOf(owner, schedule.id))[0]!.deliveries[0]).toMatchObject({
      outcome: 'SENT',
      reason: null,
      attempts: 3,
      sentAt: expect.any(String),
    })
    await dueAgain()
    expect(mail.received).toHaveLength(1)
  })

  test('is given up at last', async () => {
    const schedule = await aSchedule(owner, report.id, [inBranch])
    mail.answer(inBranch.email, 451)
    await runsNow(world, owner, schedule.id)
    for (let attempt = 2; attempt <= 9; attempt += 1) await dueAgain()
    mail.answer(inBranch.email, null)
    expect((await runsOf(owner, schedule.id))[0]!.deliveries[0]).toMatchObject({
      outcome: 'FAILED',
      reason: 'UNREACHABLE',
      smtpCode: 451,
      attempts: 9,
    })
    expect(mail.received).toEqual([])
  })
})
