import { type Permission } from './permissions.ts'
import { covers, nowhere, type Scope } from './scope.ts'
import { type Viewer } from './viewer.ts'

/** What somebody might do where at a moment, written down for work that is done in his name later. */
export type Authority = Partial<Record<Permission, Scope>>

/** What the viewer may do of these, now. */
export function authorityOf(viewer: Viewer, permissions: readonly Permission[]): Authority {
  return Object.fromEntries(
    permissions.filter((permission) => viewer.can(permission)).map((permission) => [permission, viewer.scope(permission)]),
  )
}

/** Whether the viewer may still do all of it everywhere. */
export function stillHolds(authority: Authority, viewer: Viewer): boolean {
  return (Object.entries(authority) as [Permission, Scope][]).every(([permission, { everything, roots }]) => {
    const now = viewer.scope(permission)
    return viewer.can(permission) && (everything ? now.everything : roots.every((root) => covers(now, root)))
  })
}

/** The viewer with no more than this authority, however much more he has been given since. */
export function confinedTo(authority: Authority, viewer: Viewer): Viewer {
  return {
    ...viewer,
    permissions: viewer.permissions.filter((permission) => authority[permission] !== undefined),
    can: (permission) => authority[permission] !== undefined,
    scope: (permission) => authority[permission] ?? nowhere,
    scopeKey: `confined ${JSON.stringify(authority)}`,
  }
}
