import { type DataSource, type EntityManager } from 'typeorm'
import { newId } from '../../platform/crypto/ids.ts'
import { type Change } from '../changes/index.ts'
import { patience } from './retry.rules.ts'
import { type DeliveryProblem, type WebhookProblem } from './webhook.enums.ts'

/** An endpoint as it is sent to. */
export interface ServedEndpoint {
  readonly id: string
  readonly ownerId: string
  readonly url: string
  readonly entities: Change['entity'][]
  readonly organizationId: string | null
  readonly document: string | null
  readonly cursor: string | null
  readonly secretCipher: string
  readonly previousSecretCipher: string | null
  /** How many times in a row everything that was sent failed. */
  readonly failures: number
  /** How many deliveries wait, counted no further than the queue may grow. */
  readonly waiting: number
}

export interface DueDelivery {
  readonly id: string
  readonly change_id: string
  readonly entity: Change['entity']
  readonly entity_id: string
  readonly op: string
  readonly occurred_at: Date
  readonly attempts: number
}

/** How one attempt went. */
export interface Attempt {
  readonly id: string
  readonly deliveryId: string
  readonly statusCode: number | null
  readonly problem: DeliveryProblem | null
  readonly milliseconds: number
  readonly bytes: number
  /** What was sent, encrypted; null where nothing was, or too much to be kept. */
  readonly request: string | null
  /** Seconds until the delivery is due again, should it have failed. */
  readonly pause: number
}

/** What attempts at once mean for their endpoint. */
export interface Standing {
  readonly taken: boolean
  readonly failed: boolean
  /** Seconds for which it is left alone; 0 for not at all. */
  readonly pause: number
  readonly gone: boolean
}

/** How many deliveries may wait for an endpoint; beyond that its place in the feed waits. */
export const longestQueue = 10_000

/** Days for which deliveries that are over are kept, and what was sent with them. */
export const kept = { deliveries: 30, requests: 7 } as const

/** What the sender writes down. Each method is one statement or one transaction, so that a process may end between any two. */
export class DeliveryStore {
  constructor(
    private readonly dataSource: DataSource,
    /** This process, to the others. */
    private readonly me: string,
    /** Told within the transaction that gives an endpoint up. */
    private readonly givenUp: (tx: EntityManager, endpointId: string) => Promise<void>,
  ) {}

  /** The endpoints that this process serves for so many seconds from now, those that nobody serves among them. */
  async serve(seconds: number): Promise<string[]> {
    const rows = await this.dataSource.query<{ id: string }[]>(serveSql, [this.me, seconds])
    return rows.map(({ id }) => id)
  }

  /** Lets others serve its endpoints. */
  async leave(): Promise<void> {
    await this.dataSource.query('UPDATE webhook_endpoint SET served_by = NULL, served_until = NULL WHERE served_by = $1', [this.me])
  }

  /** An endpoint as it is now; undefined when it is not this process's to serve. */
  async served(id: string): Promise<ServedEndpoint | undefined> {
    const [endpoint] = await this.dataSource.query<ServedEndpoint[]>(servedSql, [id, longestQueue, this.me])
    return endpoint
  }

  /** An endpoint whatever its state. */
  async any(id: string): Promise<ServedEndpoint | undefined> {
    const [endpoint] = await this.dataSource.query<ServedEndpoint[]>(anySql, [id, longestQueue])
    return endpoint
  }

  /** Records what a page of the feed means for an endpoint, and that it was read; false when its place has changed meanwhile. */
  async record({ id, cursor }: ServedEndpoint, changes: readonly Change[], next: string): Promise<boolean> {
    return this.dataSource.transaction(async (manager) => {
      const [, advanced] = await manager.query<[unknown[], number]>(
        `UPDATE webhook_endpoint SET cursor = $3 WHERE id = $1 AND cursor IS NOT DISTINCT FROM $2 AND status = 'ACTIVE'`,
        [id, cursor, next],
      )
      if (advanced === 0) return false
      const rows = changes.map((change, place) => ({
        place,
        // in the order of the changes, also within a millisecond
        id: newId(),
        change_id: change.id,
        entity: change.entity,
        entity_id: change.entityId,
        op: change.op,
        occurred_at: change.occurredAt,
      }))
      if (rows.length > 0) await manager.query(recordSql, [id, JSON.stringify(rows)])
      const lost = changes.filter(({ op }) => op === 'LEFT' || op === 'DELETED').map(({ entityId }) => entityId)
      if (lost.length > 0) await manager.query(forgetObjectsSql, [id, lost])
      return true
    })
  }

