import { type OpenMatters } from '../organizations/index.ts'

/** The activities that an organisation still has to hold, cancel or archive before it can be dissolved. */
export const openActivities: OpenMatters = async (tx, organizationId) => {
  const [open] = await tx.query<{ plannedActivities: number }>(
    `SELECT count(*)::int AS "plannedActivities" FROM activity WHERE organization_id = $1 AND status IN ('PLANNED', 'HELD')`,
    [organizationId],
  )
  return open!
}
