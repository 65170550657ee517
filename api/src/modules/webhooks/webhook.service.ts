import { randomUUID } from 'node:crypto'
import { type Viewer } from '../../platform/access/viewer.ts'
import { type FieldCipher } from '../../platform/crypto/field-cipher.ts'
import { type Actor, type Transaction, type WriteInput, type Writer } from '../../platform/database/write.ts'
import { userError } from '../../platform/errors/user-error.ts'
import { type UserError } from '../../platform/errors/user-error.type.ts'
import { type Outbound } from '../../platform/http/outbound.ts'
import { clientInChargeOf } from '../clients/index.ts'
import { newSecret } from './signature.ts'
import { contentErrors, type EndpointContent, ownerErrors } from './webhook.rules.ts'
import { type LockedEndpoint, lockOwn, lockOwnDelivery, placeErrors } from './webhook.store.ts'
import {
  type CreateWebhookInput,
  type DeliveryInput,
  type ResumeWebhookInput,
  type UpdateWebhookInput,
  type WebhookInput,
} from './webhook.inputs.ts'
import { secretPlace } from './webhook-secrets.ts'

const mostEndpoints = 20

/** In whose name an endpoint is told, and what is wrong with the query for him. */
export interface Checked {
  readonly owner: Viewer
  readonly queryErrors: readonly UserError[]
}

export interface WebhookResult {
  readonly endpointId: string | null
  readonly secret?: string | null
  readonly userErrors: UserError[]
}

/** Keeping endpoints. A secret leaves once and never stands in what is kept of an answer. */
export class WebhookService {
  constructor(
    private readonly writer: Writer,
    private readonly cipher: FieldCipher,
    private readonly outbound: Outbound,
  ) {}

