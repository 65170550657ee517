import { createHash, randomBytes } from 'node:crypto'
import { type OpenTransaction } from '../../platform/database/open-transaction.ts'
import { type Cookies, type RequestFacts } from '../../platform/http/context.ts'
import { sessionLife } from './viewers.ts'

const cookieName = 'qizhi_session'

/** Browsers and programs that may be signed in to one account; the one unused longest makes room. */
const mostSessions = 20

/** What is kept of a token. It has 256 bits of chance, so a plain digest is enough. */
export function digestOf(token: string): string {
  return createHash('sha256').update(token).digest('hex')
}

/** The token of the session that a request names. */
export function sessionToken(cookies: Cookies): string | undefined {
  return cookies.get(cookieName)
}

/** A new session of an account, in place of the one that the request came with; returns its digest. Its token leaves in a cookie and is kept nowhere. */
export async function openSession(
  tx: OpenTransaction,
  accountId: string,
  { cookies, address, userAgent }: RequestFacts,
): Promise<{ id: string; token: string; digest: string }> {
  const before = sessionToken(cookies)
  if (before !== undefined) await endSessionOfDigest(tx, digestOf(before))
  // two who sign in at once would not see each other's session
  await tx.query('SELECT FROM account WHERE id = $1 FOR NO KEY UPDATE', [accountId])
  await tx.query(`DELETE FROM session WHERE account_id = $1 AND expires_at < now() - interval '30 days'`, [accountId])
  const token = randomBytes(32).toString('base64url')
  const digest = digestOf(token)
  const [session] = await tx.query<{ id: string }>(
    `INSERT INTO session (token_hash, account_id, expires_at, address, user_agent) VALUES ($1, $2, now() + $3::interval, $4, $5) RETURNING id`,
    [digest, accountId, sessionLife.absolute, address, userAgent],
  )
  await tx.query(
    `UPDATE session SET revoked_at = now() WHERE id IN (
       SELECT id FROM session WHERE account_id = $1 AND revoked_at IS NULL AND expires_at > now() ORDER BY last_seen_at DESC, id DESC OFFSET $2)`,
    [accountId, mostSessions],
  )
  return { id: session!.id, token, digest }
}

/** Puts a session's token into the browser. */
export function giveSession(cookies: Cookies, token: string): void {
  cookies.set(cookieName, token, sessionLife.absoluteSeconds)
}

export function takeSession(cookies: Cookies): void {
  cookies.clear(cookieName)
}

async function endSessionOfDigest(tx: OpenTransaction, digest: string): Promise<void> {
  await tx.query('UPDATE session SET revoked_at = now() WHERE token_hash = $1 AND revoked_at IS NULL', [digest])
}

/** Ends one session of an account; false when it has no such open session. */
export async function endSession(tx: OpenTransaction, accountId: string, sessionId: string): Promise<boolean> {
  const ended = await tx.query(
    'UPDATE session SET revoked_at = now() WHERE id = $1 AND account_id = $2 AND revoked_at IS NULL RETURNING id',
    [sessionId, accountId],
  )
  return ended.length > 0
}

/** Ends every session of an account but one. */
export async function endOtherSessions(tx: OpenTransaction, accountId: string, exceptId: string | null): Promise<void> {
  await tx.query(
    'UPDATE session SET revoked_at = now() WHERE account_id = $1 AND revoked_at IS NULL AND id IS DISTINCT FROM $2::uuid',
    [accountId, exceptId],
  )
}
