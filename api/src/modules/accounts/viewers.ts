import { type Role } from '../../platform/access/permissions.ts'
import { type ResolvedGrant, type Viewer, viewerOf } from '../../platform/access/viewer.ts'
import { type Database } from '../../platform/database/database.ts'
import { type Language } from '../../platform/i18n/language.ts'
import { escapeLike, type OrganizationKind } from '../organizations/index.ts'

/** An account as its session, key or token finds it. */
export interface SignedInAccount {
  readonly viewer: Viewer
  /** Whether the session or key was last noted as used more than a minute ago. */
  readonly noteDue: boolean
}

interface Row {
  readonly id: string
  readonly username: string
  readonly display_name: string
  readonly session_id: string | null
  readonly key_id: string | null
  /** What a token was narrowed to; null for all that its client may. */
  readonly narrowed_to: readonly string[] | null
  readonly note_due: boolean
  readonly grants: readonly ResolvedGrant[]
}

/**
 * The account behind a session's digest, with what its grants come to in today's tree; undefined when the session has ended in any way.
 */
export async function accountOfSession(database: Database, tokenHash: string): Promise<SignedInAccount | undefined> {
  const { rows } = await database.query({ name: 'account-of-session', text: sessionSql, values: [tokenHash] })
  return signedInAccount(rows[0] as Row | undefined)
}

/**
 * The client behind the digest of a key or token that comes from this address; undefined for one that is unknown, expired, revoked, of a
 * disabled client or from elsewhere, all by the same statement.
 */
export async function accountOfBearer(database: Database, digest: string, address: string): Promise<SignedInAccount | undefined> {
  const { rows } = await database.query({ name: 'account-of-bearer', text: bearerSql, values: [digest, address] })
  return signedInAccount(rows[0] as Row | undefined)
}

function signedInAccount(row: Row | undefined): SignedInAccount | undefined {
  if (row === undefined) return undefined
  const account = { id: row.id, username: row.username, displayName: row.display_name, sessionId: row.session_id, keyId: row.key_id }
  return { viewer: viewerOf(account, row.grants, row.narrowed_to), noteDue: row.note_due }
}

/** An account as others deal with it: what it may do in today's tree, whether or not it is signed in. */
export interface KnownAccount {
  readonly viewer: Viewer
  readonly disabled: boolean
  readonly email: string | null
  /** The language of its mails. */
  readonly language: Language
}

/** Finds accounts, for those who deal with them while they are not signed in. */
export interface AccountDirectory {
  /** The accounts of these ids that there are, by id. */
  byId(ids: readonly string[]): Promise<ReadonlyMap<string, KnownAccount>>
  /** Accounts in use by part of their name, at most so many. */
  byName(text: string, most: number): Promise<KnownAccount[]>
}

interface KnownRow extends Pick<Row, 'id' | 'username' | 'display_name' | 'grants'> {
  readonly disabled: boolean
  readonly email: string | null
  readonly mail_language: Language | null
}

/** The accounts of these ids that there are, by id. */
export async function accountsById(database: Database, ids: readonly string[]): Promise<ReadonlyMap<string, KnownAccount>> {
  const { rows } = await database.query({ name: 'accounts-by-id', text: accountsSql, values: [ids] })
  return new Map((rows as KnownRow[]).map((row) => [row.id, knownAccount(row)]))
}

/** Persons' accounts in use whose display name or username holds a text, by display name, at most so many; some of all without a text. */
export async function accountsByName(database: Database, text: string, most: number): Promise<KnownAccount[]> {
  const { rows } = await database.query({ name: 'accounts-by-name', text: accountIdsByNameSql, values: [`%${escapeLike(text)}%`, most] })
  const ids = (rows as { id: string }[]).map(({ id }) => id)
  const known = await accountsById(database, ids)
  return ids.flatMap((id) => known.get(id) ?? [])
}

