import { newId } from '../../../platform/crypto/ids.ts'
import { type Transaction } from '../../../platform/database/write.ts'
import { type AttendanceRow } from './activity-story.ts'
import { type BureauActivity } from './bureau-activities.ts'

/** Writes activities with their lists, a few hundred in a statement. */
export async function writeActivities(tx: Transaction, activities: readonly BureauActivity[]): Promise<void> {
  for (let at = 0; at < activities.length; at += batchSize) await writeBatch(tx, activities.slice(at, at + batchSize))
}

const batchSize = 500

async function writeBatch(tx: Transaction, activities: readonly BureauActivity[]): Promise<void> {
  const rows = activities.map(({ attendances, together, ...activity }) => ({
    ...activity,
    id: newId(),
    ...countsOf(attendances),
    attendances,
    together,
  }))
  await tx.query(
    `INSERT INTO activity (id, organization_id, type_code, title, topic, place, host, agenda, status, planned_start, held_on, minutes, cancel_reason, created_at, updated_at, version,
       expected_count, present_count, expected_present_count, leave_count, absent_count)
     SELECT id, "organizationId", "typeCode", title, topic, place, host, agenda, status, "plannedStart", "heldOn", minutes, "cancelReason", "createdAt", "updatedAt", version,
       expected, present, "expectedPresent", "onLeave", absent
     FROM jsonb_to_recordset($1) AS r (id uuid, "organizationId" uuid, "typeCode" text, title text, topic text, place text, host text, agenda text, status text,
       "plannedStart" timestamptz, "heldOn" date, minutes text, "cancelReason" text, "createdAt" timestamptz, "updatedAt" timestamptz, version int,
       expected int, present int, "expectedPresent" int, "onLeave" int, absent int)`,
    [JSON.stringify(rows.map(({ attendances: _attendances, together: _together, ...row }) => row))],
  )
  await tx.query(
    `INSERT INTO attendance (activity_id, member_id, member_name, expected, exclusion_reason, status, recorded_at)
     SELECT "activityId", "memberId", "memberName", expected, "exclusionReason", status, CASE WHEN status IS NOT NULL THEN "recordedAt" END
     FROM jsonb_to_recordset($1) AS r ("activityId" uuid, "memberId" uuid, "memberName" text, expected boolean, "exclusionReason" text, status text, "recordedAt" timestamptz)`,
    [
      JSON.stringify(
        rows.flatMap(({ id, updatedAt, attendances }) => attendances.map((row) => ({ ...row, activityId: id, recordedAt: updatedAt }))),
      ),
    ],
  )
  await tx.query(
    `INSERT INTO activity_co_organizer (activity_id, organization_id)
     SELECT r."activityId", o.id FROM jsonb_to_recordset($1) AS r ("activityId" uuid, code text) JOIN organization o ON o.code = r.code`,
    [JSON.stringify(rows.flatMap(({ id, together }) => together.map((code) => ({ activityId: id, code }))))],
  )
}

function countsOf(rows: readonly AttendanceRow[]) {
  const having = (status: AttendanceRow['status']) => rows.filter((row) => row.status === status).length
  return {
    expected: rows.filter(({ expected }) => expected).length,
    present: having('PRESENT'),
    expectedPresent: rows.filter(({ expected, status }) => expected && status === 'PRESENT').length,
    onLeave: having('LEAVE'),
    absent: having('ABSENT'),
  }
}
