/** What a principal may do, as `noun:verb`. Roles are sets of these; nothing in the code asks for a role. */
export const permissions = [
  'organizations:read',
  'organizations:write',
  'members:read',
  'members:personal',
  'members:write',
  'members:reveal',
  'activities:read',
  'activities:write',
  'counts:read',
  'changes:read',
  'webhooks:run',
  'reports:read',
  'reports:write',
  'imports:run',
  'sync:run',
  'sync:approve',
  'exports:run',
  'audit:read',
  'accounts:manage',
  'clients:manage',
] as const

export type Permission = (typeof permissions)[number]

/** What only an administrator may: a program never, or whoever has its key could give himself anything. */
const administrative: ReadonlySet<Permission> = new Set(['accounts:manage', 'clients:manage', 'sync:approve'])

/** What an API client may be given: its scopes are permissions. */
export const clientScopes: readonly Permission[] = permissions.filter((permission) => !administrative.has(permission))

export const roles = ['ADMINISTRATOR', 'OFFICER', 'SECRETARY', 'VIEWER', 'REPORTER'] as const

export type Role = (typeof roles)[number]

const reading = ['organizations:read', 'activities:read', 'counts:read', 'changes:read', 'reports:read'] as const

/** The permissions of each role. A reporter sees figures and activities, never persons; who only looks keeps no reports of his own. */
export const rolePermissions: Record<Role, readonly Permission[]> = {
  ADMINISTRATOR: permissions,
  OFFICER: permissions.filter((permission) => !administrative.has(permission)),
  SECRETARY: [...reading, 'members:read', 'members:personal', 'activities:write', 'reports:write', 'exports:run'],
  VIEWER: [...reading, 'members:read'],
  REPORTER: [...reading, 'reports:write'],
}
