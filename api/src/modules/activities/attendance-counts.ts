import { type Transaction } from '../../platform/database/write.ts'
import { type AttendanceStatus } from './activity.enums.ts'
import { type Counted } from './attendance.rules.ts'

/** How many rows of an activity are expected, and how many are in each state. */
export interface AttendanceCounts {
  readonly expected: number
  readonly present: number
  readonly leave: number
  readonly absent: number
  readonly observers: number
}

/** Counts the rows of an activity anew onto the activity itself, which thereby has another version. */
export async function recount(tx: Transaction, activityId: string): Promise<AttendanceCounts> {
  const [counts] = await tx.query<AttendanceCounts>(
    `WITH counted AS (
       SELECT count(*) FILTER (WHERE expected)::int AS expected, count(*) FILTER (WHERE status = 'PRESENT')::int AS present,
         count(*) FILTER (WHERE expected AND status = 'PRESENT')::int AS expected_present, count(*) FILTER (WHERE status = 'LEAVE')::int AS on_leave,
         count(*) FILTER (WHERE status = 'ABSENT')::int AS absent, count(*) FILTER (WHERE status = 'OBSERVER')::int AS observers
       FROM attendance WHERE activity_id = $1
     ), changed AS (
       UPDATE activity SET version = version + 1, updated_at = now(), expected_count = counted.expected, present_count = counted.present,
         expected_present_count = counted.expected_present, leave_count = counted.on_leave, absent_count = counted.absent, observer_count = counted.observers
       FROM counted WHERE activity.id = $1
     )
     SELECT expected, present, on_leave AS "leave", absent, observers FROM counted`,
    [activityId],
  )
  return counts!
}

/** The same of rows that are at hand. */
export function tally(rows: readonly Counted[]): AttendanceCounts {
  const having = (status: AttendanceStatus) => rows.filter((row) => row.status === status).length
  return { expected: rows.filter((row) => row.expected).length, present: having('PRESENT'), leave: having('LEAVE'), absent: having('ABSENT'), observers: having('OBSERVER') }
}
