import { defineModule, type Platform } from '../../platform/module.ts'
import { AccessGrant } from './access-grant.entity.ts'
import { AccountCreation } from './account-creation.service.ts'
import { Account } from './account.entity.ts'
import { AccountResolver } from './account.resolver.ts'
import { AccountService } from './account.service.ts'
import { accountTexts } from './accounts.texts.ts'
import { authenticationOf } from './authentication.ts'
import { DeviceCookies } from './device-cookie.ts'
import { MailSettings } from './mail-settings.service.ts'
import { Session } from './session.entity.ts'
import { SignInThrottle } from './sign-in-throttle.ts'
import { SignIn } from './sign-in.service.ts'
import { ViewerMemory } from './viewer-memory.ts'
import { GrantResolver, ViewerResolver } from './viewer.resolver.ts'
import { type AccountDirectory, accountsById, accountsByName } from './viewers.ts'

/** Accounts: who signs in, and what he may do where. */
export function accountsModule({ config, database, dataSource, writer, keys }: Platform) {
  const throttle = new SignInThrottle(dataSource)
  const signIn = new SignIn(dataSource, database, writer, throttle, new DeviceCookies(keys))
  const accounts = new AccountService(dataSource, writer, throttle)
  const memory = new ViewerMemory()
  // what is recorded of activities, all day long, changes nobody's account, grants or place in the tree
  writer.onCommit((action) => {
    if (!action.startsWith('activity.')) memory.forget()
  })
  return defineModule({
    name: 'accounts',
    entities: [Account, AccessGrant, Session],
    resolvers: [
      new AccountResolver(accounts, signIn, new MailSettings(database, writer, accounts)),
      new ViewerResolver(database, config.sandbox),
      new GrantResolver(),
    ],
    texts: accountTexts,
    authenticate: authenticationOf(database, memory, config.sandbox ? 'test' : 'live'),
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
    throttle,
  })
}
