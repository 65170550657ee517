import { type Role } from '../../platform/access/permissions.ts'
import { type Viewer, viewerOf } from '../../platform/access/viewer.ts'
import { type Database } from '../../platform/graph/reader.ts'
import { type OrganizationKind } from '../organizations/index.ts'

/** A signed-in account as its session finds it. */
export interface SignedInAccount {
  readonly viewer: Viewer
  /** Whether the session was last noted as seen more than a minute ago. */
  readonly noteDue: boolean
}

interface Row {
  readonly id: string
  readonly username: string
  readonly display_name: string
  readonly session_id: string
  readonly note_due: boolean
  readonly grants: readonly { role: Role; paths: readonly string[] | null }[]
}

/**
 * The account behind a session's digest, with what its grants come to in today's tree; undefined when the session has ended in any way.
 */
export async function accountOfSession(database: Database, tokenHash: string): Promise<SignedInAccount | undefined> {
  const { rows } = await database.query({ name: 'account-of-session', text: sessionSql, values: [tokenHash] })
  const row = rows[0] as Row | undefined
  if (row === undefined) return undefined
  const account = { id: row.id, username: row.username, displayName: row.display_name, sessionId: row.session_id }
  return { viewer: viewerOf(account, row.grants), noteDue: row.note_due }
}

/** An account with what its grants come to in today's tree, for work in its name beside the requests; undefined when it is disabled or gone. */
export async function viewerOfAccount(database: Database, accountId: string): Promise<Viewer | undefined> {
  const { rows } = await database.query({ name: 'viewer-of-account', text: accountSql, values: [accountId] })
  const row = rows[0] as Row | undefined
  return row && viewerOf({ id: row.id, username: row.username, displayName: row.display_name, sessionId: null }, row.grants)
}

/** Notes that a session is in use. */
export async function noteSeen(database: Database, sessionId: string): Promise<void> {
  await database.query({ text: 'UPDATE session SET last_seen_at = now() WHERE id = $1', values: [sessionId] })
}

export async function mustChangePassword(database: Database, accountId: string): Promise<boolean> {
  const { rows } = await database.query({ text: 'SELECT must_change_password AS due FROM account WHERE id = $1', values: [accountId] })
  return (rows as { due: boolean }[])[0]?.due ?? false
}

/** The grants of an account as they were given. */
export async function grantsOf(
  database: Database,
  accountId: string,
): Promise<{ role: Role; organizationId: string | null; kinds: OrganizationKind[] }[]> {
  const text = 'SELECT role, organization_id AS "organizationId", kinds FROM access_grant WHERE account_id = $1 ORDER BY id'
  const { rows } = await database.query({ text, values: [accountId] })
  return rows as { role: Role; organizationId: string | null; kinds: OrganizationKind[] }[]
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

/**
 * The paths of a grant: its organisation where the kind is its own; for other kinds, what the Party organisations inside lead, and the
 * units which any of those cover. Without an organisation: the roots of the kinds' trees, or null when they are all of them.
 */
const grantsSql = `granted AS (
  SELECT g.id, g.role, g.organization_id, g.kinds FROM access_grant g JOIN signed_in ON signed_in.id = g.account_id
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
SELECT signed_in.*, (
  SELECT coalesce(json_agg(json_build_object(
    'role', g.role,
    'paths', CASE WHEN g.organization_id IS NULL AND cardinality(g.kinds) = 5 THEN NULL
                  ELSE (SELECT coalesce(json_agg(r.path), '[]'::json) FROM reached r WHERE r.id = g.id) END
  )), '[]'::json) FROM granted g
) AS grants
FROM signed_in`

const sessionSql = `
WITH signed_in AS (
  SELECT a.id, a.username, a.display_name, s.id AS session_id, s.last_seen_at < now() - interval '1 minute' AS note_due
  FROM session s JOIN account a ON a.id = s.account_id
  WHERE s.token_hash = $1 AND ${alive} AND a.disabled_at IS NULL
), ${grantsSql}`

const accountSql = `
WITH signed_in AS (
  SELECT a.id, a.username, a.display_name, NULL AS session_id, false AS note_due FROM account a WHERE a.id = $1 AND a.disabled_at IS NULL
), ${grantsSql}`
