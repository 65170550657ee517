import { columns, derived, descending, expression, graph, list, one } from '../../platform/graph/graph.ts'
import { type Statement } from '../../platform/graph/statement.ts'
import { AccessGrant } from '../accounts/index.ts'
import { organizationGraph } from '../organizations/index.ts'
import { ApiClient, ApiClientUse, ApiKey, DeprecatedUse } from './api-client.entity.ts'
import { type ApiClientAction } from './api-client.enums.ts'

const permission = 'clients:manage'

/** What belongs to a client is reached from it only. */
const ofItsClient = { types: [], permission, visible: () => null } as const

const grantGraph = graph('ApiClientGrant', AccessGrant, { ...ofItsClient, orders: {} }).extend({
  ...columns(AccessGrant, ['scopes', 'kinds']),
  organization: one(
    () => organizationGraph,
    (organization, t) => [`${organization}.id = ${t}.organization_id`],
  ),
})

export const apiKeyGraph = graph('ApiKey', ApiKey, {
  ...ofItsClient,
  source: () => '(SELECT k.*, u.last_used_at, u.address FROM api_key k LEFT JOIN api_key_use u ON u.key_id = k.id)',
  orders: {},
}).extend({
  ...columns(ApiKey, ['id', 'prefix', 'createdAt', 'expiresAt', 'revokedAt']),
  state: expression(
    (t) => `CASE WHEN ${t}.revoked_at IS NOT NULL THEN 'REVOKED' WHEN ${t}.expires_at <= now() THEN 'EXPIRED' ELSE 'LIVE' END`,
  ),
  lastUsedAt: expression((t) => `${t}.last_used_at`),
  lastUsedFrom: expression((t) => `${t}.address`),
})

const useGraph = graph('ApiClientUse', ApiClientUse, { ...ofItsClient, orders: {} }).extend(
  columns(ApiClientUse, ['day', 'requests', 'errors']),
)

const deprecatedUseGraph = graph('DeprecatedUse', DeprecatedUse, { ...ofItsClient, orders: {} }).extend(
  columns(DeprecatedUse, ['element', 'uses', 'firstUsedAt', 'lastUsedAt']),
)

/** A client is seen by whoever manages clients wherever it may do something: one that reaches beyond him is not his affair. */
export const apiClientGraph = graph('ApiClient', ApiClient, {
  types: ['Node'],
  permission,
  source: () => '(SELECT c.*, a.username, a.display_name, a.disabled_at, a.version FROM api_client c JOIN account a ON a.id = c.id)',
  visible: (t, q) => reachesNowhereElse(`${t}.id`, q),
  orders: { NEWEST: descending((t) => `${t}.id`, 'uuid') },
}).extend({
  ...columns(ApiClient, ['id', 'description', 'addresses', 'createdAt']),
  clientId: expression((t) => `${t}.username`),
  name: expression((t) => `${t}.display_name`),
  disabledAt: expression((t) => `${t}.disabled_at`),
  version: expression((t) => `${t}.version`),
  createdBy: expression((t) => `(SELECT a.display_name FROM account a WHERE a.id = ${t}.created_by)`),
  lastUsedAt: expression(
    (t) => `(SELECT max(u.last_used_at) FROM api_key_use u JOIN api_key k ON k.id = u.key_id WHERE k.client_id = ${t}.id)`,
  ),
  grants: list(
    () => grantGraph,
    (grant, t) => [`${grant}.account_id = ${t}.id`],
    (grant) => `${grant}.id`,
  ),
  keys: list(
    () => apiKeyGraph,
    (key, t) => [`${key}.client_id = ${t}.id`],
    (key) => `${key}.id DESC`,
  ),
  use: list(
    () => useGraph,
    (use, t, q, { days }) => [`${use}.client_id = ${t}.id`, `${use}.day > today() - ${q.param(days)}::int`],
    (use) => `${use}.day`,
  ),
  deprecatedUses: list(
    () => deprecatedUseGraph,
    (use, t) => [`${use}.client_id = ${t}.id`],
    (use) => `${use}.last_used_at DESC, ${use}.element`,
  ),
  viewerCan: derived<{ disabled: boolean; keys: number }>(
    {
      disabled: (t) => `(${t}.disabled_at IS NOT NULL)`,
      keys: (t) => `(SELECT count(*) FROM api_key k WHERE k.client_id = ${t}.id AND k.revoked_at IS NULL AND k.expires_at > now())`,
    },
    ({ disabled, keys }) => actionsOf(disabled, keys),
  ),
})

function reachesNowhereElse(client: string, q: Statement): string | null {
  const inside = q.inScope('p.path', permission)
  if (inside === null) return null
  return `NOT EXISTS (SELECT FROM access_grant g LEFT JOIN organization_placement p ON p.organization_id = g.organization_id AND upper_inf(p.valid)
    WHERE g.account_id = ${client} AND (p.path IS NULL OR NOT ${inside}))`
}

function actionsOf(disabled: boolean, liveKeys: number): ApiClientAction[] {
  if (disabled) return ['ENABLE']
  return ['UPDATE', ...(liveKeys < 2 ? (['CREATE_KEY'] as const) : []), 'DISABLE']
}
