import { type Invariant } from './invariant.ts'

/** Activities, who was expected and who came. */
export const activityInvariants: readonly Invariant[] = [
  {
    name: 'activity.attendance-counts',
    title: { zh: '活动上的人数等于出勤明细的人数', en: 'The counts of an activity are the counts of its rows' },
    sql: `SELECT a.code, a.expected_count, c.expected, a.present_count, c.present, a.expected_present_count, c.expected_present, a.leave_count, c.on_leave, a.absent_count, c.absent, a.observer_count, c.observers
      FROM activity a LEFT JOIN (
        SELECT activity_id, count(*) FILTER (WHERE expected) AS expected, count(*) FILTER (WHERE status = 'PRESENT') AS present,
          count(*) FILTER (WHERE expected AND status = 'PRESENT') AS expected_present, count(*) FILTER (WHERE status = 'LEAVE') AS on_leave,
          count(*) FILTER (WHERE status = 'ABSENT') AS absent, count(*) FILTER (WHERE status = 'OBSERVER') AS observers
        FROM attendance GROUP BY activity_id
      ) c ON c.activity_id = a.id
      WHERE (a.expected_count, a.present_count, a.expected_present_count, a.leave_count, a.absent_count, a.observer_count)
        <> (coalesce(c.expected, 0), coalesce(c.present, 0), coalesce(c.expected_present, 0), coalesce(c.on_leave, 0), coalesce(c.absent, 0), coalesce(c.observers, 0)) LIMIT $1`,
  },
  {
    name: 'activity.states',
    title: {
      zh: '已开展的活动有日期且不在将来，取消的写明原因',
      en: 'What was held has a day, not in the future; what was cancelled has a reason',
    },
    sql: `SELECT code, status, held_on, cancel_reason FROM activity
      WHERE (status IN ('HELD', 'ARCHIVED')) <> (held_on IS NOT NULL) OR held_on > today() OR (status = 'CANCELLED') <> (cancel_reason IS NOT NULL) LIMIT $1`,
  },
  {
    name: 'activity.organizers',
    title: {
      zh: '开展活动时主办组织已成立',
      en: 'An organiser existed when the activity was held, and holds it together with others only',
    },
    sql: `SELECT a.code, o.code AS organizer, o.established_on, a.held_on FROM activity a JOIN organization o ON o.id = a.organization_id WHERE a.held_on < o.established_on
      UNION ALL
      SELECT a.code, o.code, o.established_on, a.held_on FROM activity_co_organizer c JOIN activity a ON a.id = c.activity_id JOIN organization o ON o.id = c.organization_id WHERE c.organization_id = a.organization_id LIMIT $1`,
  },
  {
    name: 'attendance.states',
    title: {
      zh: '免予出席的不计应到，请假和缺席只对应到人员',
      en: 'Who is excluded is not expected; leave and absence are of those expected',
    },
    sql: `SELECT a.code, m.code AS member, t.expected, t.exclusion_reason, t.status FROM attendance t JOIN activity a ON a.id = t.activity_id JOIN member m ON m.id = t.member_id
      WHERE (t.expected AND t.exclusion_reason IS NOT NULL) OR (NOT t.expected AND t.status IN ('LEAVE', 'ABSENT')) LIMIT $1`,
  },
]
