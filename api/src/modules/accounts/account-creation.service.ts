import { type Role } from '../../platform/access/permissions.ts'
import { systemViewer } from '../../platform/access/viewer.ts'
import { type Actor, type Transaction, type Writer } from '../../platform/database/write.ts'
import { userError } from '../../platform/errors/user-error.ts'
import { type UserError } from '../../platform/errors/user-error.type.ts'
import { type Database } from '../../platform/database/database.ts'
import { readMailAddress } from '../../platform/mail/mail-address.ts'
import { type OrganizationKind } from '../organizations/index.ts'
import { replaceMailSettings } from './mail-settings.service.ts'
import { hashPassword, randomPassword } from './passwords.ts'

/** What is shown once, when an account was made. */
export interface Credentials {
  readonly username: string
  readonly password: string
}

/** An account to be made, with one grant. */
export interface NewAccount {
  readonly username: string
  readonly displayName: string
  readonly role: Role
  /** Null: every tree of the kinds. */
  readonly organizationCode: string | null
  readonly kinds: readonly OrganizationKind[]
  /** Where reports are sent. */
  readonly email?: string | null
}

export interface CreationOutcome {
  readonly credentials: Credentials | null
  readonly userErrors: readonly UserError[]
}

/** The operator at the machine, on the command line and at the first start. */
const operator: Actor = { viewer: systemViewer, requestId: null, address: null }

/** Making accounts, by the operator at the machine. */
export class AccountCreation {
  constructor(
    private readonly database: Database,
    private readonly writer: Writer,
  ) {}

  /**
   * The first administrator of an installation, with the given password or one drawn at random; undefined when there are accounts already.
   * Of processes that start together, one makes him.
   */
  async createFirstAdministrator(password: string | undefined): Promise<Credentials | undefined> {
    const { rows } = await this.database.query({ text: 'SELECT FROM account LIMIT 1', values: [] })
    if (rows.length > 0) return undefined
    const credentials = { username: 'admin', password: password ?? randomPassword() }
    const passwordHash = await hashPassword(credentials.password)
    const { created } = await this.writer.write(operator, 'account.create', {}, async (tx) => {
      await tx.query('LOCK TABLE account IN SHARE ROW EXCLUSIVE MODE')
      if ((await tx.query('SELECT FROM account LIMIT 1')).length > 0) return { created: false, userErrors: [] }
      await insert(
        tx,
        { ...credentials, displayName: '系统管理员', passwordHash, mustChangePassword: false },
        { role: 'ADMINISTRATOR', organizationId: null, kinds: allKinds },
      )
      return { created: true, userErrors: [] }
    })
    return created ? credentials : undefined
  }

  /** Makes an account with a random password, which its owner is to change. */
  async create(input: NewAccount): Promise<CreationOutcome> {
    const username = input.username.trim().toLowerCase()
    if (!usernamePattern.test(username)) return refused(userError('INVALID', 'account.username', { field: 'username' }))
    const displayName = input.displayName.trim()
    if (displayName === '') return refused(userError('REQUIRED', 'account.displayName', { field: 'displayName' }))
    const email = input.email == null ? null : readMailAddress(input.email)
    if (email === undefined) return refused(userError('INVALID', 'account.email', { field: 'email' }))
    const password = randomPassword()
    const passwordHash = await hashPassword(password)
    return this.writer.write(operator, 'account.create', {}, async (tx): Promise<CreationOutcome> => {
      const organizationId = input.organizationCode === null ? null : await findOrganization(tx, input.organizationCode)
      if (organizationId === undefined) {
        return refused(
          userError('NOT_FOUND', 'account.organizationNotFound', {
            field: 'organizationCode',
            params: { code: input.organizationCode ?? '' },
          }),
        )
      }
      const account = { username, displayName, passwordHash, mustChangePassword: true, email }
      if (!(await insert(tx, account, { role: input.role, organizationId, kinds: input.kinds }))) {
        return refused(userError('ALREADY_EXISTS', 'account.usernameTaken', { field: 'username', params: { username } }))
      }
      return { credentials: { username, password }, userErrors: [] }
    })
  }

  /** Changes the mail address of the account of a name; null clears it. */
  async changeEmail(username: string, address: string | null): Promise<{ readonly userErrors: readonly UserError[] }> {
    const email = address === null ? null : readMailAddress(address)
    if (email === undefined) return { userErrors: [userError('INVALID', 'account.email', { field: 'email' })] }
    return this.writer.write(operator, 'account.changeEmail', {}, async (tx) => {
      const name = username.trim().toLowerCase()
      const [account] = await tx.query<{ id: string }>('SELECT id FROM account WHERE username = $1', [name])
      if (account === undefined)
        return { userErrors: [userError('NOT_FOUND', 'account.notFound', { field: 'username', params: { username: name } })] }
      await replaceMailSettings(tx, account.id, { email })
      return { userErrors: [] }
    })
  }
}

export const allKinds: readonly OrganizationKind[] = ['PARTY', 'UNION', 'LEAGUE', 'WOMEN', 'UNIT']

const usernamePattern = /^[a-z0-9][a-z0-9._-]{1,63}$/

interface AccountRow {
  readonly username: string
  readonly displayName: string
  readonly passwordHash: string
  readonly mustChangePassword: boolean
  readonly email?: string | null
}

interface GrantRow {
  readonly role: Role
  readonly organizationId: string | null
  readonly kinds: readonly OrganizationKind[]
}

/** False when the name is taken. */
async function insert(tx: Transaction, account: AccountRow, grant: GrantRow): Promise<boolean> {
  const [made] = await tx.query<{ id: string }>(
    `INSERT INTO account (username, display_name, password_hash, must_change_password, email) VALUES ($1, $2, $3, $4, $5) ON CONFLICT (username) DO NOTHING RETURNING id`,
    [account.username, account.displayName, account.passwordHash, account.mustChangePassword, account.email ?? null],
  )
  if (made === undefined) return false
  await tx.query('INSERT INTO access_grant (account_id, role, organization_id, kinds) VALUES ($1, $2, $3, $4)', [
    made.id,
    grant.role,
    grant.organizationId,
    grant.kinds,
  ])
  tx.audit({
    entity: 'Account',
    entityId: made.id,
    organizationId: grant.organizationId,
    after: { username: account.username, role: grant.role, kinds: grant.kinds },
  })
  return true
}

async function findOrganization(tx: Transaction, code: string): Promise<string | undefined> {
  const [found] = await tx.query<{ id: string }>('SELECT id FROM organization WHERE code = $1', [code])
  return found?.id
}

function refused(error: UserError): CreationOutcome {
  return { credentials: null, userErrors: [error] }
}
