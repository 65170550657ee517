import { type Authenticate } from '../../platform/http/context.ts'
import { defineModule, type Platform } from '../../platform/module.ts'
import { AccessGrant } from './access-grant.entity.ts'
import { AccountCreation } from './account-creation.service.ts'
import { Account } from './account.entity.ts'
import { AccountResolver } from './account.resolver.ts'
import { AccountService } from './account.service.ts'
import { accountTexts } from './accounts.texts.ts'
import { DeviceCookies } from './device-cookie.ts'
import { MailSettings } from './mail-settings.service.ts'
import { Session } from './session.entity.ts'
import { digestOf, sessionToken } from './sessions.ts'
import { SignInThrottle } from './sign-in-throttle.ts'
import { SignIn } from './sign-in.service.ts'
import { ViewerMemory } from './viewer-memory.ts'
import { GrantResolver, ViewerResolver } from './viewer.resolver.ts'
import { type AccountDirectory, accountOfSession, accountsById, accountsByName, noteSeen } from './viewers.ts'

/** Accounts: who signs in, and what he may do where. */
export function accountsModule({ database, dataSource, writer, keys }: Platform) {
  const throttle = new SignInThrottle(dataSource)
  const signIn = new SignIn(dataSource, database, writer, throttle, new DeviceCookies(keys))
  const accounts = new AccountService(dataSource, writer, throttle)
  const memory = new ViewerMemory()
  writer.onCommit(() => memory.forget())
  const authenticate: Authenticate = async ({ cookies }) => {
    const token = sessionToken(cookies)
    const account = token === undefined ? undefined : await memory.recall(token, () => accountOfSession(database, digestOf(token)))
    if (account === undefined) return null
    if (account.noteDue && account.viewer.sessionId !== null) await noteSeen(database, account.viewer.sessionId)
    return account.viewer
  }
  return defineModule({
    name: 'accounts',
    entities: [Account, AccessGrant, Session],
    resolvers: [
      new AccountResolver(accounts, signIn, new MailSettings(database, writer, accounts)),
      new ViewerResolver(database),
      new GrantResolver(),
    ],
    texts: accountTexts,
    authenticate,
    /** Whom an account is now, for work in its name; undefined when it is disabled. */
    viewerOfAccount: async (accountId: string) => {
      const known = (await accountsById(database, [accountId])).get(accountId)
      return known === undefined || known.disabled ? undefined : known.viewer
    },
    forgetViewers: () => memory.forget(),
    directory: {
      byId: (ids: readonly string[]) => accountsById(database, ids),
      byName: (text: string, most: number) => accountsByName(database, text, most),
    } satisfies AccountDirectory,
    creation: new AccountCreation(database, writer),
  })
}
