import { expect } from '@jest/globals'
import ExcelJS from 'exceljs'
import { type Role } from '../platform/access/permissions.ts'
import { type ReceivedMail } from './test-mail-server.ts'
import { type TestOrganization } from './test-register.ts'
import { grantOver, type TestAnswer, type TestClient, type TestWorld } from './test-world.ts'

/** Somebody with a grant that the product finds by itself, and with a mailbox. */
export interface TestColleague extends TestClient {
  readonly id: string
  readonly email: string
}

interface ColleagueOptions {
  readonly role?: Role
  readonly name?: string
  readonly english?: boolean
  /** Null: no mailbox. */
  readonly email?: string | null
}

let colleagues = 0

/** Null: over everything. */
export async function aColleague(world: TestWorld, over: TestOrganization | null, options: ColleagueOptions = {}): Promise<TestColleague> {
  colleagues += 1
  const { role = 'OFFICER', english = false } = options
  const client = await world.as([over === null ? { role, paths: null } : grantOver(role, over.path)])
  const id = client.viewer.accountId
  const email = options.email === undefined ? `person${colleagues}@bureau.example` : options.email
  await world.sql('UPDATE account SET email = $2, mail_language = $3, display_name = $4 WHERE id = $1', [
    id,
    email,
    english ? 'en' : null,
    options.name ?? `同事${colleagues}`,
  ])
  await world.sql('INSERT INTO access_grant (account_id, role, organization_id, kinds) VALUES ($1, $2, $3, $4)', [
    id,
    role,
    over?.id ?? null,
    ['PARTY', 'UNION', 'LEAGUE', 'WOMEN', 'UNIT'],
  ])
  return { ...client, id, email: email ?? '' }
}

export interface TestSchedule {
  readonly id: string
  readonly version: number
  readonly nextRunAt: string | null
  readonly [field: string]: unknown
}

const scheduleFields = `id cadence weekday day timeOfDay period organization { id } formats recipients { id displayName reachable } report { id } nextRunAt
  pausedBecause endedAt version viewerCan`

type ScheduleVerb = 'createReportSchedule' | 'updateReportSchedule' | 'endReportSchedule' | 'runReportScheduleNow'

/** Sends a change of a schedule and leaves refusals to the caller. */
export function sendSchedule(client: TestClient, verb: ScheduleVerb, input: Record<string, unknown>): Promise<TestAnswer> {
  const type = `${verb[0]!.toUpperCase()}${verb.slice(1)}Input`
  return client.query(
    `mutation ($input: ${type}!) { ${verb}(input: $input) { schedule { ${scheduleFields} } userErrors { code field message } } }`,
    { input },
  )
}

/** Sends a change of a schedule that is done. */
export async function changedSchedule(client: TestClient, verb: ScheduleVerb, input: Record<string, unknown>): Promise<TestSchedule> {
  const { data, errors } = await sendSchedule(client, verb, input)
  expect(errors).toEqual([])
  expect(data[verb].userErrors).toEqual([])
  return data[verb].schedule as TestSchedule
}

/** Every Monday at eight, of the week that has just ended, as a workbook. */
export function aSchedule(
  client: TestClient,
  reportId: string,
  to: readonly TestColleague[],
  more: Record<string, unknown> = {},
): Promise<TestSchedule> {
  return changedSchedule(client, 'createReportSchedule', {
    reportId,
    cadence: 'WEEKLY',
    weekday: 1,
    timeOfDay: '08:00',
    period: 'WEEK',
    formats: ['XLSX'],
    recipientIds: to.map(({ id }) => id),
    ...more,
  })
}

/** Has a schedule's mails sent now, as far as they go. */
export async function runsNow(world: TestWorld, client: TestClient, id: string): Promise<void> {
  await changedSchedule(client, 'runReportScheduleNow', { id })
  await world.workOff()
}

export interface TestDelivery {
  readonly recipient: { readonly id: string }
  readonly outcome: string
  readonly reason: string | null
  readonly smtpCode: number | null
  readonly attempts: number
  readonly sentAt: string | null
  readonly nextAttemptAt: string | null
}

export interface TestRun {
  readonly dueAt: string | null
  readonly runOn: string
  readonly periodFrom: string | null
  readonly periodTo: string | null
  readonly deliveries: readonly TestDelivery[]
}

/** The runs of a schedule, the latest first, as its owner sees them. */
export async function runsOf(client: TestClient, id: string): Promise<TestRun[]> {
  const { data, errors } = await client.query(
    `query ($id: ID!) { node(id: $id) { ... on ReportSchedule { runs(first: 50) { nodes { dueAt runOn periodFrom periodTo
       deliveries { recipient { id } outcome reason smtpCode attempts sentAt nextAttemptAt } } } } } }`,
    { id },
  )
  expect(errors).toEqual([])
  return data.node.runs.nodes as TestRun[]
}

/** What became of the latest run's mail to each of these. */
export async function outcomesOf(client: TestClient, id: string, to: readonly TestColleague[]): Promise<(string | null)[]> {
  const [run] = await runsOf(client, id)
  return to.map((colleague) => {
    const delivery = run?.deliveries.find(({ recipient }) => recipient.id === colleague.id)
    return delivery === undefined ? null : [delivery.outcome, delivery.reason].filter((part) => part !== null).join(' ')
  })
}

/** The rows of the one workbook of a mail, header and totals included. */
export async function workbookOf({ mail }: ReceivedMail): Promise<string[][]> {
  const file = mail.attachments.find(({ filename }) => filename?.endsWith('.xlsx') === true)
  const workbook = new ExcelJS.Workbook()
  await workbook.xlsx.load(file!.content as never)
  const rows: string[][] = []
  workbook.worksheets[0]!.eachRow((row) =>
    rows.push((row.values as (string | number | null)[]).slice(1).map((value) => String(value ?? ''))),
  )
  return rows
}
