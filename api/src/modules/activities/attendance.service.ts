import { type Actor, type Transaction, type Writer } from '../../platform/database/write.ts'
import { isUuid } from '../../platform/graph/reader.ts'
import { Statement } from '../../platform/graph/statement.ts'
import { memberGraph } from '../members/index.ts'
import { auditChange } from './activity-audit.ts'
import { type ActivityPayload } from './activity-change.inputs.ts'
import { changeErrors, lockActivity } from './activity-directory.ts'
import { type AttendanceStatus } from './activity.enums.ts'
import { recount, tally } from './attendance-counts.ts'
import { type RecordAttendanceInput } from './attendance.inputs.ts'
import { type Listed, type RecordedList, recordedList } from './attendance.rules.ts'

/** Recording who came: the whole list in a number of statements that does not grow with it. */
export class AttendanceService {
  constructor(private readonly writer: Writer) {}

  record(actor: Actor, input: RecordAttendanceInput): Promise<ActivityPayload> {
    return this.writer.write(actor, 'activity.recordAttendance', input, async (tx) => {
      const activity = await lockActivity(tx, input.activityId)
      const errors = changeErrors(tx, activity, input.version, 'RECORD_ATTENDANCE')
      if (errors.length > 0) return { activityId: activity.id, userErrors: errors }

      const entries = input.entries.map(({ memberId, status }) => ({ memberId: memberId.toLowerCase(), status: status ?? null }))
      const listed = await listOf(tx, activity.id)
      const known = new Set(listed.map((row) => row.memberId))
      const guests = await visibleMembers(tx, entries.map(({ memberId }) => memberId).filter((id) => !known.has(id) && isUuid(id)))
      const recorded = recordedList(listed, entries, input.othersExpected ?? null, guests)
      if ('errors' in recorded) return { activityId: activity.id, userErrors: recorded.errors }

      await write(tx, activity.id, recorded)
      const counts = await recount(tx, activity.id)
      const { before, after } = corrections(listed, recorded)
      await auditChange(tx, activity, { ...tally(listed), ...before }, { ...counts, ...after })
      return { activityId: activity.id, userErrors: [] }
    })
  }
}

function listOf(tx: Transaction, activityId: string): Promise<Listed[]> {
  return tx.query<Listed>(
    `SELECT member_id AS "memberId", member_name AS "memberName", expected, exclusion_reason IS NOT NULL AS excluded, status FROM attendance WHERE activity_id = $1 ORDER BY member_id`,
    [activityId],
  )
}

/** Who of these is in the actor's scope. */
async function visibleMembers(tx: Transaction, ids: readonly string[]): Promise<ReadonlySet<string>> {
  const q = new Statement({ scope: (permission) => tx.actor.viewer.scope(permission), language: 'zh-CN', asOf: null })
  const given = `m.id = ANY(${q.param(ids)}::uuid[])`
  const scope = memberGraph.scopePredicate('m', q)
  const visible = `SELECT m.id FROM member m WHERE ${given}${scope === null ? '' : ` AND ${scope}`}`
  return new Set((await tx.query<{ id: string }>(visible, q.parameters)).map(({ id }) => id))
}

/** The rows are written in the order of their keys, as everybody writes them. */
async function write(tx: Transaction, activityId: string, { changes, leaving }: RecordedList): Promise<void> {
  await tx.query(
    `INSERT INTO attendance (activity_id, member_id, member_name, expected, status, recorded_by, recorded_at)
     SELECT $1, member.id, member.name, false, given.status, CASE WHEN given.status IS NOT NULL THEN $4::uuid END, CASE WHEN given.status IS NOT NULL THEN now() END
     FROM unnest($2::uuid[], $3::text[]) AS given (member_id, status) JOIN member ON member.id = given.member_id
     ORDER BY member.id
     ON CONFLICT (activity_id, member_id) DO UPDATE SET status = EXCLUDED.status, recorded_by = EXCLUDED.recorded_by, recorded_at = EXCLUDED.recorded_at`,
    [activityId, changes.map(({ memberId }) => memberId), changes.map(({ status }) => status), tx.actor.viewer.accountId],
  )
  if (leaving.length === 0) return
  await tx.query('DELETE FROM attendance WHERE activity_id = $1 AND member_id = ANY($2::uuid[])', [activityId, leaving])
}

/** Who had been recorded before and is now recorded otherwise: what somebody may ask about later. */
function corrections(listed: readonly Listed[], { changes, leaving }: RecordedList): { before: Record<string, AttendanceStatus>; after: Record<string, AttendanceStatus | null> } {
  const before: Record<string, AttendanceStatus> = {}
  const after: Record<string, AttendanceStatus | null> = {}
  const now = new Map([...changes.map(({ memberId, status }) => [memberId, status] as const), ...leaving.map((memberId) => [memberId, null] as const)])
  for (const { memberId, memberName, status } of listed) {
    const changed = now.get(memberId)
    if (status === null || changed === undefined) continue
    before[`${memberName} ${memberId}`] = status
    after[`${memberName} ${memberId}`] = changed
  }
  return { before, after }
}