const accountIdsByNameSql = `
SELECT id FROM account WHERE kind = 'PERSON' AND disabled_at IS NULL AND (display_name ILIKE $1 OR username ILIKE $1) ORDER BY display_name, id LIMIT $2`

function knownAccount({ id, username, display_name, disabled, email, mail_language, grants }: KnownRow): KnownAccount {
  const viewer = viewerOf({ id, username, displayName: display_name, sessionId: null }, grants)
  return { viewer, disabled, email, language: mail_language ?? 'zh-CN' }
}

/** Notes that a session is in use. */
export async function noteSeen(database: Database, sessionId: string): Promise<void> {
  await database.query({ text: 'UPDATE session SET last_seen_at = now() WHERE id = $1', values: [sessionId] })
}

/** Notes that a key is in use; of many requests at once, one writes. */
export async function noteKeyUse(database: Database, keyId: string, address: string): Promise<void> {
  await database.query({ text: keyUseSql, values: [keyId, address] })
}

export async function mustChangePassword(database: Database, accountId: string): Promise<boolean> {
  const { rows } = await database.query({ text: 'SELECT must_change_password AS due FROM account WHERE id = $1', values: [accountId] })
  return (rows as { due: boolean }[])[0]?.due ?? false
}

export async function mailSettingsOf(
  database: Database,
  accountId: string,
): Promise<{ email: string | null; mailLanguage: Language | null }> {
  const text = 'SELECT email, mail_language AS "mailLanguage" FROM account WHERE id = $1'
  const { rows } = await database.query({ text, values: [accountId] })
  return (rows as { email: string | null; mailLanguage: Language | null }[])[0] ?? { email: null, mailLanguage: null }
}

/** The grants of an account as they were given. */
export async function grantsOf(database: Database, accountId: string): Promise<GivenGrant[]> {
  const text = 'SELECT role, scopes, organization_id AS "organizationId", kinds FROM access_grant WHERE account_id = $1 ORDER BY id'
  const { rows } = await database.query({ text, values: [accountId] })
  return rows as GivenGrant[]
}

interface GivenGrant {
  readonly role: Role | null
  readonly scopes: readonly string[] | null
  readonly organizationId: string | null
  readonly kinds: OrganizationKind[]
}

/** The sessions of an account that still live. */
export async function openSessionsOf(
  database: Database,
  accountId: string,
): Promise<{ id: string; createdAt: Date; lastSeenAt: Date; userAgent: string | null }[]> {
  const { rows } = await database.query({ text: openSessionsSql, values: [accountId] })
  return rows as { id: string; createdAt: Date; lastSeenAt: Date; userAgent: string | null }[]
}

/** How long a session lives without being used, and altogether. */
export const sessionLife = { idle: '30 minutes', absolute: '12 hours', absoluteSeconds: 12 * 3600 } as const

const alive = `s.revoked_at IS NULL AND s.expires_at > now() AND s.last_seen_at > now() - interval '${sessionLife.idle}'`

const openSessionsSql = `
SELECT s.id, s.created_at AS "createdAt", s.last_seen_at AS "lastSeenAt", s.user_agent AS "userAgent"
FROM session s WHERE s.account_id = $1 AND ${alive} ORDER BY s.last_seen_at DESC, s.id DESC`

const keyUseSql = `
INSERT INTO api_key_use AS u (key_id, last_used_at, address) VALUES ($1, now(), $2)
ON CONFLICT (key_id) DO UPDATE SET last_used_at = now(), address = $2 WHERE u.last_used_at < now() - interval '1 minute'`

/**
 * The paths of a grant: its organisation where the kind is its own; for other kinds, what the Party organisations inside lead, and the
 * units which any of those cover. Without an organisation: the roots of the kinds' trees, or null when they are all of them.
 */
