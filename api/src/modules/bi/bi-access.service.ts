import { randomBytes } from 'node:crypto'
import { systemViewer } from '../../platform/access/viewer.ts'
import { type Actor, type Transaction, type Writer } from '../../platform/database/write.ts'
import { userError } from '../../platform/errors/user-error.ts'
import { type UserError } from '../../platform/errors/user-error.type.ts'
import { type Database } from '../../platform/database/database.ts'
import { scramVerifier } from './scram.ts'

/** What a BI tool is to see. */
export interface BiGrant {
  readonly name: string
  /** Codes; empty for everything. */
  readonly organizations: readonly string[]
  readonly everything: boolean
  readonly persons: boolean
  /** Draws another password for a role that there is. */
  readonly newPassword: boolean
}

export interface BiRole {
  readonly role: string
  readonly organizations: readonly string[]
  readonly everything: boolean
  readonly persons: boolean
  readonly createdAt: Date
}

interface Granted {
  readonly role: string | null
  /** Where a tool finds the views. */
  readonly schema: string | null
  readonly made: boolean
  readonly userErrors: readonly UserError[]
}

/** The operator at the machine: roles of the database are his affair. */
const operator: Actor = { viewer: systemViewer, requestId: null, address: null }

const namePattern = /^[a-z][a-z0-9_]{1,40}$/

/**
 * Roles of the database for BI tools: each reads the documented views, of some organisations, with or without persons, and nothing else. The views
 * ask who signed in, so taking a grant away is felt by the next statement.
 */
export class BiAccess {
  constructor(
    private readonly database: Database,
    private readonly writer: Writer,
    private readonly smallestGroup: number,
  ) {}

  /** Makes a role or changes what it sees; the password is told this once. */
  async grant(input: BiGrant): Promise<Granted & { readonly password: string | null }> {
    const problem = problemOf(input)
    if (problem !== undefined) return { role: null, schema: null, made: false, password: null, userErrors: [problem] }
    const role = roleOf(input.name)
    const password = randomBytes(24).toString('base64url')
    const outcome = await this.writer.write(operator, 'bi.grant', {}, async (tx): Promise<Granted> => {
      const organizations = await organizationsOf(tx, input.organizations)
      const missing = input.organizations.filter((code) => !organizations.has(code))
      if (missing.length > 0) return refused(userError('NOT_FOUND', 'bi.organization', { params: { code: missing[0]! } }))
      const [known] = await tx.query('SELECT FROM bi_role WHERE role_name = $1 FOR UPDATE', [role])
      const [taken] = await tx.query('SELECT FROM pg_roles WHERE rolname = $1', [role])
      // a role that somebody else made may be able to do anything
      if (known === undefined && taken !== undefined) return refused(userError('ALREADY_EXISTS', 'bi.roleTaken', { params: { role } }))
      await tx.query(upsertSql, [role, input.everything, input.persons, Math.max(1, this.smallestGroup)])
      await tx.query('DELETE FROM bi_role_organization WHERE role_name = $1', [role])
      await tx.query('INSERT INTO bi_role_organization (role_name, organization_id) SELECT $1, unnest($2::uuid[])', [
        role,
        [...organizations.values()],
      ])
      const statements = await tx.query<{ schema: string; text: string }>(
        known === undefined ? makeSql : input.newPassword ? renewSql : changeSql,
        [role, ...(known === undefined || input.newPassword ? [scramVerifier(password)] : [])],
      )
      for (const { text } of statements) await tx.query(text)
      for (const { text } of await tx.query<{ text: string }>(privilegesSql, [role, input.persons])) await tx.query(text)
      const { organizations: codes, everything, persons } = input
      tx.audit({ entity: 'BiRole', entityId: null, after: { role, organizations: codes, everything, persons } })
      return { role, schema: statements[0]!.schema, made: known === undefined, userErrors: [] }
    })
    const told = outcome.userErrors.length === 0 && (outcome.made || input.newPassword)
    return { ...outcome, password: told ? password : null }
  }

  /** Takes everything away from a role, ends its sessions, and drops it. False where there is none of this name. */
  async revoke(name: string): Promise<boolean> {
    const role = roleOf(name)
    const { found } = await this.writer.write(operator, 'bi.revoke', {}, async (tx) => {
      const [known] = await tx.query('SELECT FROM bi_role WHERE role_name = $1 FOR UPDATE', [role])
      if (known === undefined) return { found: false, userErrors: [] }
      await tx.query('DELETE FROM bi_role WHERE role_name = $1', [role])
      for (const { text } of await tx.query<{ text: string }>(dropSql, [role])) await tx.query(text)
      tx.audit({ entity: 'BiRole', entityId: null, before: { role } })
      return { found: true, userErrors: [] }
    })
    return found
  }

