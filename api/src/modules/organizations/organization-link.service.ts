import { type Actor, type Transaction, type Writer } from '../../platform/database/write.ts'
import { userError } from '../../platform/errors/user-error.ts'
import { type UserError } from '../../platform/errors/user-error.type.ts'
import { findAndLockOrganization, lockOrganization } from './organization-directory.ts'
import { recordEvent } from './organization-structure.ts'
import { type OrganizationLinkKind } from './organization.enums.ts'
import { type LinkOrganizationsInput, type OrganizationPayload } from './organization.inputs.ts'

interface Link {
  readonly type: OrganizationLinkKind
  readonly fromId: string
  readonly toId: string
  readonly effectiveOn: string
  readonly documentNumber?: string | null
}

/** Who leads whom, and which units an organisation serves (党建带群建). */
export class OrganizationLinks {
  constructor(private readonly writer: Writer) {}

  link(actor: Actor, input: LinkOrganizationsInput): Promise<OrganizationPayload> {
    return this.writer.write(actor, 'organization.link', input, async (tx) => {
      const from = await lockOrganization(tx, input.fromId, 'organizations:write')
      const userErrors = await this.establish(tx, input, 'toId')
      if (userErrors.length === 0)
        tx.audit({
          entity: 'Organization',
          entityId: from.id,
          organizationId: from.id,
          after: { link: input.type, toId: input.toId, effectiveOn: input.effectiveOn },
        })
      return { organizationId: from.id, userErrors }
    })
  }

  unlink(actor: Actor, input: LinkOrganizationsInput): Promise<OrganizationPayload> {
    return this.writer.write(actor, 'organization.unlink', input, async (tx) => {
      const from = await lockOrganization(tx, input.fromId, 'organizations:write', 'CHANGE')
      if (input.effectiveOn > tx.today)
        return {
          organizationId: from.id,
          userErrors: [userError('INVALID', 'organization.future', { field: 'effectiveOn', params: { day: input.effectiveOn } })],
        }
      const [open] = await tx.query<{ id: string; since: string }>(
        `SELECT id, lower(valid)::text AS since FROM organization_link WHERE type = $1 AND from_id = $2 AND to_id::text = $3 AND upper_inf(valid) FOR UPDATE`,
        [input.type, input.fromId, input.toId],
      )
      if (open === undefined)
        return { organizationId: from.id, userErrors: [userError('NOT_FOUND', 'organization.noLink', { field: 'toId' })] }
      if (input.effectiveOn < open.since)
        return {
          organizationId: from.id,
          userErrors: [userError('INVALID', 'organization.tooEarly', { field: 'effectiveOn', params: { earliest: open.since } })],
        }
      if (input.effectiveOn === open.since) await tx.query('DELETE FROM organization_link WHERE id = $1', [open.id])
      else
        await tx.query('UPDATE organization_link SET valid = daterange(lower(valid), $2::date) WHERE id = $1', [open.id, input.effectiveOn])
      await recordEvent(tx, {
        organizationId: from.id,
        type: 'UNLINKED',
        effectiveOn: input.effectiveOn,
        documentNumber: input.documentNumber,
        relatedBefore: input.toId,
      })
      tx.audit({
        entity: 'Organization',
        entityId: from.id,
        organizationId: from.id,
        before: { link: input.type, toId: input.toId },
        after: { effectiveOn: input.effectiveOn },
      })
      return { organizationId: from.id, userErrors: [] }
    })
  }

  /** Writes a link inside a use case that already holds the led or covering side. `field` is where the other side stands in its input. */
  async establish(tx: Transaction, link: Link, field: string): Promise<UserError[]> {
    const from = await lockOrganization(tx, link.fromId, 'organizations:write')
    const to = await findAndLockOrganization(tx, link.toId, 'organizations:read')
    if (to === null) return [userError('NOT_FOUND', 'organization.notFound', { field })]
    for (const side of [from, to]) {
      if (side.dissolvedOn !== null) return [userError('CONFLICT', 'organization.dissolved', { field, params: { day: side.dissolvedOn } })]
    }
    if (link.effectiveOn > tx.today)
      return [userError('INVALID', 'organization.future', { field: 'effectiveOn', params: { day: link.effectiveOn } })]
    const earliest = from.establishedOn > to.establishedOn ? from.establishedOn : to.establishedOn
    if (link.effectiveOn < earliest) return [userError('INVALID', 'organization.tooEarly', { field: 'effectiveOn', params: { earliest } })]
    if (link.type === 'LED_BY' && (to.kind !== 'PARTY' || from.kind === 'PARTY' || from.kind === 'UNIT'))
      return [userError('INVALID', 'organization.leaderKind', { field })]
    if (link.type === 'COVERS' && (to.kind !== 'UNIT' || from.kind === 'UNIT'))
      return [userError('INVALID', 'organization.coveredKind', { field })]
    // the exclusion constraints decide, also against a twin that runs at the same time
    const written = await tx.query(
      'INSERT INTO organization_link (type, from_id, to_id, valid) VALUES ($1, $2, $3, daterange($4::date, NULL)) ON CONFLICT DO NOTHING RETURNING id',
      [link.type, from.id, to.id, link.effectiveOn],
    )
    if (written.length === 0) return [userError('CONFLICT', 'organization.alreadyLinked', { field })]
    await recordEvent(tx, {
      organizationId: from.id,
      type: 'LINKED',
      effectiveOn: link.effectiveOn,
      documentNumber: link.documentNumber,
      relatedAfter: to.id,
    })
    return []
  }
}
