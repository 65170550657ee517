import { type Actor, type Transaction, type Writer } from '../../platform/database/write.ts'
import { userError } from '../../platform/errors/user-error.ts'
import { type UserError } from '../../platform/errors/user-error.type.ts'
import { type KeyEnvironment, newKey } from '../accounts/index.ts'
import { type CreateApiKeyInput, type RevokeApiKeyInput, type RotateApiKeyInput } from './api-client.inputs.ts'
import { endKey, insertKey, liveKeysOf, lockClient, lockClientOfKey, ownerOf } from './api-client.store.ts'
import { refuseBeyond } from './client-reach.ts'

/** What may be kept of a step, with its idempotency key: no secret. */
interface KeptOutcome {
  readonly apiClientId: string | null
  readonly keyId: string | null
  readonly userErrors: readonly UserError[]
}

export interface KeyOutcome extends KeptOutcome {
  readonly secret: string | null
}

/** A key that was drawn, and perhaps kept. */
export interface DrawnKey {
  readonly key: string
  readonly prefix: string
  /** Of the row that keeps its digest. */
  id?: string
}

/** Tells the secret with the step that kept its digest; a repeat of the step finds an earlier key, which nobody knows any more. */
export function withSecret(outcome: KeptOutcome, { id, key }: DrawnKey): KeyOutcome {
  return { ...outcome, secret: outcome.keyId !== null && outcome.keyId === id ? key : null }
}

/** Draws keys and keeps their digests. */
export class ApiKeyMaker {
  constructor(private readonly environment: KeyEnvironment) {}

  newKey(): DrawnKey {
    return newKey(this.environment)
  }

  async keep(tx: Transaction, clientId: string, drawn: DrawnKey, days: number): Promise<string> {
    return (drawn.id = await insertKey(tx, clientId, { key: drawn.key, prefix: drawn.prefix, days }))
  }
}

const mostLive = 2

/** Making, rotating and ending keys. */
export class ApiKeyService {
  constructor(
    private readonly writer: Writer,
    private readonly keys: ApiKeyMaker,
  ) {}

  async create(actor: Actor, input: CreateApiKeyInput): Promise<KeyOutcome> {
    const made = this.keys.newKey()
    const outcome = await this.writer.write(actor, 'apiKey.create', input, async (tx): Promise<KeptOutcome> => {
      const client = await lockClient(tx, input.apiClientId)
      await refuseBeyond(tx, client.id)
      const userErrors = await obstacles(tx, client)
      if (userErrors.length > 0) return { apiClientId: client.id, keyId: null, userErrors }
      const keyId = await this.keys.keep(tx, client.id, made, input.keyExpiresInDays)
      tx.audit({ entity: 'ApiClient', entityId: client.id, ...ownerOf(client.grants), after: { key: made.prefix } })
      return { apiClientId: client.id, keyId, userErrors: [] }
    })
    return withSecret(outcome, made)
  }

  /** Makes a key in the place of another, which is taken for some hours more: long enough to put the new one in place. */
  async rotate(actor: Actor, input: RotateApiKeyInput): Promise<KeyOutcome> {
    const made = this.keys.newKey()
    const outcome = await this.writer.write(actor, 'apiKey.rotate', input, async (tx): Promise<KeptOutcome> => {
      const client = await lockClientOfKey(tx, input.keyId)
      await refuseBeyond(tx, client.id)
      const old = (await liveKeysOf(tx, client.id)).find(({ id }) => id === input.keyId)
      const userErrors = old === undefined ? [userError('CONFLICT', 'client.keyEnded', { field: 'keyId' })] : await obstacles(tx, client)
      if (old === undefined || userErrors.length > 0) return { apiClientId: client.id, keyId: null, userErrors }
      await endKey(tx, old.id, input.overlapHours)
      const keyId = await this.keys.keep(tx, client.id, made, input.keyExpiresInDays)
      const facts = { entity: 'ApiClient', entityId: client.id, ...ownerOf(client.grants) }
      tx.audit({ ...facts, before: { key: old.prefix }, after: { key: made.prefix, overlapHours: input.overlapHours } })
      return { apiClientId: client.id, keyId, userErrors: [] }
    })
    return withSecret(outcome, made)
  }

  /** Ends a key and every token that it was exchanged for, at once. */
  async revoke(actor: Actor, input: RevokeApiKeyInput): Promise<KeyOutcome> {
    const outcome = await this.writer.write(actor, 'apiKey.revoke', input, async (tx): Promise<KeptOutcome> => {
      const client = await lockClientOfKey(tx, input.keyId)
      const key = (await liveKeysOf(tx, client.id)).find(({ id }) => id === input.keyId)
      if (key !== undefined) {
        await endKey(tx, key.id)
        tx.audit({ entity: 'ApiClient', entityId: client.id, ...ownerOf(client.grants), before: { key: key.prefix } })
      }
      return { apiClientId: client.id, keyId: null, userErrors: [] }
    })
    return { ...outcome, secret: null }
  }
}

async function obstacles(tx: Transaction, client: { readonly id: string; readonly disabled: boolean }): Promise<UserError[]> {
  if (client.disabled) return [userError('CONFLICT', 'client.disabled')]
  const live = await liveKeysOf(tx, client.id)
  return live.length < mostLive ? [] : [userError('CONFLICT', 'client.twoKeys')]
}
