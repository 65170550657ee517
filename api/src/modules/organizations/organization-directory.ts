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
  const found = isUuid(id) ? await read(tx, { expressions: ['$1'], parameters: [id] }) : []
  return (takenIn(tx, found, new Map([[id, permission]])).get(id) ?? notFound()).kind
}

/** As `lockOrganization`, but absence is null: for ids that a form's field holds. */
export async function findAndLockOrganization(
  tx: Transaction,
  id: string,
  permission: Permission,
  strength: LockStrength = 'KEEP',
): Promise<LockedOrganization | null> {
  return (await findAndLockOrganizations(tx, new Map([[id, permission]]), strength)).get(id) ?? null
}

/**
 * The same for several at once, each by a permission of its own. By the ids that were given; what is not there or not taken in is left out.
 */
export async function findAndLockOrganizations(
  tx: Transaction,
  wanted: ReadonlyMap<string, Permission>,
  strength: LockStrength = 'KEEP',
): Promise<ReadonlyMap<string, LockedOrganization>> {
  const ids = [...wanted.keys()].filter(isUuid)
  return takenIn(tx, await lockEach(tx, { expressions: ids.map((_, at) => `$${at + 1}`), parameters: ids }, strength), wanted)
}

/** Ids as a statement says them. A list as one parameter would be planned anew each time, for its length. */
interface Ids {
  readonly expressions: readonly string[]
  readonly parameters: readonly unknown[]
}

/**
 * Locks organisations in the order of their ids, like whoever moves or dissolves several. Nothing is said yet of whether the actor may know
 * of them: see `takenIn`.
 */
export async function lockEach(tx: Transaction, ids: Ids, strength: LockStrength = 'KEEP'): Promise<readonly LockedOrganization[]> {
  if (ids.expressions.length === 0) return []
  const list = ids.expressions.join(', ')
  const lock = `SELECT FROM organization WHERE id IN (${list}) ORDER BY id FOR ${strength === 'KEEP' ? 'KEY SHARE' : 'UPDATE'}`
  // the lock comes first: what is read after it cannot change any more
  const [, locked] = await Promise.all([tx.query(lock, ids.parameters), read(tx, ids)])
  return locked
}

/** Those that the actor's permissions take in, by the ids that were wanted. */
export function takenIn(
  tx: Transaction,
  organizations: readonly LockedOrganization[],
  wanted: ReadonlyMap<string, Permission>,
): ReadonlyMap<string, LockedOrganization> {
  const byId = new Map(organizations.map((organization) => [organization.id, organization]))
  return new Map(
    [...wanted].flatMap(([id, permission]) => {
      const found = byId.get(id.toLowerCase())
      return found !== undefined && covers(tx.actor.viewer.scope(permission), found.path) ? [[id, found] as const] : []
    }),
  )
}

function read(tx: Transaction, { expressions, parameters }: Ids): Promise<LockedOrganization[]> {
  const facts = `
    SELECT o.id, o.code, o.kind, o.level, o.name, o.segment, o.established_on AS "establishedOn", o.dissolved_on AS "dissolvedOn", o.version,
       p.path, p.parent_id AS "parentId", lower(p.valid)::text AS "placedFrom",
       (SELECT lower(n.valid)::text FROM organization_name n WHERE n.organization_id = o.id AND upper_inf(n.valid)) AS "namedFrom"
     FROM organization o JOIN organization_placement p ON p.organization_id = o.id AND upper_inf(p.valid)
     WHERE o.id IN (${expressions.join(', ')})`
  return tx.query<LockedOrganization>(facts, parameters)
}

function notFound(): never {
  throw new AppError('NOT_FOUND')
}