  async list(): Promise<BiRole[]> {
    const { rows } = await this.database.query({ text: listSql, values: [] })
    return rows as BiRole[]
  }
}

/** Its name says what a role is for, and keeps it apart from those of people. */
function roleOf(name: string): string {
  return `bi_${name}`
}

function problemOf({ name, organizations, everything }: BiGrant): UserError | undefined {
  if (!namePattern.test(name)) return userError('INVALID', 'bi.name', { field: 'name' })
  return everything === organizations.length > 0 ? userError('REQUIRED', 'bi.where', { field: 'organizations' }) : undefined
}

function refused(error: UserError): Granted {
  return { role: null, schema: null, made: false, userErrors: [error] }
}

async function organizationsOf(tx: Transaction, codes: readonly string[]): Promise<Map<string, string>> {
  const rows = await tx.query<{ code: string; id: string }>(
    'SELECT code, id FROM organization WHERE code = ANY ($1) AND dissolved_on IS NULL',
    [codes],
  )
  return new Map(rows.map(({ code, id }) => [code, id]))
}

const upsertSql = `
INSERT INTO bi_role (role_name, everything, persons, step) VALUES ($1, $2, $3, $4)
ON CONFLICT (role_name) DO UPDATE SET everything = $2, persons = $3, step = $4`

/** The schema of the views, beside the bureau's own, as the migration made it. */
const beside = `SELECT CASE current_schema() WHEN 'public' THEN 'bi' ELSE current_schema() || '_bi' END AS schema`

/** What a role may spend: a tool cannot hold up the bureau's own work. The limits of time and writing are what a session begins with. */
const settings = `(VALUES
  ('default_transaction_read_only', 'on'), ('statement_timeout', '60s'), ('idle_in_transaction_session_timeout', '60s'), ('lock_timeout', '5s'), ('work_mem', '16MB')
) AS s (name, value)`

const settingsSql = `
SELECT b.schema, format('ALTER ROLE %I IN DATABASE %I SET %s = %L', $1::text, current_database(), s.name, s.value) AS text FROM beside b, ${settings}
UNION ALL SELECT b.schema, format('ALTER ROLE %I IN DATABASE %I SET search_path = %I', $1::text, current_database(), b.schema) FROM beside b
UNION ALL SELECT b.schema, format('GRANT CONNECT ON DATABASE %I TO %I', current_database(), $1::text) FROM beside b
UNION ALL SELECT b.schema, format('GRANT USAGE ON SCHEMA %I TO %I', b.schema, $1::text) FROM beside b`

const changeSql = `WITH beside AS (${beside}) ${settingsSql}`

const makeSql = `WITH beside AS (${beside})
SELECT b.schema, format('CREATE ROLE %I LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOINHERIT NOREPLICATION NOBYPASSRLS CONNECTION LIMIT 5 PASSWORD %L', $1::text, $2::text) AS text FROM beside b
UNION ALL ${settingsSql}`

const renewSql = `WITH beside AS (${beside})
SELECT b.schema, format('ALTER ROLE %I PASSWORD %L', $1::text, $2::text) AS text FROM beside b
UNION ALL ${settingsSql}`

/** Views of persons are not even looked at without the right: their plan would tell about how many there are. */
const privilegesSql = `WITH beside AS (${beside}), views AS (
  SELECT b.schema, c.relname, c.relname IN ('members', 'memberships', 'attendances') AS of_persons
  FROM beside b JOIN pg_namespace n ON n.nspname = b.schema JOIN pg_class c ON c.relnamespace = n.oid AND c.relkind = 'v'
)
SELECT format(CASE WHEN of_persons AND NOT $2::boolean THEN 'REVOKE ALL ON %I.%I FROM %I' ELSE 'GRANT SELECT ON %I.%I TO %I' END, schema, relname, $1::text) AS text FROM views`

/**
 * Whoever drops a role must be one of its members, the server's owner apart. Its sessions end first: what they have made for themselves would
 * hold the role.
 */
const dropSql = `
SELECT format('GRANT %I TO CURRENT_USER', $1::text) AS text
UNION ALL SELECT format('SELECT pg_terminate_backend(pid, 2000) FROM pg_stat_activity WHERE usename = %L', $1::text)
UNION ALL SELECT format('DROP OWNED BY %I', $1::text)
UNION ALL SELECT format('DROP ROLE %I', $1::text)`

const listSql = `
SELECT r.role_name::text AS role, r.everything, r.persons, r.created_at AS "createdAt",
  (SELECT coalesce(array_agg(o.code ORDER BY o.code), '{}') FROM bi_role_organization b JOIN organization o ON o.id = b.organization_id WHERE b.role_name = r.role_name) AS organizations
FROM bi_role r ORDER BY r.role_name`
