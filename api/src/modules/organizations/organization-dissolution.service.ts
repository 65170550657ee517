import { dissolutionObstacles, type DissolutionFacts, rulesAsOf } from '@qizhi/rulebook'
import { type Actor, type Transaction, type Writer } from '../../platform/database/write.ts'
import { refusals } from '../../platform/errors/refusals.ts'
import { kindOfOrganization, lockOrganization } from './organization-directory.ts'
import { holdTree, recordEvent } from './organization-structure.ts'
import { type DissolveOrganizationInput, type OrganizationPayload } from './organization.inputs.ts'
import { changeable, notInFuture } from './organization.service.ts'

/** What of an organisation is still open, as the modules after this one know it. */
export type OpenMatters = (
  tx: Transaction,
  organizationId: string,
) => Promise<Partial<Pick<DissolutionFacts, 'openMemberships' | 'openOffices' | 'plannedActivities'>>>

/** Dissolving an organisation: refused while anything of it is open; its history and its counts stay. */
export class OrganizationDissolution {
  constructor(
    private readonly writer: Writer,
    private readonly openMatters: readonly OpenMatters[],
  ) {}

  /** The same use case as a part of one that is open already. */
  within(tx: Transaction): OrganizationDissolution {
    return new OrganizationDissolution(this.writer.within(tx), this.openMatters)
  }

  dissolve(actor: Actor, input: DissolveOrganizationInput): Promise<OrganizationPayload> {
    return this.writer.write(actor, 'organization.dissolve', input, async (tx) => {
      const kind = await kindOfOrganization(tx, input.id, 'organizations:write')
      await holdTree(tx, kind, 'EXCLUSIVE')
      const organization = await lockOrganization(tx, input.id, 'organizations:write', 'CHANGE')
      const errors = [...changeable(organization, input.version), ...notInFuture(tx, input.effectiveOn)]
      if (errors.length > 0) return { organizationId: organization.id, userErrors: errors }

      const facts: DissolutionFacts = {
        kind,
        on: input.effectiveOn,
        establishedOn: organization.establishedOn,
        dissolvedOn: organization.dissolvedOn,
        openMemberships: 0,
        openOffices: 0,
        plannedActivities: 0,
        ...(await structuralMatters(tx, organization.id)),
      }
      for (const matters of this.openMatters) Object.assign(facts, await matters(tx, organization.id))
      const rules = rulesAsOf(input.effectiveOn)
      const obstacles = dissolutionObstacles(facts)
      if (obstacles.length > 0) return { organizationId: organization.id, userErrors: refusals(obstacles, rules) }

      await tx.query('UPDATE organization SET dissolved_on = $2, version = version + 1, updated_at = now() WHERE id = $1', [
        organization.id,
        input.effectiveOn,
      ])
      await tx.query(
        'UPDATE organization_link SET valid = daterange(lower(valid), $2::date) WHERE from_id = $1 AND upper_inf(valid) AND lower(valid) < $2::date',
        [organization.id, input.effectiveOn],
      )
      await recordEvent(tx, {
        organizationId: organization.id,
        type: 'DISSOLVED',
        effectiveOn: input.effectiveOn,
        documentNumber: input.documentNumber,
      })
      tx.audit({
        entity: 'Organization',
        entityId: organization.id,
        organizationId: organization.id,
        before: { dissolvedOn: null },
        after: { dissolvedOn: input.effectiveOn },
      })
      return { organizationId: organization.id, userErrors: [] }
    })
  }
}

async function structuralMatters(
  tx: Transaction,
  organizationId: string,
): Promise<Pick<DissolutionFacts, 'children' | 'ledOrganizations'>> {
  const [open] = await tx.query<{ children: number; ledOrganizations: number }>(
    `SELECT
       (SELECT count(*)::int FROM organization_placement p JOIN organization o ON o.id = p.organization_id WHERE p.parent_id = $1 AND upper_inf(p.valid) AND o.dissolved_on IS NULL) AS children,
       (SELECT count(*)::int FROM organization_link l JOIN organization o ON o.id = l.from_id WHERE l.to_id = $1 AND l.type = 'LED_BY' AND upper_inf(l.valid) AND o.dissolved_on IS NULL) AS "ledOrganizations"`,
    [organizationId],
  )
  return open!
}
