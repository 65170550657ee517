import { type DataSource } from 'typeorm'
import { clientScopes, type Permission } from '../../platform/access/permissions.ts'
import { type Viewer } from '../../platform/access/viewer.ts'
import { type Writer } from '../../platform/database/write.ts'
import { type Database } from '../../platform/database/database.ts'
import {
  accountOfBearer,
  bearerDigest,
  type KeyEnvironment,
  looksLikeKey,
  newAccessToken,
  plainAddress,
  type SignInThrottle,
  subjectsOfClient,
} from '../accounts/index.ts'
import { invalidClient, OAuthError, type TokenRequest } from './oauth-request.ts'

/** Of RFC 6749 §5.1. */
export interface IssuedToken {
  readonly access_token: string
  readonly token_type: 'Bearer'
  readonly expires_in: number
  readonly scope: string
}

interface Asked extends TokenRequest {
  readonly requestId: string
  readonly address: string
}

interface Parts {
  readonly dataSource: DataSource
  readonly database: Database
  readonly writer: Writer
  readonly throttle: SignInThrottle
  readonly environment: KeyEnvironment
}

/**
 * Exchanges a client's key for a short token. Tokens are drawn, not signed: each is looked up with its key and its client whenever it comes, so
 * whatever ends one of them ends the token.
 */
export class TokenIssue {
  constructor(private readonly parts: Parts) {}

  /** @throws OAuthError */
  async issue(asked: Asked): Promise<IssuedToken> {
    const { throttle } = this.parts
    const subjects = subjectsOfClient(clientIdPattern.test(asked.clientId) ? asked.clientId : '', asked.address)
    const locked = await throttle.lockedFor(subjects)
    if (locked > 0) throw new OAuthError('slow_down', 429, 'Too many failures in a row.', locked)
    const viewer = await this.clientOf(asked)
    if (viewer === undefined) {
      // a secret of 256 bits is not guessed between the look and the count
      await throttle.admission(subjects)
      await this.recordFailure(asked)
      throw invalidClient()
    }
    const scopes = narrowed(viewer, asked.scopes)
    const token = newAccessToken()
    const seconds = await this.keep(viewer, asked, token, asked.scopes === null ? null : scopes)
    if (seconds === undefined)
      throw new OAuthError('slow_down', 429, `A key has ${mostLive} live tokens at most: use a token until it expires.`, 60)
    return { access_token: token, token_type: 'Bearer', expires_in: seconds, scope: scopes.join(' ') }
  }

  private async clientOf({ clientId, secret, address }: Asked): Promise<Viewer | undefined> {
    if (!looksLikeKey(secret, this.parts.environment)) return undefined
    const account = await accountOfBearer(this.parts.database, bearerDigest(secret), plainAddress(address))
    return account?.viewer.username === clientId ? account.viewer : undefined
  }

  /** The seconds that the token lives; undefined where the key has as many as it may have. */
  private async keep(
    viewer: Viewer,
    { requestId, address }: Asked,
    token: string,
    scopes: readonly string[] | null,
  ): Promise<number | undefined> {
    const { seconds } = await this.parts.writer.write({ viewer, requestId, address }, 'oauth.token', {}, async (tx) => {
      const [kept] = await tx.query<{ seconds: number }>(keepSql, [bearerDigest(token), viewer.keyId, scopes, lifeSeconds, mostLive])
      if (kept !== undefined) tx.audit({ entity: 'ApiClient', entityId: viewer.accountId, after: { keyId: viewer.keyId, scopes } })
      return { seconds: kept?.seconds, userErrors: [] }
    })
    return seconds
  }

  private async recordFailure({ clientId, requestId, address }: Asked): Promise<void> {
    await this.parts.dataSource.query(
      `INSERT INTO audit_entry (actor_id, actor_name, action, outcome, entity, entity_id, request_id, address)
       SELECT known.id, coalesce(known.display_name, ''), 'oauth.token', 'DENIED', 'ApiClient', known.id, $2, $3
       FROM (SELECT) AS attempt LEFT JOIN account known ON known.username = $1 AND known.kind = 'CLIENT'`,
      [clientId.slice(0, 64), requestId, address],
    )
  }
}

const clientIdPattern = /^[a-z0-9][a-z0-9._-]{1,63}$/
const lifeSeconds = 15 * 60
const mostLive = 100

const keepSql = `
INSERT INTO access_token (token_hash, key_id, scopes, expires_at)
SELECT $1, k.id, $3, least(now() + make_interval(secs => $4), k.expires_at)
FROM api_key k WHERE k.id = $2 AND (SELECT count(*) FROM access_token t WHERE t.key_id = k.id AND t.expires_at > now()) < $5
RETURNING greatest(floor(extract(epoch FROM expires_at - now())), 0)::int AS seconds`

/** @throws OAuthError for what does not exist and for what the client does not have; the two look the same */
function narrowed(viewer: Viewer, scopes: readonly string[] | null): readonly Permission[] {
  if (scopes === null) return viewer.permissions
  const wanted = clientScopes.filter((scope) => scopes.includes(scope) && viewer.can(scope))
  if (wanted.length < new Set(scopes).size)
    throw new OAuthError('invalid_scope', 400, 'The client does not have every scope that it asks for.')
  return wanted
}

/** Removes the tokens whose time has been over for an hour. */
export async function removeExpiredTokens(dataSource: DataSource): Promise<void> {
  await dataSource.query(`DELETE FROM access_token WHERE expires_at < now() - interval '1 hour'`)
}
