import { ascending, columns, connection, descending, type Field, graph, one } from '../../platform/graph/graph.ts'
import { type Statement } from '../../platform/graph/statement.ts'
import { type Permission } from '../../platform/access/permissions.ts'
import { memberGraph } from '../members/index.ts'
import { organizationInScope } from '../organizations/index.ts'
import { activityGraph } from './activity.graph.ts'
import { Attendance } from './attendance.entity.ts'

/**
 * The rows of one activity. They name persons, so they need members:read over the activity's organiser; every role that has it reads
 * activities as well.
 */
export const attendanceGraph = graph('Attendance', Attendance, {
  types: [],
  permission: 'members:read',
  visible: throughActivity,
  key: 'member_id',
  orders: { REGISTER: ascending((t) => `${t}.member_id`, 'uuid') },
}).extend(attendanceFields())

/** The same rows from a person's side: the newest activity first. */
export const memberAttendanceGraph = graph('Attendance', Attendance, {
  types: [],
  permission: 'members:read',
  visible: throughActivity,
  key: 'activity_id',
  orders: { NEWEST: descending((t) => `(SELECT held.on_day FROM activity held WHERE held.id = ${t}.activity_id)`, 'date') },
}).extend(attendanceFields())

activityGraph.extend({
  attendances: connection(() => attendanceGraph, (attendance, t) => [`${attendance}.activity_id = ${t}.id`], 'REGISTER'),
})

memberGraph.extend({
  attendances: connection(() => memberAttendanceGraph, (attendance, t) => [`${attendance}.member_id = ${t}.id`], 'NEWEST'),
})

function throughActivity(t: string, q: Statement, permission: Permission): string | null {
  const predicate = organizationInScope('owning.organization_id', q, permission)
  return predicate === null ? null : `EXISTS (SELECT FROM activity owning WHERE owning.id = ${t}.activity_id AND ${predicate})`
}

function attendanceFields(): Record<string, Field> {
  return {
    ...columns(Attendance, ['memberId', 'memberName', 'expected', 'exclusionReason', 'status', 'recordedAt']),
    member: one(() => memberGraph, (member, t) => [`${member}.id = ${t}.member_id`]),
    activity: one(() => activityGraph, (activity, t) => [`${activity}.id = ${t}.activity_id`]),
  }
}
