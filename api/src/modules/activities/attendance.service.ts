import { type Actor, type Transaction, type Writer, type Writes } from '../../platform/database/write.ts'
import { AppError } from '../../platform/errors/app-error.ts'
import { isUuid } from '../../platform/graph/reader.ts'
import { Statement } from '../../platform/graph/statement.ts'
import { memberGraph } from '../members/index.ts'
import { auditChange } from './activity-audit.ts'
import { type ActivityPayload } from './activity-change.inputs.ts'
import { changeErrors, lockActivity } from './activity-directory.ts'
import { type AttendanceStatus } from './activity.enums.ts'
import { tally } from './attendance-counts.ts'
import { type RecordAttendanceInput } from './attendance.inputs.ts'
import { type Counted, type Entry, type Listed, type RecordedList, recordedList, rowsAfter } from './attendance.rules.ts'

/** Recording who came: the whole list in a number of statements that does not grow with it. */
export class AttendanceService {
  constructor(private readonly writer: Writer) {}

  record(actor: Actor, input: RecordAttendanceInput): Promise<ActivityPayload> {
    return this.writer.write(actor, 'activity.recordAttendance', input, async (tx) => {
      if (!isUuid(input.activityId)) throw new AppError('NOT_FOUND')
      const entries = input.entries.map(({ memberId, status }) => ({ memberId: memberId.toLowerCase(), status: status ?? null }))
      const [activity, { listed, guests }] = await Promise.all([lockActivity(tx, input.activityId), listOf(tx, input.activityId, entries)])
      const errors = changeErrors(tx, activity, input.version, 'RECORD_ATTENDANCE')
      if (errors.length > 0) return { activityId: activity.id, userErrors: errors }

      const recorded = recordedList(listed, entries, input.othersExpected ?? null, new Set(guests))
      if ('errors' in recorded) return { activityId: activity.id, userErrors: recorded.errors }

      const rows = rowsAfter(listed, recorded)
      const { before, after } = corrections(listed, recorded)
      const writes = recording(tx, activity.id, recorded, rows)
      auditChange(tx, activity, { ...tally(listed), ...before }, { ...tally(rows), ...after }, { writes })
      return { activityId: activity.id, userErrors: [] }
    })
  }
}

/** The list as it is, and who of those that are entered is not on it and in the actor's scope. */
async function listOf(tx: Transaction, activityId: string, entries: readonly Entry[]): Promise<{ listed: Listed[]; guests: string[] }> {
  const q = new Statement({ scope: (permission) => tx.actor.viewer.scope(permission), language: 'zh-CN', asOf: null })
  const [activity, entered] = [q.param(activityId), q.param(entries.map(({ memberId }) => memberId).filter(isUuid))]
  const visible = memberGraph.scopePredicate('m', q) ?? 'true'
  const list = `
    WITH listed AS (SELECT * FROM attendance WHERE activity_id = ${activity})
    SELECT (SELECT coalesce(json_agg(json_build_object('memberId', member_id, 'memberName', member_name, 'expected', expected,
        'excluded', exclusion_reason IS NOT NULL, 'status', status) ORDER BY member_id), '[]') FROM listed) AS listed,
      ARRAY(SELECT m.id FROM member m WHERE m.id = ANY(${entered}::uuid[]) AND m.id NOT IN (SELECT member_id FROM listed) AND ${visible}) AS guests`
  const [found] = await tx.query<{ listed: Listed[]; guests: string[] }>(list, q.parameters)
  return found!
}

/** The rows are written in the order of their keys, as everybody writes them, and the activity thereby has other counts and another version. */
function recording(tx: Transaction, activityId: string, { changes, leaving }: RecordedList, after: readonly Counted[]): Writes {
  const { expected, present, leave, absent, observers } = tally(after)
  return {
    statements: [
      `INSERT INTO attendance (activity_id, member_id, member_name, expected, status, recorded_by, recorded_at)
       SELECT $1, member.id, member.name, false, given.status, CASE WHEN given.status IS NOT NULL THEN $4::uuid END, CASE WHEN given.status IS NOT NULL THEN now() END
       FROM unnest($2::uuid[], $3::text[]) AS given (member_id, status) JOIN member ON member.id = given.member_id
       ORDER BY member.id
       ON CONFLICT (activity_id, member_id) DO UPDATE SET status = EXCLUDED.status, recorded_by = EXCLUDED.recorded_by, recorded_at = EXCLUDED.recorded_at`,
      `UPDATE activity SET version = version + 1, updated_at = now(), expected_count = $5, present_count = $6, expected_present_count = $7,
         leave_count = $8, absent_count = $9, observer_count = $10
       WHERE id = $1`,
      ...(leaving.length === 0 ? [] : ['DELETE FROM attendance WHERE activity_id = $1 AND member_id = ANY($11::uuid[])']),
    ],
    parameters: [
      activityId,
      changes.map(({ memberId }) => memberId),
      changes.map(({ status }) => status),
      tx.actor.viewer.accountId,
      expected,
      present,
      tally(after.filter((row) => row.expected)).present,
      leave,
      absent,
      observers,
      ...(leaving.length === 0 ? [] : [leaving]),
    ],
  }
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
