import { createHash } from 'node:crypto'
import { type Permission, type Role, rolePermissions } from './permissions.ts'
import { everywhere, intersection, nowhere, type Scope, subtrees } from './scope.ts'

/** One grant as the database holds it, its organisations already resolved to paths of today's tree; `paths` null = every tree. */
export interface ResolvedGrant {
  readonly role: Role
  readonly paths: readonly string[] | null
}

/** Who asks, and what he may do where. Made once per request; never kept longer than one. */
export interface Viewer {
  readonly accountId: string
  readonly username: string
  readonly displayName: string
  readonly sessionId: string | null
  readonly permissions: readonly Permission[]
  /** Whether the permission holds anywhere at all. */
  can(permission: Permission): boolean
  /** Where the permission holds; `nowhere` when it does not. */
  scope(permission: Permission): Scope
  /** The same for viewers whose permissions hold in the same places. */
  readonly scopeKey: string
}

/** The viewer of an account with these grants. */
export function viewerOf(
  account: { id: string; username: string; displayName: string; sessionId: string | null },
  grants: readonly ResolvedGrant[],
): Viewer {
  const scopes = new Map<Permission, Scope>()
  for (const permission of new Set(grants.flatMap((grant) => rolePermissions[grant.role]))) {
    const giving = grants.filter((grant) => rolePermissions[grant.role].includes(permission))
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
    permissions: [...scopes.keys()],
    can: (permission) => scopes.has(permission),
    scope: (permission) => scopes.get(permission) ?? nowhere,
    scopeKey: scopeKeyOf([...scopes]),
  }
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

/** The system itself: jobs, imports on the command line, demo data. Grep for this name to find every place without a person's scope. */
export const systemViewer: Viewer = {
  accountId: '00000000-0000-0000-0000-000000000000',
  username: 'system',
  displayName: 'System 「系统」',
  sessionId: null,
  permissions: rolePermissions.ADMINISTRATOR,
  can: () => true,
  scope: () => everywhere,
  scopeKey: 'system',
}