  /** What is due of an endpoint that this process serves; of one object only the first. */
  due(endpointId: string, most: number): Promise<DueDelivery[]> {
    return this.dataSource.query<DueDelivery[]>(dueSql, [endpointId, most, this.me])
  }

  /** Writes down how attempts at once went; why the endpoint was given up by that, if it was. */
  async attempted(endpointId: string, attempts: readonly Attempt[], standing: Standing): Promise<WebhookProblem | null> {
    return this.dataSource.transaction(async (manager) => {
      // the endpoint before its deliveries, as whoever changes it does
      const [rows] = await manager.query<[{ problem: WebhookProblem | null; recovered: boolean }[], number]>(standingSql, [
        endpointId,
        standing.taken,
        standing.failed,
        standing.pause,
        standing.gone,
        patience,
      ])
      const state = rows[0]
      if (state === undefined) return null
      if (state.recovered) await manager.query(hurrySql, [endpointId])
      await manager.query(attemptedSql, [endpointId, JSON.stringify(attempts), patience])
      if (state.problem !== null) await this.givenUp(manager, endpointId)
      return state.problem
    })
  }

  async disable(endpointId: string, problem: WebhookProblem): Promise<void> {
    await this.dataSource.transaction(async (manager) => {
      const [, disabled] = await manager.query<[unknown[], number]>(
        `UPDATE webhook_endpoint SET status = 'DISABLED', problem = $2, version = version + 1 WHERE id = $1 AND status = 'ACTIVE'`,
        [endpointId, problem],
      )
      if (disabled > 0) await this.givenUp(manager, endpointId)
    })
  }

  /** Forgets what was sent, and later that it was. */
  async prune(): Promise<void> {
    await this.dataSource.query(pruneRequestsSql, [kept.requests])
    await this.dataSource.query(pruneDeliveriesSql, [kept.deliveries])
  }

  /** How webhooks are, in figures. */
  async figures(): Promise<{ waiting: number; failing: number; disabled: number }> {
    const [figures] = await this.dataSource.query<[{ waiting: number; failing: number; disabled: number }]>(figuresSql)
    return figures
  }
}

// whoever changes an endpoint at this moment holds up no other: it is served a moment later
const serveSql = `
WITH free AS (
  SELECT id FROM webhook_endpoint
  WHERE status = 'ACTIVE' AND CASE WHEN served_by = $1::uuid THEN served_until < now() + make_interval(secs => $2::float8 * 0.6) ELSE served_until IS NULL OR served_until < now() END
  FOR NO KEY UPDATE SKIP LOCKED
), taken AS (
  UPDATE webhook_endpoint SET served_by = $1::uuid, served_until = now() + make_interval(secs => $2::float8) WHERE id IN (SELECT id FROM free) RETURNING id
)
SELECT id FROM taken UNION SELECT id FROM webhook_endpoint WHERE status = 'ACTIVE' AND served_by = $1::uuid AND served_until > now() ORDER BY id`

const anySql = `
SELECT e.id, e.owner_id AS "ownerId", e.url, e.entities, e.organization_id AS "organizationId", e.document, e.cursor, e.failures, e.secret_cipher AS "secretCipher",
  CASE WHEN e.previous_secret_until > now() THEN e.previous_secret_cipher END AS "previousSecretCipher",
  (SELECT count(*)::int FROM (SELECT FROM webhook_delivery d WHERE d.endpoint_id = e.id AND d.status = 'PENDING' LIMIT $2::int) q) AS waiting
FROM webhook_endpoint e WHERE e.id = $1`

const servedSql = `${anySql} AND e.status = 'ACTIVE' AND e.served_by = $3 AND e.served_until > now()`

// what is told again is told under the same id
const recordSql = `
INSERT INTO webhook_delivery (id, endpoint_id, change_id, entity, entity_id, op, occurred_at)
SELECT r.id, $1, r.change_id, r.entity, r.entity_id, r.op, r.occurred_at
FROM jsonb_to_recordset($2) AS r (place int, id uuid, change_id text, entity text, entity_id uuid, op text, occurred_at timestamptz) ORDER BY r.place
ON CONFLICT (endpoint_id, change_id) DO UPDATE SET status = 'PENDING', op = excluded.op, attempts = 0, begun_at = now(), next_at = now(), delivered_at = NULL`

