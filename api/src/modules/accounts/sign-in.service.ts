import { type DataSource } from 'typeorm'
import { type Viewer, viewerOf } from '../../platform/access/viewer.ts'
import { type Writer } from '../../platform/database/write.ts'
import { userError } from '../../platform/errors/user-error.ts'
import { type UserError } from '../../platform/errors/user-error.type.ts'
import { type Database } from '../../platform/database/database.ts'
import { type RequestFacts } from '../../platform/http/context.ts'
import { Account } from './account.entity.ts'
import { type DeviceCookies } from './device-cookie.ts'
import { passwordMatches } from './passwords.ts'
import { giveSession, openSession } from './sessions.ts'
import { type SignInThrottle, subjectsOf } from './sign-in-throttle.ts'
import { accountOfSession } from './viewers.ts'

export type SignInOutcome =
  { readonly viewer: Viewer; readonly userErrors: readonly [] } | { readonly viewer: null; readonly userErrors: readonly UserError[] }

/**
 * Signing in. Whoever fails learns nothing of the account: an unknown name, a wrong password and a disabled account get the same answers
 * after the same work, and so does a name that is locked, whether or not anybody has it.
 */
export class SignIn {
  constructor(
    private readonly dataSource: DataSource,
    private readonly database: Database,
    private readonly writer: Writer,
    private readonly throttle: SignInThrottle,
    private readonly devices: DeviceCookies,
  ) {}

  async signIn(facts: RequestFacts, input: { readonly username: string; readonly password: string }): Promise<SignInOutcome> {
    const username = input.username.trim().toLowerCase()
    const device = this.devices.read(facts.cookies, username)
    const subjects = subjectsOf(username, facts.address, device)
    const admission = await this.throttle.admission(subjects)
    // no work for a flood: that an address is locked says nothing of any account
    if (admission === 'address-locked') return refused('LOCKED')
    const admitted = admission === 'admitted'
    const account = await this.dataSource.getRepository(Account).findOneBy({ username, kind: 'PERSON' })
    const matches = await passwordMatches(input.password, account?.passwordHash)
    if (!admitted || account === null || !matches || account.disabledAt !== null) {
      await this.recordFailure(facts, account, admitted)
      return refused(admitted ? 'BAD_CREDENTIALS' : 'LOCKED')
    }
    const session = await this.open(facts, account, subjects)
    giveSession(facts.cookies, session.token)
    if (device === undefined) this.devices.give(facts.cookies, username)
    const signedIn = await accountOfSession(this.database, session.digest)
    if (signedIn === undefined) throw new Error('A session that was just opened is not there.')
    return { viewer: signedIn.viewer, userErrors: [] }
  }

  private async open(facts: RequestFacts, account: Account, subjects: readonly string[]): Promise<{ token: string; digest: string }> {
    const viewer = viewerOf({ id: account.id, username: account.username, displayName: account.displayName, sessionId: null }, [])
    const { session } = await this.writer.write(
      { viewer, requestId: facts.requestId, address: facts.address },
      'account.signIn',
      {},
      async (tx) => {
        await this.throttle.forgive(tx, subjects)
        const opened = await openSession(tx, account.id, facts)
        tx.audit({ entity: 'Account', entityId: account.id, after: { sessionId: opened.id } })
        return { session: opened, userErrors: [] }
      },
    )
    return session
  }

  /** What was typed as a name is not recorded: often enough it is the password. */
  private async recordFailure({ requestId, address }: RequestFacts, account: Account | null, admitted: boolean): Promise<void> {
    const reason = !admitted ? 'locked' : account === null ? 'unknown' : account.disabledAt !== null ? 'disabled' : 'password'
    await this.dataSource.query(
      `INSERT INTO audit_entry (actor_id, actor_name, action, outcome, entity, entity_id, reason, request_id, address)
       VALUES ($1, $2, 'account.signIn', 'DENIED', 'Account', $1, $3, $4, $5)`,
      [account?.id ?? null, account?.displayName ?? '', reason, requestId, address],
    )
  }
}

function refused(code: 'BAD_CREDENTIALS' | 'LOCKED'): SignInOutcome {
  return { viewer: null, userErrors: [userError(code, code === 'LOCKED' ? 'account.locked' : 'account.badCredentials')] }
}
