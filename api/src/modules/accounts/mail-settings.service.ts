import { includes } from '../../platform/access/scope.ts'
import { type Viewer } from '../../platform/access/viewer.ts'
import { type Actor, type Transaction, type Writer } from '../../platform/database/write.ts'
import { AppError } from '../../platform/errors/app-error.ts'
import { userError } from '../../platform/errors/user-error.ts'
import { type UserError } from '../../platform/errors/user-error.type.ts'
import { type Database } from '../../platform/database/database.ts'
import { isUuid } from '../../platform/graph/reader.ts'
import { type Language } from '../../platform/i18n/language.ts'
import { maskedAddress, readMailAddress } from '../../platform/mail/mail-address.ts'
import { type ChangeAccountEmailInput, type ChangeMailSettingsInput } from './account.inputs.ts'
import { type AccountService } from './account.service.ts'
import { accountsById } from './viewers.ts'

interface Outcome {
  readonly userErrors: readonly UserError[]
}

/** Where mails reach people. Addresses are personal: the audit trail holds them masked, the log not at all. */
export class MailSettings {
  constructor(
    private readonly database: Database,
    private readonly writer: Writer,
    private readonly accounts: AccountService,
  ) {}

  /** Changes the viewer's own, with his password: what he may see will be sent there. */
  async changeOwn(actor: Actor, { currentPassword, email, mailLanguage }: ChangeMailSettingsInput): Promise<Outcome> {
    const address = email == null ? email : readMailAddress(email)
    if (email != null && address === undefined) return refused(invalid)
    const wrong = await this.accounts.passwordRefusal(actor, currentPassword)
    if (wrong !== null) return refused(wrong)
    const { accountId } = actor.viewer
    return this.writer.write(actor, 'account.changeMailSettings', {}, async (tx) => {
      await this.accounts.forgive(tx, accountId)
      await replaceMailSettings(tx, accountId, { email: address, mailLanguage })
      return { userErrors: [] }
    })
  }

  /**
   * Changes somebody else's, of whom the actor administers everything that he may see anywhere: with less, an administrator of a part would
   * have what others see sent to himself. @throws AppError NOT_FOUND
   */
  async changeOf(actor: Actor, input: ChangeAccountEmailInput): Promise<Outcome> {
    const { accountId, email } = input
    const address = email === null ? null : readMailAddress(email)
    if (address === undefined) return refused(invalid)
    // before the transaction, which should not wait for a second connection
    const account = isUuid(accountId) ? (await accountsById(this.database, [accountId])).get(accountId) : undefined
    return this.writer.write(actor, 'account.changeEmail', input, async (tx) => {
      if (account === undefined || !administers(actor.viewer, account.viewer)) throw new AppError('NOT_FOUND')
      await replaceMailSettings(tx, accountId, { email: address })
      return { userErrors: [] }
    })
  }
}

/** Puts address and language in the place of those before, where they are given, and says so in the audit trail. */
export async function replaceMailSettings(
  tx: Transaction,
  accountId: string,
  changes: { readonly email?: string | null | undefined; readonly mailLanguage?: Language | null | undefined },
): Promise<void> {
  const [before] = await tx.query<Settings>('SELECT email, mail_language AS "mailLanguage" FROM account WHERE id = $1 FOR NO KEY UPDATE', [
    accountId,
  ])
  if (before === undefined) throw new AppError('NOT_FOUND')
  const { email = before.email, mailLanguage = before.mailLanguage } = changes
  await tx.query('UPDATE account SET email = $2, mail_language = $3, version = version + 1, updated_at = now() WHERE id = $1', [
    accountId,
    email,
    mailLanguage,
  ])
  tx.audit({ entity: 'Account', entityId: accountId, before: told(before), after: told({ email, mailLanguage }) })
}

interface Settings {
  readonly email: string | null
  readonly mailLanguage: Language | null
}

function told({ email, mailLanguage }: Settings): Record<string, unknown> {
  return { email: email === null ? null : maskedAddress(email), mailLanguage }
}

function administers(actor: Viewer, other: Viewer): boolean {
  const administered = actor.scope('accounts:manage')
  // who may see nothing yet may be given something by whoever administers all
  return (
    administered.everything ||
    (other.permissions.length > 0 && other.permissions.every((permission) => includes(administered, other.scope(permission))))
  )
}

const invalid = userError('INVALID', 'account.email', { field: 'email' })

function refused(error: UserError): Outcome {
  return { userErrors: [error] }
}
