import { covers } from '../../platform/access/scope.ts'
import { type Permission } from '../../platform/access/permissions.ts'
import { type Actor, type Transaction } from '../../platform/database/write.ts'
import { AppError } from '../../platform/errors/app-error.ts'
import { isUuid } from '../../platform/graph/reader.ts'
import { type MembershipEnding, type MembershipKind, type MembershipStatus } from './membership.enums.ts'

/** A person as the use cases of memberships see him once he is locked: his memberships change one at a time. */
export interface LockedPerson {
  readonly id: string
  readonly birthDate: string | null
  /** Where he stands in today's trees: the paths of the organisations of his open memberships, and of his employer unit. */
  readonly paths: readonly string[]
}

/** Whom memberships are of. The module that keeps persons comes after this one and supplies it. */
export interface Persons {
  /** Locks a person until the end of the transaction; null for an unknown id. Whether the actor may know of him is to be asked by `isKnownTo`. */
  lock(tx: Transaction, memberId: string): Promise<LockedPerson | null>
}

/** Whether the permission takes in the person. */
export function isKnownTo(tx: { readonly actor: Pick<Actor, 'viewer'> }, person: LockedPerson, permission: Permission): boolean {
  const scope = tx.actor.viewer.scope(permission)
  return scope.everything || person.paths.some((path) => covers(scope, path))
}

/** One period of a membership. */
export interface Period {
  readonly id: string
  readonly memberId: string
  readonly kind: MembershipKind
  readonly organizationId: string
  readonly status: MembershipStatus
  readonly from: string
  /** The day after the last; null while it lasts. */
  readonly to: string | null
  readonly ending: MembershipEnding | null
  readonly version: number
}

/** A membership that a use case is about, its person locked, and what he was before in the same kind, newest first. */
export interface LockedMembership extends Period {
  readonly person: LockedPerson
  readonly earlier: readonly Period[]
}

/**
 * Locks a membership whose organisation the actor's permission takes in. The person comes first in every use case, so that two of them
 * never wait for each other.
 * @throws AppError NOT_FOUND for an unknown id and for one outside his scope; the two look the same.
 */
export async function lockMembership(tx: Transaction, persons: Persons, id: string, permission: Permission): Promise<LockedMembership> {
  const [named] = isUuid(id) ? await tx.query<{ memberId: string; kind: MembershipKind }>('SELECT member_id AS "memberId", kind FROM membership WHERE id = $1', [id]) : []
  const person = named === undefined ? null : await persons.lock(tx, named.memberId)
  if (person === null) throw new AppError('NOT_FOUND')
  const periods = await periodsOf(tx, person.id, named!.kind)
  const period = periods.find((candidate) => candidate.id === id)
  if (period === undefined || !(await stands(tx, period.organizationId, permission))) throw new AppError('NOT_FOUND')
  return { ...period, person, earlier: periods.filter((other) => other.from < period.from) }
}

/** What a person is and was in one kind, newest first. */
export function periodsOf(tx: Transaction, memberId: string, kind: MembershipKind): Promise<Period[]> {
  return tx.query<Period>(
    `SELECT id, member_id AS "memberId", kind, organization_id AS "organizationId", status, lower(valid)::text AS "from", upper(valid)::text AS "to", ending, version
     FROM membership WHERE member_id = $1 AND kind = $2 ORDER BY lower(valid) DESC`,
    [memberId, kind],
  )
}

async function stands(tx: Transaction, organizationId: string, permission: Permission): Promise<boolean> {
  const [placed] = await tx.query<{ path: string }>('SELECT path FROM organization_placement WHERE organization_id = $1 AND upper_inf(valid)', [organizationId])
  return placed !== undefined && covers(tx.actor.viewer.scope(permission), placed.path)
}
