import { covers } from '../../platform/access/scope.ts'
import { type Permission } from '../../platform/access/permissions.ts'
import { type Transaction } from '../../platform/database/write.ts'
import { AppError } from '../../platform/errors/app-error.ts'
import { isUuid } from '../../platform/graph/reader.ts'
import { type OrganizationKind, type OrganizationLevel } from './organization.enums.ts'

/** An organisation as a use case sees it once it is locked. */
export interface LockedOrganization {
  readonly id: string
  readonly code: string
  readonly kind: OrganizationKind
  readonly level: OrganizationLevel
  readonly name: string
  readonly segment: string
  readonly establishedOn: string
  readonly dissolvedOn: string | null
  readonly version: number
  readonly path: string
  readonly parentId: string | null
  /** The first day of today's placement and of today's name. */
  readonly placedFrom: string
  readonly namedFrom: string
}

/** KEEP: it stays what and where it is until the end of the transaction. CHANGE: nobody else works on it. */
export type LockStrength = 'KEEP' | 'CHANGE'

/**
 * Locks an organisation that the actor's permission takes in.
 * @throws AppError NOT_FOUND for an unknown id and for one outside his scope; the two look the same.
 */
export async function lockOrganization(
  tx: Transaction,
  id: string,
  permission: Permission,
  strength: LockStrength = 'KEEP',
): Promise<LockedOrganization> {
  return (await findAndLockOrganization(tx, id, permission, strength)) ?? notFound()
}

/**
 * The kind of an organisation that the actor's permission takes in; it never changes, so nothing is locked: whoever holds the tree must
 * take its lock before the organisation's, or two who move the same one wait for each other.
 * @throws AppError NOT_FOUND
 */
export async function kindOfOrganization(tx: Transaction, id: string, permission: Permission): Promise<OrganizationKind> {
  return ((isUuid(id) ? await findOrganization(tx, id, permission) : null) ?? notFound()).kind
}

/** As `lockOrganization`, but absence is null: for ids that a form's field holds. */
export async function findAndLockOrganization(
  tx: Transaction,
  id: string,
  permission: Permission,
  strength: LockStrength = 'KEEP',
): Promise<LockedOrganization | null> {
  if (!isUuid(id)) return null
  // the lock comes first: what is read after it cannot change any more
  await tx.query(
    strength === 'KEEP' ? 'SELECT FROM organization WHERE id = $1 FOR KEY SHARE' : 'SELECT FROM organization WHERE id = $1 FOR UPDATE',
    [id],
  )
  return findOrganization(tx, id, permission)
}

async function findOrganization(tx: Transaction, id: string, permission: Permission): Promise<LockedOrganization | null> {
  const [found] = await tx.query<LockedOrganization>(
    `SELECT o.id, o.code, o.kind, o.level, o.name, o.segment, o.established_on AS "establishedOn", o.dissolved_on AS "dissolvedOn", o.version,
       p.path, p.parent_id AS "parentId", lower(p.valid)::text AS "placedFrom",
       (SELECT lower(n.valid)::text FROM organization_name n WHERE n.organization_id = o.id AND upper_inf(n.valid)) AS "namedFrom"
     FROM organization o JOIN organization_placement p ON p.organization_id = o.id AND upper_inf(p.valid) WHERE o.id = $1`,
    [id],
  )
  return found !== undefined && covers(tx.actor.viewer.scope(permission), found.path) ? found : null
}

function notFound(): never {
  throw new AppError('NOT_FOUND')
}
