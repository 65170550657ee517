import { covers } from '../../platform/access/scope.ts'
import { auditTrail } from '../../platform/audit/audit-trail.ts'
import { ascending, columnName, columns, derived, descending, expression, graph, list, one } from '../../platform/graph/graph.ts'
import { organizationGraph, organizationInScope } from '../organizations/index.ts'
import { activityTypeGraph } from './activity-type.graph.ts'
import { Activity } from './activity.entity.ts'
import { type ActivityStatus } from './activity.enums.ts'
import { possibleActions } from './activity.rules.ts'
import { attachmentGraph } from './attachment.graph.ts'

/** How every activity is read; the organiser owns it. */
export const activityGraph = graph('Activity', Activity, {
  types: ['Node'],
  permission: 'activities:read',
  visible: (t, q, permission) => organizationInScope(`${t}.organization_id`, q, permission),
  orders: {
    DAY_ASC: ascending((t) => `${t}.on_day`, 'date'),
    DAY_DESC: descending((t) => `${t}.on_day`, 'date'),
    CODE_ASC: ascending((t) => `${t}.code`),
    CODE_DESC: descending((t) => `${t}.code`),
  },
}).extend({
  ...columns(Activity, ['id', 'code', 'title', 'topic', 'place', 'host', 'agenda', 'status', 'plannedStart', 'heldOn', 'onDay', 'minutes', 'cancelReason', 'version', 'createdAt']),
  ...columns(Activity, ['expectedCount', 'presentCount', 'leaveCount', 'absentCount', 'observerCount']),
  attendanceCount: expression((t) => `(${t}.present_count + ${t}.observer_count)`),
  attendanceRate: expression((t) => attendanceRate(`${t}.${columnName(Activity, 'expectedPresentCount')}`, `${t}.expected_count`)),
  type: one(() => activityTypeGraph, (type, t) => [`${type}.code = ${t}.type_code`]),
  organization: one(() => organizationGraph, (organizer, t) => [`${organizer}.id = ${t}.organization_id`]),
  coOrganizers: list(
    () => organizationGraph,
    (organization, t) => [`${organization}.id IN (SELECT co.organization_id FROM activity_co_organizer co WHERE co.activity_id = ${t}.id)`],
    (organization) => `${organization}.path`,
  ),
  attachments: list(() => attachmentGraph, (attachment, t) => [`${attachment}.activity_id = ${t}.id`], (attachment) => `${attachment}.id`),
  auditTrail: auditTrail({
    about: (entry, t) => [`${entry}.entity_id = ${t}.id`],
    visible: (entry, q, permission) => organizationInScope(`${entry}.organization_id`, q, permission),
  }),
  viewerCan: derived<{ status: ActivityStatus; onDay: string; today: string; path: string }>(
    {
      status: (t) => `${t}.status`,
      onDay: (t) => `${t}.on_day`,
      today: () => 'today()',
      path: (t) => `(SELECT organizer.path FROM organization_placement organizer WHERE organizer.organization_id = ${t}.organization_id AND upper_inf(organizer.valid))`,
    },
    ({ status, onDay, today, path }, { viewer }) => possibleActions({ status, onDay }, today, (permission) => covers(viewer.scope(permission), path)),
  ),
})

/** How many of those expected were present, in ten-thousandths rounded half up; null when nobody was expected. */
export function attendanceRate(expectedPresent: string, expected: string): string {
  return `CASE WHEN ${expected} > 0 THEN ((${expectedPresent} * 20000::bigint + ${expected}) / (${expected} * 2::bigint))::int END`
}
