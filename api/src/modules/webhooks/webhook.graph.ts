import {
  column,
  columns,
  connection,
  derived,
  descending,
  expression,
  graph,
  list,
  object,
  one,
  type Sql,
} from '../../platform/graph/graph.ts'
import { type Statement } from '../../platform/graph/statement.ts'
import { apiClientGraph } from '../clients/index.ts'
import { organizationGraph } from '../organizations/index.ts'
import { kept } from './delivery.store.ts'
import { WebhookAttempt, WebhookDelivery } from './delivery.entity.ts'
import { WebhookEndpoint } from './webhook.entity.ts'
import { type DeliveryAction, type DeliveryStatus, type WebhookAction, type WebhookStatus } from './webhook.enums.ts'

const attemptGraph = graph('WebhookAttempt', WebhookAttempt, {
  types: [],
  permission: 'webhooks:run',
  // reached from a delivery only
  visible: () => null,
  orders: {},
}).extend({
  ...columns(WebhookAttempt, ['at', 'statusCode', 'problem', 'milliseconds', 'bytes']),
  // the resolver opens it
  request: expression((t) => `CASE WHEN ${t}.at > now() - interval '${kept.requests} days' THEN ${t}.id || ' ' || ${t}.request_cipher END`),
})

export const deliveryGraph = graph('WebhookDelivery', WebhookDelivery, {
  types: ['Node'],
  permission: 'webhooks:run',
  source: (q) => `(SELECT d.* FROM webhook_delivery d JOIN ${own(q)} e ON e.id = d.endpoint_id)`,
  visible: () => null,
  orders: { NEWEST: descending((t) => `${t}.id`, 'uuid') },
}).extend({
  ...columns(WebhookDelivery, ['id', 'changeId', 'entity', 'entityId', 'op', 'occurredAt', 'status', 'deliveredAt']),
  nextAttemptAt: expression((t) => `CASE WHEN ${t}.status = 'PENDING' THEN ${t}.next_at END`),
  viewerCan: derived<{ status: DeliveryStatus }>(
    { status: (t) => `${t}.status` },
    ({ status }): DeliveryAction[] => deliveryActions[status],
  ),
  attempts: list(
    () => attemptGraph,
    (attempt, t) => [`${attempt}.delivery_id = ${t}.id`],
    (attempt) => `${attempt}.at DESC, ${attempt}.id`,
  ),
})

/** Endpoints are their owners’ own, and of those who manage the programs that own them: what they are told is what the owner may see. */
export const webhookGraph = graph('WebhookEndpoint', WebhookEndpoint, {
  types: ['Node'],
  permission: 'webhooks:run',
  source: own,
  visible: () => null,
  orders: { NEWEST: descending((t) => `${t}.id`, 'uuid') },
}).extend({
  ...columns(WebhookEndpoint, ['id', 'name', 'url', 'entities', 'document', 'status', 'problem', 'failingSince', 'version', 'createdAt']),
  // not of the contract: whose query is judged, when it changes
  ownerId: column(WebhookEndpoint, 'ownerId'),
  apiClient: one(
    () => apiClientGraph,
    (client, t) => [`${client}.id = ${t}.owner_id`],
  ),
  organization: one(
    () => organizationGraph,
    (organization, t) => [`${organization}.id = ${t}.organization_id`],
  ),
  previousSecretUntil: expression((t) => `CASE WHEN ${t}.previous_secret_until > now() THEN ${t}.previous_secret_until END`),
  counts: object({
    pending: expression((t) => countOf(t, 'PENDING')),
    failed: expression((t) => countOf(t, 'FAILED')),
    delivered: expression((t) => countOf(t, 'DELIVERED')),
  }),
  deliveries: connection(
    () => deliveryGraph,
    (delivery, t, q, { status }) => [
      `${delivery}.endpoint_id = ${t}.id`,
      ...(status == null ? [] : [`${delivery}.status = ${q.param(status)}`]),
    ],
    'NEWEST',
  ),
  viewerCan: derived<{ status: WebhookStatus }>({ status: (t) => `${t}.status` }, ({ status }): WebhookAction[] => [
    'UPDATE',
    ...(status === 'ACTIVE' ? (['PAUSE'] as const) : (['RESUME'] as const)),
    'TEST',
    'ROTATE_SECRET',
    'REPLAY',
    'DELETE',
  ]),
})

const deliveryActions: Readonly<Record<DeliveryStatus, DeliveryAction[]>> = { PENDING: ['RETRY', 'SKIP'], FAILED: ['RETRY'], DELIVERED: [] }

function own(q: Statement): Sql {
  const managed = apiClientGraph.scopePredicate('c', q) ?? 'true'
  return `(SELECT e.* FROM webhook_endpoint e WHERE e.owner_id = ${q.viewer()} OR EXISTS (SELECT FROM api_client c WHERE c.id = e.owner_id AND ${managed}))`
}

function countOf(t: string, status: string): string {
  return `(SELECT count(*)::int FROM webhook_delivery d WHERE d.endpoint_id = ${t}.id AND d.status = '${status}')`
}
