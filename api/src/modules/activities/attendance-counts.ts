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
export async function recount(tx: Transaction, activityId: string): Promise<void> {
  await tx.query(
    `UPDATE activity SET version = version + 1, updated_at = now(), expected_count = counted.expected, present_count = counted.present,
       expected_present_count = counted.expected_present, leave_count = counted.on_leave, absent_count = counted.absent, observer_count = counted.observers
     FROM (
       SELECT count(*) FILTER (WHERE expected) AS expected, count(*) FILTER (WHERE status = 'PRESENT') AS present,
         count(*) FILTER (WHERE expected AND status = 'PRESENT') AS expected_present, count(*) FILTER (WHERE status = 'LEAVE') AS on_leave,
         count(*) FILTER (WHERE status = 'ABSENT') AS absent, count(*) FILTER (WHERE status = 'OBSERVER') AS observers
       FROM attendance WHERE activity_id = $1
     ) counted WHERE activity.id = $1`,
    [activityId],
  )
}

/** Counts rows that are at hand. */
export function tally(rows: readonly Counted[]): AttendanceCounts {
  const having = (status: AttendanceStatus) => rows.filter((row) => row.status === status).length
  return { expected: rows.filter((row) => row.expected).length, present: having('PRESENT'), leave: having('LEAVE'), absent: having('ABSENT'), observers: having('OBSERVER') }
}
