import { randomUUID } from 'node:crypto'
import pLimit from 'p-limit'
import { type Viewer } from '../../platform/access/viewer.ts'
import { type FieldCipher } from '../../platform/crypto/field-cipher.ts'
import { databaseProblem } from '../../platform/errors/database-error.ts'
import { type Outbound, type Outcome } from '../../platform/http/outbound.ts'
import { type Attempt, type DueDelivery, type ServedEndpoint, type Standing } from './delivery.store.ts'
import { endpointPause, pauseAfter } from './retry.rules.ts'
import { type DeliveryProblem } from './webhook.enums.ts'
import { signedHeaders } from './signature.ts'
import { type WebhookQueries } from './webhook-query.ts'
import { requestPlace, secretPlace, sealedRequest } from './webhook-secrets.ts'

/** In milliseconds: how long a receiver may take to answer. */
const timeout = 15_000

/** How many queries of one endpoint run at once: the pool is there for those who wait at a screen as well. */
const queriesAtOnce = 4

/** A longer request is not kept. */
const longestKept = 64_000

/** How attempts at once went: what is written down. */
export interface Told {
  readonly attempts: readonly Attempt[]
  readonly standing: Standing
  /** The status of an answer that failed, for the log. */
  readonly statusCode: number | null
}

type Sent = Omit<Outcome, 'problem'> & {
  readonly problem: DeliveryProblem | null
  readonly milliseconds: number
  readonly bytes: number
  readonly text: string | null
}

/** Makes messages, signs and sends them. */
export class Messenger {
  constructor(
    private readonly parts: { readonly cipher: FieldCipher; readonly outbound: Outbound; readonly queries: () => WebhookQueries },
  ) {}

  /** Sends what is due at once. @throws whatever the database does not let read: nothing is written down then, and it is tried anew */
  async tell(endpoint: ServedEndpoint, viewer: Viewer, due: readonly DueDelivery[]): Promise<Told> {
    const secrets = await this.secretsOf(endpoint)
    const limit = pLimit(queriesAtOnce)
    const sent = await Promise.all(
      due.map(async (delivery) => {
        const body = await limit(() => this.bodyOf(endpoint, viewer, delivery))
        return body === undefined ? unanswered : this.post(endpoint, secrets, `msg_${delivery.id}`, body)
      }),
    )
    const ids = due.map(() => randomUUID())
    const requests = await this.sealed(ids, sent, viewer)
    return {
      attempts: due.map(({ id, attempts }, at) => {
        const { statusCode, problem, milliseconds, bytes } = sent[at]!
        const pause = problem === null ? 0 : pauseAfter(attempts + 1, Math.random())
        return { id: ids[at]!, deliveryId: id, statusCode, problem, milliseconds, bytes, request: requests[at]!, pause }
      }),
      standing: standingOf(endpoint, sent),
      statusCode: sent.find(({ problem }) => problem !== null)?.statusCode ?? null,
    }
  }

  /** Sends a message that tells of nothing. */
  async test(endpoint: ServedEndpoint): Promise<{ statusCode: number | null; problem: DeliveryProblem | null; milliseconds: number }> {
    const body = JSON.stringify({ type: 'test', timestamp: new Date().toISOString(), data: { change: null, answer: null } })
    return this.post(endpoint, await this.secretsOf(endpoint), `msg_${randomUUID()}`, body)
  }

  /** What an endpoint is told of a change; undefined where its query cannot be answered, for this object or at all. */
  private async bodyOf({ document }: ServedEndpoint, viewer: Viewer, delivery: DueDelivery): Promise<string | undefined> {
    const { change_id, entity, entity_id, op } = delivery
    const occurredAt = delivery.occurred_at.toISOString()
    let answer: unknown = null
    try {
      if (document !== null && op !== 'DELETED' && op !== 'LEFT') answer = await this.parts.queries().answer(document, viewer, entity_id)
    } catch (error) {
      if (databaseProblem(error) === 'unavailable') throw error
      return undefined
    }
    return JSON.stringify({
      type: `${entity}.${op}`.toLowerCase(),
      timestamp: occurredAt,
      data: { change: { id: change_id, entity, entityId: entity_id, op, occurredAt }, answer },
    })
  }

  private async post({ url }: ServedEndpoint, secrets: readonly string[], id: string, body: string): Promise<Sent> {
    const headers = {
      'content-type': 'application/json',
      'user-agent': 'Qizhi-Webhooks/1',
      ...signedHeaders(id, new Date(), body, secrets),
    }
    const began = performance.now()
    const outcome = await this.parts.outbound.post(new URL(url), headers, body, timeout)
    const milliseconds = Math.round(performance.now() - began)
    const head = Object.entries(headers).map(([name, value]) => `${name}: ${value}`)
    return { ...outcome, milliseconds, bytes: Buffer.byteLength(body), text: [`POST ${url}`, ...head, '', body].join('\n') }
  }

  private secretsOf({ id, secretCipher, previousSecretCipher }: ServedEndpoint): Promise<string[]> {
    const sealed = [secretCipher, previousSecretCipher].filter((secret) => secret !== null)
    return Promise.all(sealed.map((secret) => this.parts.cipher.decrypt(secret, secretPlace(id))))
  }

  /** What was sent, encrypted for the log; only whoever may see as much as the owner then may read it there. */
  private async sealed(ids: readonly string[], sent: readonly Sent[], viewer: Viewer): Promise<(string | null)[]> {
    const kept = sent.flatMap(({ text }, at) =>
      text === null || text.length > longestKept
        ? []
        : [{ at, value: { plaintext: sealedRequest(viewer, text), place: requestPlace(ids[at]!) } }],
    )
    const ciphers = await this.parts.cipher.encryptAll(kept.map(({ value }) => value))
    const byPlace = new Map(kept.map(({ at }, order) => [at, ciphers[order]!]))
    return sent.map((_, at) => byPlace.get(at) ?? null)
  }
}

const unanswered: Sent = { statusCode: null, problem: 'NO_ANSWER', retryAfter: null, milliseconds: 0, bytes: 0, text: null }

/** One message that is not taken is that message's affair; when none is, it is the endpoint's. What it asks for, it gets. */
function standingOf({ failures }: ServedEndpoint, sent: readonly Sent[]): Standing {
  const posted = sent.filter(({ problem }) => problem !== 'NO_ANSWER')
  const taken = posted.some(({ problem }) => problem === null)
  const failed = !taken && posted.length > 0
  const asked = posted.filter(({ statusCode }) => statusCode === 429 || statusCode === 503).map(({ retryAfter }) => retryAfter ?? 0)
  const retryAfter = asked.length === 0 ? null : Math.max(...asked)
  const pause = failed || retryAfter ? endpointPause(failed ? failures + 1 : 1, retryAfter, Math.random()) : 0
  return { taken, failed, pause, gone: posted.some(({ statusCode }) => statusCode === 410) }
}
