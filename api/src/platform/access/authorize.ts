import { type AuthChecker } from 'type-graphql'
import { AppError } from '../errors/app-error.ts'
import { type Permission } from './permissions.ts'
import { type Viewer } from './viewer.ts'

/**
 * Decides about `@Authorized('members:write')`: somebody is signed in and holds the permission somewhere. Where he holds it is the
 * doors' affair. @throws AppError UNAUTHENTICATED or FORBIDDEN
 */
export const authorize: AuthChecker<{ readonly viewer: Viewer | null }, Permission> = ({ context: { viewer } }, needed) => {
  if (viewer === null) throw new AppError('UNAUTHENTICATED')
  if (!needed.every((permission) => viewer.can(permission))) throw new AppError('FORBIDDEN')
  return true
}
