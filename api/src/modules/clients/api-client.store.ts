import { type Viewer } from '../../platform/access/viewer.ts'
import { covers } from '../../platform/access/scope.ts'
import { type Transaction } from '../../platform/database/write.ts'
import { AppError } from '../../platform/errors/app-error.ts'
import { isUuid } from '../../platform/graph/reader.ts'
import { accountsById, bearerDigest } from '../accounts/index.ts'
import { type OrganizationKind } from '../organizations/index.ts'

/** A grant as it is given. */
export interface ClientGrant {
  readonly scopes: readonly string[]
  readonly organizationId: string | null
  readonly kinds: readonly OrganizationKind[]
}

/** A client as its use cases see it once it is locked. */
export interface LockedClient {
  readonly id: string
  readonly clientId: string
  readonly name: string
  readonly description: string | null
  readonly addresses: readonly string[] | null
  readonly disabled: boolean
  readonly version: number
  readonly grants: readonly ClientGrant[]
}

/** A key that is live. */
export interface LiveKey {
  readonly id: string
  readonly prefix: string
}

/** Locks a client that the actor manages. @throws AppError NOT_FOUND for an unknown one and for one that reaches beyond him; the two look the same */
export async function lockClient(tx: Transaction, id: string): Promise<LockedClient> {
  const [client] = isUuid(id)
    ? await tx.query<Omit<LockedClient, 'grants'>>(
        `SELECT a.id, a.username AS "clientId", a.display_name AS name, c.description, c.addresses::text[] AS addresses, a.disabled_at IS NOT NULL AS disabled, a.version
         FROM api_client c JOIN account a ON a.id = c.id WHERE c.id = $1 FOR NO KEY UPDATE OF a`,
        [id],
      )
    : []
  if (client === undefined) throw new AppError('NOT_FOUND')
  const grants = await tx.query<ClientGrant & { path: string | null }>(
    `SELECT g.scopes, g.organization_id AS "organizationId", g.kinds, p.path
     FROM access_grant g LEFT JOIN organization_placement p ON p.organization_id = g.organization_id AND upper_inf(p.valid) WHERE g.account_id = $1 ORDER BY g.id`,
    [id],
  )
  const managed = tx.actor.viewer.scope('clients:manage')
  if (!grants.every(({ path }) => (path === null ? managed.everything : covers(managed, path)))) throw new AppError('NOT_FOUND')
  return { ...client, grants: grants.map(({ scopes, organizationId, kinds }) => ({ scopes, organizationId, kinds })) }
}

/** Locks the client of a key. @throws AppError NOT_FOUND */
export async function lockClientOfKey(tx: Transaction, keyId: string): Promise<LockedClient> {
  const [key] = isUuid(keyId) ? await tx.query<{ client: string }>('SELECT client_id AS client FROM api_key WHERE id = $1', [keyId]) : []
  if (key === undefined) throw new AppError('NOT_FOUND')
  return lockClient(tx, key.client)
}

/** What a client may do now, as the statement that lets it in finds it. */
export async function viewerOfClient(tx: Transaction, id: string): Promise<Viewer> {
  const found = (await accountsById(tx.database, [id])).get(id)
  if (found === undefined) throw new AppError('NOT_FOUND')
  return found.viewer
}

/** The id of a new client; undefined where its name is taken. */
export async function insertClient(
  tx: Transaction,
  { clientId, name, description, addresses }: Pick<LockedClient, 'clientId' | 'name' | 'description' | 'addresses'>,
): Promise<string | undefined> {
  const [made] = await tx.query<{ id: string }>(
    `INSERT INTO account (kind, username, display_name, password_hash) VALUES ('CLIENT', $1, $2, '') ON CONFLICT (username) DO NOTHING RETURNING id`,
    [clientId, name],
  )
  if (made === undefined) return undefined
  await tx.query('INSERT INTO api_client (id, description, addresses, created_by) VALUES ($1, $2, $3::cidr[], $4)', [
    made.id,
    description,
    addresses,
    tx.actor.viewer.accountId,
  ])
  return made.id
}

export async function replaceGrants(tx: Transaction, accountId: string, grants: readonly ClientGrant[]): Promise<void> {
  await tx.query('DELETE FROM access_grant WHERE account_id = $1', [accountId])
  for (const { scopes, organizationId, kinds } of grants)
    await tx.query('INSERT INTO access_grant (account_id, scopes, organization_id, kinds) VALUES ($1, $2, $3, $4)', [
      accountId,
      scopes,
      organizationId,
      kinds,
    ])
}

export async function liveKeysOf(tx: Transaction, clientId: string): Promise<LiveKey[]> {
  return tx.query<LiveKey>(
    'SELECT id, prefix FROM api_key WHERE client_id = $1 AND revoked_at IS NULL AND expires_at > now() ORDER BY id',
    [clientId],
  )
}

export async function insertKey(
  tx: Transaction,
  clientId: string,
  { key, prefix, days }: { readonly key: string; readonly prefix: string; readonly days: number },
): Promise<string> {
  const [made] = await tx.query<{ id: string }>(
    `INSERT INTO api_key (client_id, prefix, key_hash, created_by, expires_at) VALUES ($1, $2, $3, $4, now() + make_interval(days => $5)) RETURNING id`,
    [clientId, prefix, bearerDigest(key), tx.actor.viewer.accountId, days],
  )
  return made!.id
}

/** Ends a key now, or leaves it some hours at most. Its tokens end with it. */
export async function endKey(tx: Transaction, keyId: string, hours = 0): Promise<void> {
  if (hours === 0) await tx.query('UPDATE api_key SET revoked_at = now() WHERE id = $1', [keyId])
  else await tx.query('UPDATE api_key SET expires_at = least(expires_at, now() + make_interval(hours => $2)) WHERE id = $1', [keyId, hours])
}

/** Which of these ids are organisations where the actor manages clients. */
export async function manageableOrganizations(tx: Transaction, ids: readonly string[]): Promise<Set<string>> {
  const rows = await tx.query<{ id: string; path: string }>(
    'SELECT organization_id AS id, path FROM organization_placement WHERE upper_inf(valid) AND organization_id = ANY($1::uuid[])',
    [ids.filter(isUuid)],
  )
  const managed = tx.actor.viewer.scope('clients:manage')
  return new Set(rows.flatMap(({ id, path }) => (covers(managed, path) ? [id] : [])))
}

/** The organisation in whose trail an entry about a client stands: that of its only grant. */
export function ownerOf(grants: readonly ClientGrant[]): { organizationId: string | null } {
  return { organizationId: grants.length === 1 ? grants[0]!.organizationId : null }
}
