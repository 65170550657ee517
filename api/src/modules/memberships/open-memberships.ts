import { type OpenMatters } from '../organizations/index.ts'

/** The memberships that stand in the way of dissolving an organisation. */
export const openMemberships: OpenMatters = async (tx, organizationId) => {
  const [open] = await tx.query<{ openMemberships: number }>('SELECT count(*)::int AS "openMemberships" FROM membership WHERE organization_id = $1 AND upper_inf(valid)', [organizationId])
  return open!
}