const reach = `granted AS (
  SELECT g.id, g.account_id, g.role, g.scopes, g.organization_id, g.kinds FROM access_grant g JOIN asking ON asking.id = g.account_id
), anchored AS (
  SELECT g.id, g.kinds, p.path, p.kind FROM granted g JOIN organization_placement p ON p.organization_id = g.organization_id AND upper_inf(p.valid)
), inside AS (
  SELECT a.id, a.kinds, p.organization_id
  FROM anchored a JOIN organization_placement p ON upper_inf(p.valid) AND p.path >= a.path AND p.path < a.path || '0'
  WHERE NOT a.kinds <@ ARRAY[a.kind]
), led AS (
  SELECT DISTINCT i.id, i.kinds, p.path, p.kind
  FROM inside i
  JOIN organization_link l ON l.type = 'LED_BY' AND l.to_id = i.organization_id AND upper_inf(l.valid)
  JOIN organization_placement p ON p.organization_id = l.from_id AND upper_inf(p.valid)
), covered AS (
  SELECT DISTINCT server.id, p.path
  FROM (
    SELECT id, kinds, organization_id FROM inside
    UNION
    SELECT led.id, led.kinds, p.organization_id FROM led JOIN organization_placement p ON upper_inf(p.valid) AND p.path >= led.path AND p.path < led.path || '0'
  ) server
  JOIN organization_link l ON l.type = 'COVERS' AND l.from_id = server.organization_id AND upper_inf(l.valid)
  JOIN organization_placement p ON p.organization_id = l.to_id AND upper_inf(p.valid)
  WHERE 'UNIT' = ANY (server.kinds)
), reached AS (
  SELECT id, path FROM anchored WHERE kind = ANY (kinds)
  UNION
  SELECT id, path FROM led WHERE kind = ANY (kinds)
  UNION
  SELECT id, path FROM covered
  UNION
  SELECT g.id, p.path FROM granted g JOIN organization_placement p ON upper_inf(p.valid) AND p.parent_id IS NULL AND p.kind = ANY (g.kinds) WHERE g.organization_id IS NULL
)
SELECT asking.*, (
  SELECT coalesce(json_agg(json_build_object(
    'role', g.role,
    'scopes', g.scopes,
    'paths', CASE WHEN g.organization_id IS NULL AND cardinality(g.kinds) = 5 THEN NULL
                  ELSE (SELECT coalesce(json_agg(r.path), '[]'::json) FROM reached r WHERE r.id = g.id) END
  )), '[]'::json) FROM granted g WHERE g.account_id = asking.id
) AS grants
FROM asking`

const sessionSql = `
WITH asking AS (
  SELECT a.id, a.username, a.display_name, s.id AS session_id, NULL::uuid AS key_id, NULL::text[] AS narrowed_to,
         s.last_seen_at < now() - interval '1 minute' AS note_due
  FROM session s JOIN account a ON a.id = s.account_id
  WHERE s.token_hash = $1 AND ${alive} AND a.disabled_at IS NULL
), ${reach}`

const bearerSql = `
WITH asking AS (
  SELECT a.id, a.username, a.display_name, NULL::uuid AS session_id, k.id AS key_id, bearer.scopes AS narrowed_to,
         coalesce(u.last_used_at < now() - interval '1 minute', true) AS note_due
  FROM (
    SELECT id, NULL::text[] AS scopes FROM api_key WHERE key_hash = $1
    UNION ALL
    SELECT key_id, scopes FROM access_token WHERE token_hash = $1 AND expires_at > now()
  ) bearer
  JOIN api_key k ON k.id = bearer.id AND k.revoked_at IS NULL AND k.expires_at > now()
  JOIN api_client c ON c.id = k.client_id AND (c.addresses IS NULL OR $2::inet <<= ANY (c.addresses))
  JOIN account a ON a.id = c.id AND a.disabled_at IS NULL
  LEFT JOIN api_key_use u ON u.key_id = k.id
), ${reach}`

const accountsSql = `
WITH asking AS (
  SELECT a.id, a.username, a.display_name, a.disabled_at IS NOT NULL AS disabled, a.email, a.mail_language FROM account a WHERE a.id = ANY ($1::uuid[])
), ${reach}`
