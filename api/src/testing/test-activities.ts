import { expect } from '@jest/globals'
import { type TestOrganization } from './test-register.ts'
import { type TestAnswer, type TestClient } from './test-world.ts'

export interface TestActivity {
  readonly id: string
  readonly version: number
}

/** What a change of an activity answered: the activity as it is now, and why it was refused. */
export interface ActivityAnswer {
  readonly activity: TestActivity & { readonly status: string; readonly [field: string]: unknown }
  readonly userErrors: readonly {
    readonly code: string
    readonly field: readonly string[] | null
    readonly message: string
    readonly rule: { readonly id: string } | null
  }[]
}

/** The mutations that answer with an activity, and the names of their inputs. */
const changes = {
  planActivity: 'PlanActivityInput',
  updateActivity: 'UpdateActivityInput',
  holdActivity: 'HoldActivityInput',
  archiveActivity: 'ArchiveActivityInput',
  cancelActivity: 'CancelActivityInput',
  excludeFromActivity: 'ExcludeFromActivityInput',
  recordAttendance: 'RecordAttendanceInput',
  attachFile: 'AttachFileInput',
  removeAttachment: 'RemoveAttachmentInput',
} as const

export type ActivityChange = keyof typeof changes

const fields = `id code version status title topic place host agenda minutes heldOn onDay cancelReason
  expectedCount attendanceCount presentCount leaveCount absentCount observerCount attendanceRate viewerCan`

/** Sends a change of an activity and leaves its errors to the caller. */
export function send(client: TestClient, change: ActivityChange, input: Record<string, unknown>): Promise<TestAnswer> {
  const answer = `activity { ${fields} } userErrors { code field message rule { id } }`
  return client.query(`mutation ($input: ${changes[change]}!) { ${change}(input: $input) { ${answer} } }`, { input })
}

/** Sends a change that may be refused, but does not fail. */
export async function change(client: TestClient, verb: ActivityChange, input: Record<string, unknown>): Promise<ActivityAnswer> {
  const { data, errors } = await send(client, verb, input)
  expect(errors).toEqual([])
  return data[verb] as ActivityAnswer
}

/** Sends a change that is done. */
export async function done(client: TestClient, verb: ActivityChange, input: Record<string, unknown>): Promise<ActivityAnswer['activity']> {
  const { activity, userErrors } = await change(client, verb, input)
  expect(userErrors).toEqual([])
  return activity
}

/** Plans a branch meeting for this morning, unless said otherwise. */
export function aPlannedActivity(
  client: TestClient,
  organization: TestOrganization,
  input: Record<string, unknown> = {},
): Promise<ActivityAnswer['activity']> {
  return done(client, 'planActivity', {
    organizationId: organization.id,
    typeCode: 'BRANCH_MEETING',
    title: '支部党员大会',
    plannedStart: `${today()}T09:00:00+08:00`,
    ...input,
  })
}

/** Plans an activity and holds it today. */
export async function aHeldActivity(
  client: TestClient,
  organization: TestOrganization,
  input: Record<string, unknown> = {},
): Promise<ActivityAnswer['activity']> {
  const { id, version } = await aPlannedActivity(client, organization, input)
  return done(client, 'holdActivity', { id, version, heldOn: today() })
}

/** The civil day in Asia/Shanghai, so many days away from today. */
export function today(days = 0): string {
  return new Date(Date.now() + 8 * 3600_000 + days * 86_400_000).toISOString().slice(0, 10)
}
