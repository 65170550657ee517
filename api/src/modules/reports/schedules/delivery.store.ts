import { type Database } from '../../../platform/database/database.ts'
import { claim } from './delivery.rules.ts'
import { type ReportFileFormat } from './schedule.enums.ts'

/** A mail that is to be sent, with everything that decides what is in it. */
export interface ClaimedDelivery {
  readonly id: string
  readonly accountId: string
  readonly attempts: number
  readonly reportId: string
  readonly runOn: string
  readonly periodFrom: string | null
  readonly periodTo: string | null
  /** Where the organisation stands of which the run is; null for all that the recipient may see. */
  readonly path: string | null
  readonly organizationId: string | null
  readonly formats: readonly ReportFileFormat[]
  readonly owner: string
  /** The schedule was ended, or the report archived. */
  readonly cancelled: boolean
}

/** Takes a delivery for a while; what is taken, sent or not yet due is not given. */
export async function claimDelivery(database: Database, id: string): Promise<ClaimedDelivery | undefined> {
  const { rows } = await database.query({ name: 'claim-delivery', text: claimSql, values: [id, claim] })
  return (rows as ClaimedDelivery[])[0]
}

/** When a delivery may be taken again that somebody has; null when there is nothing to come. */
export async function claimedUntil(database: Database, id: string): Promise<Date | null> {
  const text = `SELECT claimed_until AS until FROM report_delivery WHERE id = $1 AND outcome = 'SENDING'`
  const { rows } = await database.query({ name: 'delivery-claimed-until', text, values: [id] })
  return (rows as { until: Date }[])[0]?.until ?? null
}

/** Gives a delivery back whose sending has not begun. */
export async function releaseDelivery(database: Database, id: string): Promise<void> {
  const text = `UPDATE report_delivery SET outcome = 'WAITING', claimed_until = NULL, attempts = attempts - 1, updated_at = now() WHERE id = $1 AND outcome = 'SENDING'`
  await database.query({ name: 'release-delivery', text, values: [id] })
}

const claimSql = `
WITH claimed AS (
  UPDATE report_delivery SET outcome = 'SENDING', attempts = attempts + 1, claimed_until = now() + make_interval(secs => $2), updated_at = now()
  WHERE id = $1 AND (outcome = 'WAITING' AND next_attempt_at <= now() OR outcome = 'SENDING' AND claimed_until <= now())
  RETURNING id, run_id, account_id, attempts
)
SELECT c.id, c.account_id AS "accountId", c.attempts, s.report_id AS "reportId", r.run_on::text AS "runOn", r.period_from::text AS "periodFrom",
  r.period_to::text AS "periodTo", r.organization_id AS "organizationId", r.formats, o.display_name AS owner,
  s.ended_at IS NOT NULL OR report.archived_at IS NOT NULL AS cancelled,
  (SELECT p.path FROM organization_placement p WHERE upper_inf(p.valid) AND p.organization_id = coalesce(r.organization_id, (
    SELECT (v.definition -> 'parameters' ->> 'organization')::uuid FROM report_version v WHERE v.report_id = report.id AND v.number = report.current_version
  ))) AS path
FROM claimed c
JOIN report_schedule_run r ON r.id = c.run_id
JOIN report_schedule s ON s.id = r.schedule_id
JOIN account o ON o.id = s.owner_id
JOIN report ON report.id = s.report_id`
