import { type DataSource } from 'typeorm'
import { type Actor, type Transaction, type Writer } from '../../platform/database/write.ts'
import { AppError } from '../../platform/errors/app-error.ts'
import { userError } from '../../platform/errors/user-error.ts'
import { type UserError } from '../../platform/errors/user-error.type.ts'
import { isUuid } from '../../platform/graph/reader.ts'
import { Account } from './account.entity.ts'
import { hashPassword, passwordMatches, passwordProblem } from './passwords.ts'
import { endOtherSessions, endSession } from './sessions.ts'
import { type SignInThrottle } from './sign-in-throttle.ts'

interface Outcome {
  readonly userErrors: readonly UserError[]
}

/** What people do with their own accounts. */
export class AccountService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly writer: Writer,
    private readonly throttle: SignInThrottle,
  ) {}

  /** Changes the viewer's own password; his other sessions end. */
  async changePassword(actor: Actor, input: { readonly currentPassword: string; readonly newPassword: string }): Promise<Outcome> {
    const { accountId, username, sessionId } = actor.viewer
    const problem =
      passwordProblem(input.newPassword, username) ?? (input.newPassword === input.currentPassword ? 'account.samePassword' : undefined)
    if (problem !== undefined) return refused(userError('INVALID', problem, { field: 'newPassword' }))
    const wrong = await this.passwordRefusal(actor, input.currentPassword)
    if (wrong !== null) return refused(wrong)
    const passwordHash = await hashPassword(input.newPassword)
    return this.writer.write(actor, 'account.changePassword', {}, async (tx) => {
      await this.forgive(tx, accountId)
      await tx.query('UPDATE account SET password_hash = $2, must_change_password = false, version = version + 1 WHERE id = $1', [accountId, passwordHash])
      await endOtherSessions(tx, accountId, sessionId)
      tx.audit({ entity: 'Account', entityId: accountId })
      return { userErrors: [] }
    })
  }

  /** Why this is not the viewer's password; null where it is, and whoever goes on forgives the failures before it in his transaction. */
  async passwordRefusal({ viewer: { accountId } }: Actor, password: string): Promise<UserError | null> {
    // whoever found an unlocked screen may not guess at leisure either
    if ((await this.throttle.admission([subjectOf(accountId)])) !== 'admitted') return userError('LOCKED', 'account.locked')
    const account = await this.dataSource.getRepository(Account).findOneByOrFail({ id: accountId })
    if (await passwordMatches(password, account.passwordHash)) return null
    return userError('BAD_CREDENTIALS', 'account.currentPassword', { field: 'currentPassword' })
  }

  forgive(tx: Transaction, accountId: string): Promise<void> {
    return this.throttle.forgive(tx, [subjectOf(accountId)])
  }

  /** Ends one of the viewer's own sessions. @throws AppError NOT_FOUND */
  async revokeSession(actor: Actor, input: { readonly sessionId: string; readonly idempotencyKey?: string | null }): Promise<Outcome> {
    return this.writer.write(actor, 'account.revokeSession', input, async (tx) => {
      if (!isUuid(input.sessionId) || !(await endSession(tx, actor.viewer.accountId, input.sessionId)))
        throw new AppError('NOT_FOUND')
      tx.audit({ entity: 'Account', entityId: actor.viewer.accountId, after: { endedSessionId: input.sessionId } })
      return { userErrors: [] }
    })
  }

  /** Ends the session that the request came with, if any. */
  async signOut(actor: Actor): Promise<void> {
    const { accountId, sessionId } = actor.viewer
    if (sessionId === null) return
    await this.writer.write(actor, 'account.signOut', {}, async (tx) => {
      await endSession(tx, accountId, sessionId)
      tx.audit({ entity: 'Account', entityId: accountId, after: { endedSessionId: sessionId } })
      return { userErrors: [] }
    })
  }
}

function subjectOf(accountId: string): string {
  return `password:${accountId}`
}

function refused(error: UserError): Outcome {
  return { userErrors: [error] }
}
