import { type Authenticate } from '../../platform/http/context.ts'
import { defineModule, type Platform } from '../../platform/module.ts'
import { AccessGrant } from './access-grant.entity.ts'
import { Account } from './account.entity.ts'
import { digestOf, sessionCookie } from './session-cookie.ts'
import { Session } from './session.entity.ts'
import { ViewerResolver } from './viewer.resolver.ts'
import { accountOfSession } from './viewers.ts'

/** Accounts: who signs in, and what for. */
export function accountsModule({ database }: Platform) {
  const authenticate: Authenticate = async ({ cookies }) => {
    const token = cookies.get(sessionCookie)
    if (token === undefined) return null
    const account = await accountOfSession(database, digestOf(token))
    return account?.viewer ?? null
  }
  return defineModule({ name: 'accounts', entities: [Account, AccessGrant, Session], resolvers: [new ViewerResolver()], authenticate })
}
