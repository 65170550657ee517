import { organizationPinyin } from '@qizhi/codes'
import { placementObstacles, rulesAsOf } from '@qizhi/rulebook'
import { type Actor, type Transaction, type Writer } from '../../platform/database/write.ts'
import { refusals } from '../../platform/errors/refusals.ts'
import { userError } from '../../platform/errors/user-error.ts'
import { type UserError } from '../../platform/errors/user-error.type.ts'
import { findAndLockOrganization, type LockedOrganization, kindOfOrganization, lockOrganization } from './organization-directory.ts'
import { earliestMove, holdTree, recordEvent, repostCounts, rewritePaths } from './organization-structure.ts'
import {
  type CreateOrganizationInput,
  type MoveOrganizationInput,
  type OrganizationPayload,
  type RenameOrganizationInput,
} from './organization.inputs.ts'
import { type OrganizationLinks } from './organization-link.service.ts'

/** Setting up, renaming and moving organisations. History is kept: nothing that was true of a past day changes. */
export class OrganizationService {
  constructor(
    private readonly writer: Writer,
    private readonly links: OrganizationLinks,
  ) {}

  /** The same use cases as parts of one that is open already. */
  within(tx: Transaction): OrganizationService {
    return new OrganizationService(this.writer.within(tx), this.links)
  }

  create(actor: Actor, input: CreateOrganizationInput): Promise<OrganizationPayload> {
    return this.writer.write(actor, 'organization.create', input, async (tx) => {
      await holdTree(tx, input.kind, 'SHARE')
      const parent = input.parentId == null ? null : await findAndLockOrganization(tx, input.parentId, 'organizations:write')
      if (input.parentId != null && parent === null)
        return refused(null, userError('NOT_FOUND', 'organization.parentNotFound', { field: 'parentId' }))
      if (parent === null && !actor.viewer.scope('organizations:write').everything)
        return refused(null, userError('REQUIRED', 'organization.parentNotFound', { field: 'parentId' }))
      const future = notInFuture(tx, input.establishedOn, 'establishedOn')
      if (future.length > 0) return refused(null, ...future)
      const obstacles = placementObstacles(
        { kind: input.kind, level: input.level, on: input.establishedOn, parent },
        rulesAsOf(input.establishedOn),
      )
      if (obstacles.length > 0)
        return refused(null, ...refusals(obstacles, rulesAsOf(input.establishedOn), { field: parent === null ? 'level' : 'parentId' }))
      if (parent !== null && input.establishedOn < parent.placedFrom)
        return refused(
          null,
          userError('INVALID', 'organization.tooEarly', { field: 'establishedOn', params: { earliest: parent.placedFrom } }),
        )

      const id = await insertOrganization(tx, input, parent)
      if (id === null)
        return refused(null, userError('ALREADY_EXISTS', 'organization.codeTaken', { field: 'code', params: { code: input.code } }))
      await recordEvent(tx, {
        organizationId: id,
        type: 'ESTABLISHED',
        effectiveOn: input.establishedOn,
        documentNumber: input.documentNumber,
        nameAfter: input.name,
        relatedAfter: parent?.id,
      })
      tx.audit({
        entity: 'Organization',
        entityId: id,
        organizationId: id,
        after: { code: input.code, name: input.name, kind: input.kind, level: input.level, parentId: parent?.id ?? null },
      })
      if (input.ledById != null) {
        const errors = await this.links.establish(
          tx,
          { type: 'LED_BY', fromId: id, toId: input.ledById, effectiveOn: input.establishedOn, documentNumber: input.documentNumber },
          'ledById',
        )
        if (errors.length > 0) return refused(null, ...errors)
      }
      return { organizationId: id, userErrors: [] }
    })
  }

  rename(actor: Actor, input: RenameOrganizationInput): Promise<OrganizationPayload> {
    return this.writer.write(actor, 'organization.rename', input, async (tx) => {
      const organization = await lockOrganization(tx, input.id, 'organizations:write', 'CHANGE')
      const errors = [
        ...changeable(organization, input.version),
        ...notInFuture(tx, input.effectiveOn),
        ...notBefore(organization.namedFrom, input.effectiveOn),
      ]
      if (organization.name === input.name) errors.push(userError('INVALID', 'organization.sameName', { field: 'name' }))
      if (errors.length > 0) return refused(organization.id, ...errors)

      const { full, initials } = organizationPinyin(input.name)
      await tx.query('UPDATE organization_name SET name = $2 WHERE organization_id = $1 AND upper_inf(valid) AND lower(valid) = $3::date', [
        organization.id,
        input.name,
        input.effectiveOn,
      ])
      await tx.query(
        `WITH ended AS (
           UPDATE organization_name SET valid = daterange(lower(valid), $3::date) WHERE organization_id = $1 AND upper_inf(valid) AND lower(valid) < $3::date RETURNING organization_id
         )
         INSERT INTO organization_name (organization_id, name, valid) SELECT organization_id, $2, daterange($3::date, NULL) FROM ended`,
        [organization.id, input.name, input.effectiveOn],
      )
      await tx.query(
        'UPDATE organization SET name = $2, pinyin = $3, initials = $4, version = version + 1, updated_at = now() WHERE id = $1',
        [organization.id, input.name, full, initials],
      )
      await recordEvent(tx, {
        organizationId: organization.id,
        type: 'RENAMED',
        effectiveOn: input.effectiveOn,
        documentNumber: input.documentNumber,
        nameBefore: organization.name,
        nameAfter: input.name,
      })
      tx.audit({
        entity: 'Organization',
        entityId: organization.id,
        organizationId: organization.id,
        before: { name: organization.name },
        after: { name: input.name, effectiveOn: input.effectiveOn },
      })
      return { organizationId: organization.id, userErrors: [] }
    })
  }

