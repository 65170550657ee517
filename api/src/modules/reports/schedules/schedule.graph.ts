import { columns, connection, derived, descending, expression, graph, list, object, one } from '../../../platform/graph/graph.ts'
import { type Statement } from '../../../platform/graph/statement.ts'
import { organizationGraph } from '../../organizations/index.ts'
import { reportGraph } from '../report.graph.ts'
import { ReportSchedule, ReportScheduleRecipient } from './schedule.entity.ts'
import { type ScheduleAction, type SchedulePause } from './schedule.enums.ts'
import { ReportDelivery, ReportScheduleRun } from './schedule-run.entity.ts'

/** What is shown of an account that mails go to; its address is not. */
const recipientFields = {
  id: expression((t) => `${t}.account_id`),
  displayName: expression((t) => `(SELECT a.display_name FROM account a WHERE a.id = ${t}.account_id)`),
  reachable: expression((t) => `(SELECT a.disabled_at IS NULL AND a.email IS NOT NULL FROM account a WHERE a.id = ${t}.account_id)`),
}

const byName = (t: string) => `(SELECT a.display_name FROM account a WHERE a.id = ${t}.account_id), ${t}.account_id`

/** Reached from a schedule only. */
const ofSchedule = { types: [], permission: 'reports:read', visible: () => null } as const

const recipientGraph = graph('ReportRecipient', ReportScheduleRecipient, { ...ofSchedule, key: 'account_id', orders: {} }).extend(
  recipientFields,
)

const deliveryGraph = graph('ReportDelivery', ReportDelivery, { ...ofSchedule, orders: {} }).extend({
  ...columns(ReportDelivery, ['id', 'outcome', 'reason', 'smtpCode', 'attempts', 'sentAt']),
  nextAttemptAt: expression((t) => `(CASE WHEN ${t}.outcome = 'WAITING' THEN ${t}.next_attempt_at END)`),
  recipient: object(recipientFields),
})

const runGraph = graph('ReportScheduleRun', ReportScheduleRun, {
  ...ofSchedule,
  orders: { LATEST: descending((t) => `${t}.started_at`, 'timestamptz') },
}).extend({
  ...columns(ReportScheduleRun, ['id', 'dueAt', 'runOn', 'periodFrom', 'periodTo', 'formats', 'startedAt']),
  deliveries: list(
    () => deliveryGraph,
    (delivery, t) => [`${delivery}.run_id = ${t}.id`],
    byName,
  ),
})

/** Nobody's schedules are anybody else's affair: they tell who gets what. */
function scheduleSource(q: Statement): string {
  return `(SELECT s.* FROM report_schedule s WHERE s.owner_id = ${q.viewer()})`
}

export const scheduleGraph = graph('ReportSchedule', ReportSchedule, {
  types: ['Node'],
  permission: 'reports:read',
  source: scheduleSource,
  visible: () => null,
  orders: { RECENT: descending((t) => `${t}.created_at`, 'timestamptz') },
}).extend({
  ...columns(ReportSchedule, [
    'id',
    'cadence',
    'weekday',
    'day',
    'timeOfDay',
    'period',
    'formats',
    'nextRunAt',
    'pausedBecause',
    'pausedAt',
    'endedAt',
    'version',
    'createdAt',
    'updatedAt',
  ]),
  report: one(
    () => reportGraph,
    (report, t) => [`${report}.id = ${t}.report_id`],
  ),
  organization: one(
    () => organizationGraph,
    (organization, t) => [`${organization}.id = ${t}.organization_id`],
  ),
  recipients: list(
    () => recipientGraph,
    (recipient, t) => [`${recipient}.schedule_id = ${t}.id`],
    byName,
  ),
  runs: connection(
    () => runGraph,
    (run, t) => [`${run}.schedule_id = ${t}.id`],
    'LATEST',
  ),
  viewerCan: derived<{ paused: SchedulePause | null; ended: boolean }>(
    { paused: (t) => `${t}.paused_because`, ended: (t) => `(${t}.ended_at IS NOT NULL)` },
    ({ paused, ended }, { viewer }) => (ended || !viewer.can('reports:write') ? [] : actionsWhile(paused)),
  ),
})

reportGraph.extend({
  schedules: connection(
    () => scheduleGraph,
    (schedule, t, _q, { ended }) => [`${schedule}.report_id = ${t}.id`, `${schedule}.ended_at IS ${ended === true ? 'NOT NULL' : 'NULL'}`],
    'RECENT',
  ),
})

function actionsWhile(paused: SchedulePause | null): ScheduleAction[] {
  return ['UPDATE', paused === null ? 'PAUSE' : 'RESUME', 'RUN_NOW', 'END']
}
