import { createHash } from 'node:crypto'
import { type Permission, permissions, type Role, rolePermissions } from './permissions.ts'
import { covers, everywhere, intersection, nowhere, type Scope, subtrees } from './scope.ts'

/**
 * One grant as the database holds it, its organisations already resolved to paths of today's tree; `paths` null = every tree. A person's
 * grant names a role, a client's the permissions themselves.
 */
export interface ResolvedGrant {
  readonly role?: Role | null
  readonly scopes?: readonly string[] | null
  readonly paths: readonly string[] | null
}

/** Who asks, and what he may do where. Made once per request; never kept longer than one. */
export interface Viewer {
  readonly accountId: string
  readonly username: string
  readonly displayName: string
  readonly sessionId: string | null
  /** The key by which a program asks, itself or with a token that it was given for it; null for a person. */
  readonly keyId: string | null
  readonly permissions: readonly Permission[]
  /** Whether the permission holds anywhere at all. */
  can(permission: Permission): boolean
  /** Where the permission holds; `nowhere` when it does not. */
  scope(permission: Permission): Scope
  /** The same for viewers whose permissions hold in the same places. */
  readonly scopeKey: string
}

interface ViewerAccount {
  readonly id: string
  readonly username: string
  readonly displayName: string
  readonly sessionId: string | null
  readonly keyId?: string | null
}

/** The viewer of an account with these grants; `narrowedTo` leaves only those permissions of them. */
export function viewerOf(account: ViewerAccount, grants: readonly ResolvedGrant[], narrowedTo: readonly string[] | null = null): Viewer {
  const scopes = new Map<Permission, Scope>()
  const given = grants.map((grant) => ({ paths: grant.paths, permissions: new Set(permissionsOf(grant)) }))
  for (const permission of permissions) {
    if (narrowedTo !== null && !narrowedTo.includes(permission)) continue
    const giving = given.filter((grant) => grant.permissions.has(permission))
    if (giving.length === 0) continue
    scopes.set(
      permission,
      giving.some((grant) => grant.paths === null) ? everywhere : subtrees(giving.flatMap((grant) => grant.paths ?? [])),
    )
  }
  return {
    accountId: account.id,
    username: account.username,
    displayName: account.displayName,
    sessionId: account.sessionId,
    keyId: account.keyId ?? null,
    permissions: [...scopes.keys()],
    can: (permission) => scopes.has(permission),
    scope: (permission) => scopes.get(permission) ?? nowhere,
    scopeKey: scopeKeyOf([...scopes]),
  }
}

function permissionsOf({ role, scopes }: ResolvedGrant): readonly string[] {
  return scopes ?? (role == null ? [] : rolePermissions[role])
}

/** The same viewer, where some permissions hold no further than in these scopes. Never more than he may do anyway. */
export function narrowed(viewer: Viewer, bounds: Readonly<Partial<Record<Permission, Scope>>>): Viewer {
  const scopes = new Map(
    viewer.permissions.map((permission) => [permission, intersection(viewer.scope(permission), bounds[permission] ?? everywhere)] as const),
  )
  return {
    ...viewer,
    scope: (permission) => scopes.get(permission) ?? nowhere,
    scopeKey: scopeKeyOf([...scopes]),
  }
}

function scopeKeyOf(scopes: readonly (readonly [Permission, Scope])[]): string {
  return createHash('sha256').update(JSON.stringify(scopes)).digest('base64url')
}

/** The permissions that one viewer holds somewhere where the other does not. */
export function permissionsBeyond(one: Viewer, other: Viewer): Permission[] {
  return one.permissions.filter((permission) => {
    const [its, others] = [one.scope(permission), other.scope(permission)]
    return its.everything ? !others.everything : !its.roots.every((root) => covers(others, root)) || !other.can(permission)
  })
}

/** The system itself: jobs, imports on the command line, demo data. Grep for this name to find every place without a person's scope. */
export const systemViewer: Viewer = {
  accountId: '00000000-0000-0000-0000-000000000000',
  username: 'system',
  displayName: 'System 「系统」',
  sessionId: null,
  keyId: null,
  permissions: rolePermissions.ADMINISTRATOR,
  can: () => true,
  scope: () => everywhere,
  scopeKey: 'system',
}