  move(actor: Actor, input: MoveOrganizationInput): Promise<OrganizationPayload> {
    return this.writer.write(actor, 'organization.move', input, async (tx) => {
      const kind = await kindOfOrganization(tx, input.id, 'organizations:write')
      await holdTree(tx, kind, 'EXCLUSIVE')
      const organization = await lockOrganization(tx, input.id, 'organizations:write')
      const parent = await findAndLockOrganization(tx, input.parentId, 'organizations:write')
      if (parent === null) return refused(organization.id, userError('NOT_FOUND', 'organization.parentNotFound', { field: 'parentId' }))
      const errors = [...changeable(organization, input.version), ...notInFuture(tx, input.effectiveOn)]
      if (organization.parentId === parent.id) errors.push(userError('INVALID', 'organization.sameParent', { field: 'parentId' }))
      const facts = {
        kind,
        level: organization.level,
        on: input.effectiveOn,
        parent: { ...parent, isSelfOrBelow: `${parent.path}/`.startsWith(`${organization.path}/`) },
      }
      const rules = rulesAsOf(input.effectiveOn)
      errors.push(...refusals(placementObstacles(facts, rules), rules, { field: 'parentId' }))
      if (errors.length === 0) errors.push(...notBefore(await earliestMove(tx, organization.path, parent.id), input.effectiveOn))
      if (errors.length > 0) return refused(organization.id, ...errors)

      await rewritePaths(tx, {
        organizationId: organization.id,
        path: organization.path,
        parentId: parent.id,
        parentPath: parent.path,
        from: input.effectiveOn,
      })
      await repostCounts(tx, organization.id, organization.path, `${parent.path}/${organization.segment}`)
      await tx.query('UPDATE organization SET version = version + 1, updated_at = now() WHERE id = $1', [organization.id])
      await recordEvent(tx, {
        organizationId: organization.id,
        type: 'MOVED',
        effectiveOn: input.effectiveOn,
        documentNumber: input.documentNumber,
        relatedBefore: organization.parentId,
        relatedAfter: parent.id,
      })
      tx.audit({
        entity: 'Organization',
        entityId: organization.id,
        organizationId: organization.id,
        before: { parentId: organization.parentId },
        after: { parentId: parent.id, effectiveOn: input.effectiveOn },
      })
      return { organizationId: organization.id, userErrors: [] }
    })
  }
}

/** The new organisation's id, or null when its code is taken. */
async function insertOrganization(
  tx: Transaction,
  input: CreateOrganizationInput,
  parent: LockedOrganization | null,
): Promise<string | null> {
  const { full, initials } = organizationPinyin(input.name)
  const [row] = await tx.query<{ id: string; segment: string }>(
    `INSERT INTO organization (code, kind, level, name, pinyin, initials, established_on) VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (code) DO NOTHING RETURNING id, segment`,
    [input.code, input.kind, input.level, input.name, full, initials, input.establishedOn],
  )
  if (row === undefined) return null
  const path = `${parent?.path ?? ''}/${row.segment}`
  await tx.query(
    'INSERT INTO organization_placement (organization_id, kind, parent_id, path, valid) VALUES ($1, $2, $3, $4, daterange($5::date, NULL))',
    [row.id, input.kind, parent?.id ?? null, path, input.establishedOn],
  )
  await tx.query('INSERT INTO organization_name (organization_id, name, valid) VALUES ($1, $2, daterange($3::date, NULL))', [
    row.id,
    input.name,
    input.establishedOn,
  ])
  return row.id
}

/** Why an organisation cannot be changed at all: somebody else did meanwhile, or it no longer exists. */
export function changeable(organization: LockedOrganization, version: number): UserError[] {
  if (organization.dissolvedOn !== null)
    return [userError('CONFLICT', 'organization.dissolved', { params: { day: organization.dissolvedOn } })]
  if (organization.version !== version)
    return [userError('STALE_VERSION', 'organization.stale', { field: 'version', params: { version: organization.version } })]
  return []
}

export function notInFuture(tx: Transaction, day: string, field = 'effectiveOn'): UserError[] {
  return day > tx.today ? [userError('INVALID', 'organization.future', { field, params: { day } })] : []
}

function notBefore(earliest: string, day: string): UserError[] {
  return day < earliest ? [userError('INVALID', 'organization.tooEarly', { field: 'effectiveOn', params: { earliest } })] : []
}

function refused(organizationId: string | null, ...userErrors: UserError[]): OrganizationPayload {
  return { organizationId, userErrors }
}