const forgetObjectsSql = `
UPDATE webhook_attempt a SET request_cipher = NULL FROM webhook_delivery d
WHERE d.id = a.delivery_id AND d.endpoint_id = $1 AND d.entity_id = ANY ($2::uuid[]) AND a.request_cipher IS NOT NULL`

const dueSql = `
SELECT d.id, d.change_id, d.entity, d.entity_id, d.op, d.occurred_at, d.attempts
FROM webhook_endpoint e JOIN webhook_delivery d ON d.endpoint_id = e.id AND d.status = 'PENDING' AND d.next_at <= now()
WHERE e.id = $1 AND e.status = 'ACTIVE' AND e.next_at <= now() AND e.served_by = $3 AND e.served_until > now()
  AND NOT EXISTS (SELECT FROM webhook_delivery b WHERE b.endpoint_id = d.endpoint_id AND b.entity_id = d.entity_id AND b.status = 'PENDING' AND b.seq < d.seq)
ORDER BY d.seq LIMIT $2`

// $2: something was taken, $3: something failed; only when nothing was taken the endpoint itself is what fails
const standingSql = `
WITH before AS (SELECT id, failures, status FROM webhook_endpoint WHERE id = $1 FOR NO KEY UPDATE)
UPDATE webhook_endpoint e SET
  failures = CASE WHEN $2 THEN 0 WHEN $3 THEN e.failures + 1 ELSE e.failures END,
  failing_since = CASE WHEN $2 THEN NULL WHEN $3 THEN coalesce(e.failing_since, now()) ELSE e.failing_since END,
  next_at = CASE WHEN $4::float8 > 0 THEN now() + make_interval(secs => $4::float8) ELSE e.next_at END,
  status = CASE WHEN e.status = 'ACTIVE' AND ($5 OR (NOT $2 AND e.failing_since < now() - make_interval(secs => $6::float8))) THEN 'DISABLED' ELSE e.status END,
  problem = CASE WHEN e.status = 'ACTIVE' AND $5 THEN 'GONE' WHEN e.status = 'ACTIVE' AND NOT $2 AND e.failing_since < now() - make_interval(secs => $6::float8) THEN 'FAILING' ELSE e.problem END
FROM before b WHERE e.id = b.id
RETURNING CASE WHEN b.status = 'ACTIVE' THEN e.problem END AS problem, $2 AND b.failures > 2 AS recovered`

// an endpoint that is there again need not wait for what was put off while it was away
const hurrySql = `UPDATE webhook_delivery SET next_at = now() WHERE endpoint_id = $1 AND status = 'PENDING' AND next_at > now()`

const attemptedSql = `
WITH made AS (
  SELECT * FROM jsonb_to_recordset($2) AS a ("id" uuid, "deliveryId" uuid, "statusCode" int, "problem" text, "milliseconds" int, "bytes" int, "request" text, "pause" float8)
), logged AS (
  INSERT INTO webhook_attempt (id, delivery_id, status_code, problem, milliseconds, bytes, request_cipher)
  SELECT a."id", a."deliveryId", a."statusCode", a."problem", a."milliseconds", a."bytes", a."request" FROM made a
)
UPDATE webhook_delivery d SET attempts = d.attempts + 1, next_at = now() + make_interval(secs => a."pause"),
  status = CASE WHEN a."problem" IS NULL THEN 'DELIVERED' WHEN d.begun_at < now() - make_interval(secs => $3::float8) THEN 'FAILED' ELSE 'PENDING' END,
  delivered_at = CASE WHEN a."problem" IS NULL THEN now() END
FROM made a WHERE d.id = a."deliveryId" AND d.endpoint_id = $1 AND d.status = 'PENDING'`

const pruneRequestsSql = `
UPDATE webhook_attempt SET request_cipher = NULL WHERE request_cipher IS NOT NULL AND at < now() - make_interval(days => $1::int)`

const pruneDeliveriesSql = `
DELETE FROM webhook_delivery WHERE status <> 'PENDING' AND coalesce(delivered_at, next_at) < now() - make_interval(days => $1::int)`

const figuresSql = `
SELECT (SELECT count(*)::int FROM webhook_delivery WHERE status = 'PENDING') AS waiting,
  count(*) FILTER (WHERE status = 'ACTIVE' AND failing_since IS NOT NULL)::int AS failing, count(*) FILTER (WHERE status = 'DISABLED')::int AS disabled FROM webhook_endpoint`
