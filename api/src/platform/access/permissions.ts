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
  'reports:read',
  'reports:write',
  'imports:run',
  'sync:run',
  'sync:approve',
  'exports:run',
  'audit:read',
  'accounts:manage',
] as const

export type Permission = (typeof permissions)[number]

export const roles = ['ADMINISTRATOR', 'OFFICER', 'SECRETARY', 'VIEWER', 'REPORTER'] as const

export type Role = (typeof roles)[number]

const reading = ['organizations:read', 'activities:read', 'counts:read', 'changes:read', 'reports:read'] as const

/** The permissions of each role. A reporter sees figures and activities, never persons; who only looks keeps no reports of his own. */
export const rolePermissions: Record<Role, readonly Permission[]> = {
  ADMINISTRATOR: permissions,
  OFFICER: permissions.filter((permission) => permission !== 'accounts:manage' && permission !== 'sync:approve'),
  SECRETARY: [...reading, 'members:read', 'members:personal', 'activities:write', 'reports:write', 'exports:run'],
  VIEWER: [...reading, 'members:read'],
  REPORTER: [...reading, 'reports:write'],
}