  /** `cursor`: from where it is told; null for everything that is kept. */
  async create(actor: Actor, input: CreateWebhookInput, { owner, queryErrors }: Checked, cursor: string | null): Promise<WebhookResult> {
    let made: string | null = null
    const result = await this.writer.write(actor, 'webhook.create', input, async (tx): Promise<WebhookResult> => {
      const { accountId } = owner
      if (accountId !== actor.viewer.accountId) await clientInChargeOf(tx, accountId)
      const content = contentOf(input)
      const userErrors = [...ownerErrors(owner), ...(await this.errorsOf(tx, owner, content)), ...queryErrors]
      const [own] = await tx.query<{ count: number }>('SELECT count(*)::int AS count FROM webhook_endpoint WHERE owner_id = $1', [
        accountId,
      ])
      if (own!.count >= mostEndpoints) userErrors.push(userError('CONFLICT', 'webhook.tooMany', { params: { most: mostEndpoints } }))
      if (userErrors.length > 0) return { endpointId: null, userErrors }
      const id = randomUUID()
      made = newSecret()
      const { name, url, entities, organizationId, document } = content
      const sealed = await this.cipher.encrypt(made, secretPlace(id))
      await tx.query(
        `INSERT INTO webhook_endpoint (id, owner_id, name, url, entities, organization_id, document, secret_cipher, cursor) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
        [id, accountId, name, url, entities, organizationId, document, sealed, cursor],
      )
      tx.audit({ entity: 'WebhookEndpoint', entityId: id, organizationId, after: { ...content, ownerId: accountId } })
      return { endpointId: id, userErrors: [] }
    })
    return { ...result, secret: made }
  }

  update(actor: Actor, input: UpdateWebhookInput, { owner, queryErrors }: Checked): Promise<WebhookResult> {
    return this.write(actor, 'webhook.update', input, async (tx, locked) => {
      if (locked.version !== input.version) return [userError('STALE_VERSION', 'webhook.stale', { params: { version: locked.version } })]
      const before = contentOf(locked)
      const content = contentOf({
        name: input.name ?? locked.name,
        url: input.url ?? locked.url,
        entities: input.entities ?? locked.entities,
        organizationId: input.organizationId === undefined ? locked.organizationId : input.organizationId,
        document: input.document === undefined ? locked.document : input.document,
      })
      const userErrors = [...(await this.errorsOf(tx, owner, content)), ...queryErrors]
      if (userErrors.length > 0) return userErrors
      const { name, url, entities, organizationId, document } = content
      await tx.query('UPDATE webhook_endpoint SET name = $2, url = $3, entities = $4, organization_id = $5, document = $6 WHERE id = $1', [
        locked.id,
        name,
        url,
        entities,
        organizationId,
        document,
      ])
      tx.audit({ entity: 'WebhookEndpoint', entityId: locked.id, organizationId, before: { ...before }, after: { ...content } })
      return []
    })
  }

  /** The secret before signs as well for a day. */
  async rotate(actor: Actor, input: WebhookInput): Promise<WebhookResult> {
    let made: string | null = null
    const result = await this.write(actor, 'webhook.rotate-secret', input, async (tx, { id, secretCipher }) => {
      const old = await this.cipher.decrypt(secretCipher, secretPlace(id))
      made = newSecret()
      const sealed = await this.cipher.encryptAll([made, old].map((plaintext) => ({ plaintext, place: secretPlace(id) })))
      await tx.query(
        `UPDATE webhook_endpoint SET secret_cipher = $2, previous_secret_cipher = $3, previous_secret_until = now() + interval '1 day' WHERE id = $1`,
        [id, ...sealed],
      )
      tx.audit({ entity: 'WebhookEndpoint', entityId: id })
      return []
    })
    return { ...result, secret: made }
  }

  pause(actor: Actor, input: WebhookInput): Promise<WebhookResult> {
    return this.write(actor, 'webhook.pause', input, async (tx, { id, status }) => {
      if (status === 'ACTIVE') await tx.query(`UPDATE webhook_endpoint SET status = 'PAUSED' WHERE id = $1`, [id])
      tx.audit({ entity: 'WebhookEndpoint', entityId: id, before: { status }, after: { status: 'PAUSED' } })
      return []
    })
  }

  /** What waits is tried at once, for three days again; with a cursor, it goes on there and what waits is dropped. */
  resume(actor: Actor, input: ResumeWebhookInput, cursor: string | null): Promise<WebhookResult> {
    return this.write(actor, 'webhook.resume', input, async (tx, { id, status }) => {
      await tx.query(
        `UPDATE webhook_endpoint SET status = 'ACTIVE', problem = NULL, failing_since = NULL, failures = 0, next_at = now(), cursor = coalesce($2, cursor) WHERE id = $1`,
        [id, cursor],
      )
      if (cursor !== null) await tx.query(`DELETE FROM webhook_delivery WHERE endpoint_id = $1 AND status = 'PENDING'`, [id])
      await tx.query(
        `UPDATE webhook_delivery SET next_at = now(), begun_at = now(), attempts = 0 WHERE endpoint_id = $1 AND status = 'PENDING'`,
        [id],
      )
      tx.audit({ entity: 'WebhookEndpoint', entityId: id, before: { status }, after: { status: 'ACTIVE', fromNow: input.fromNow } })
      return []
    })
  }

  /** `cursor` was read by the feed: it is one of its own that still holds. */
  replay(actor: Actor, input: WebhookInput, cursor: string): Promise<WebhookResult> {
    return this.write(actor, 'webhook.replay', input, async (tx, { id }) => {
      await tx.query('UPDATE webhook_endpoint SET cursor = $2, next_at = now() WHERE id = $1', [id, cursor])
      tx.audit({ entity: 'WebhookEndpoint', entityId: id })
      return []
    })
  }

  remove(actor: Actor, input: WebhookInput): Promise<WebhookResult> {
    return this.writer.write(actor, 'webhook.delete', input, async (tx): Promise<WebhookResult> => {
      const locked = await lockOwn(tx, input.id)
      await tx.query('DELETE FROM webhook_endpoint WHERE id = $1', [locked.id])
      tx.audit({ entity: 'WebhookEndpoint', entityId: locked.id, before: { ...contentOf(locked) } })
      return { endpointId: null, userErrors: [] }
    })
  }

  /** Tries a delivery at once, also one that was given up. */
  retry(actor: Actor, input: DeliveryInput): Promise<WebhookResult> {
    return this.writer.write(actor, 'webhook.retry', input, async (tx): Promise<WebhookResult> => {
      const { endpointId, status } = await lockOwnDelivery(tx, input.id)
      if (status === 'DELIVERED') return { endpointId, userErrors: [userError('CONFLICT', 'webhook.delivered')] }
      await tx.query(`UPDATE webhook_delivery SET status = 'PENDING', next_at = now(), begun_at = now(), attempts = 0 WHERE id = $1`, [
        input.id,
      ])
      await tx.query('UPDATE webhook_endpoint SET next_at = now() WHERE id = $1', [endpointId])
      tx.audit({ entity: 'WebhookEndpoint', entityId: endpointId, after: { delivery: input.id } })
      return { endpointId, userErrors: [] }
    })
  }

  /** Gives a delivery up, so that later changes of the same object need not wait for it. */
  skip(actor: Actor, input: DeliveryInput): Promise<WebhookResult> {
    return this.writer.write(actor, 'webhook.skip', input, async (tx): Promise<WebhookResult> => {
      const { endpointId, status } = await lockOwnDelivery(tx, input.id)
      if (status !== 'PENDING') return { endpointId, userErrors: [userError('CONFLICT', 'webhook.over')] }
      await tx.query(`UPDATE webhook_delivery SET status = 'FAILED' WHERE id = $1`, [input.id])
      tx.audit({ entity: 'WebhookEndpoint', entityId: endpointId, after: { skipped: input.id } })
      return { endpointId, userErrors: [] }
    })
  }

  private write(
    actor: Actor,
    action: string,
    input: WebhookInput & WriteInput,
    change: (tx: Transaction, locked: LockedEndpoint) => Promise<UserError[]>,
  ): Promise<WebhookResult> {
    return this.writer.write(actor, action, input, async (tx): Promise<WebhookResult> => {
      const locked = await lockOwn(tx, input.id)
      const userErrors = await change(tx, locked)
      if (userErrors.length === 0)
        await tx.query('UPDATE webhook_endpoint SET version = version + 1, updated_at = now() WHERE id = $1', [locked.id])
      return { endpointId: locked.id, userErrors }
    })
  }

  private async errorsOf(tx: Transaction, owner: Viewer, content: EndpointContent): Promise<UserError[]> {
    const address = (url: URL) => this.outbound.refuses(url)
    return [...contentErrors(content, owner, address), ...(await placeErrors(tx, owner, content.organizationId))]
  }
}

function contentOf({
  name,
  url,
  entities,
  organizationId,
  document,
}: Partial<EndpointContent> & Pick<EndpointContent, 'name' | 'url' | 'entities'>): EndpointContent {
  return {
    name: name.trim(),
    url: url.trim(),
    entities: [...new Set(entities)],
    organizationId: organizationId ?? null,
    document: document?.trim() || null,
  }
}
