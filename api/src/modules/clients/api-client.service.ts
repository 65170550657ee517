import { type Actor, type Transaction, type Writer } from '../../platform/database/write.ts'
import { userError } from '../../platform/errors/user-error.ts'
import { type UserError } from '../../platform/errors/user-error.type.ts'
import {
  type ApiClientGrantInput,
  type CreateApiClientInput,
  type DisableApiClientInput,
  type UpdateApiClientInput,
} from './api-client.inputs.ts'
import { descriptionErrors, networkOf, scopeErrors } from './api-client.rules.ts'
import { type ClientGrant, insertClient, lockClient, manageableOrganizations, ownerOf, replaceGrants } from './api-client.store.ts'
import { beyondErrors, refuseBeyond } from './client-reach.ts'
import { type ApiKeyMaker, type KeyOutcome, withSecret } from './api-key.service.ts'

/** Making programs known, and deciding what they may. Nobody gives a program more than he has himself. */
export class ApiClientService {
  constructor(
    private readonly writer: Writer,
    private readonly keys: ApiKeyMaker,
  ) {}

  /** Makes a client with its first key. */
  async create(actor: Actor, input: CreateApiClientInput): Promise<KeyOutcome> {
    const made = this.keys.newKey()
    const outcome = await this.writer.write(actor, 'apiClient.create', input, async (tx) => {
      const client = {
        clientId: input.clientId.trim().toLowerCase(),
        name: input.name.trim(),
        description: input.description?.trim() || null,
        addresses: input.addresses?.length ? input.addresses : null,
      }
      const userErrors = [...descriptionErrors(client), ...(await grantErrors(tx, input.grants))]
      if (userErrors.length > 0) return { apiClientId: null, keyId: null, userErrors }
      const addresses = client.addresses && networksOf(client.addresses)
      const id = await insertClient(tx, { ...client, addresses })
      if (id === undefined) {
        const taken = userError('ALREADY_EXISTS', 'client.clientIdTaken', { field: 'clientId', params: { clientId: client.clientId } })
        return { apiClientId: null, keyId: null, userErrors: [taken] }
      }
      const grants = grantsOf(input.grants)
      await replaceGrants(tx, id, grants)
      const beyond = await beyondErrors(tx, id)
      if (beyond.length > 0) return { apiClientId: null, keyId: null, userErrors: beyond }
      tx.audit({ entity: 'ApiClient', entityId: id, ...ownerOf(grants), after: { ...client, addresses, grants } })
      return { apiClientId: id, keyId: await this.keys.keep(tx, id, made, input.keyExpiresInDays), userErrors: [] }
    })
    return withSecret(outcome, made)
  }

  async update(actor: Actor, input: UpdateApiClientInput): Promise<KeyOutcome> {
    const outcome = await this.writer.write(actor, 'apiClient.update', input, async (tx) => {
      const client = await lockClient(tx, input.id)
      await refuseBeyond(tx, client.id)
      const next = {
        clientId: client.clientId,
        name: input.name?.trim() ?? client.name,
        description: input.description === undefined ? client.description : input.description?.trim() || null,
        addresses: input.addresses === undefined ? client.addresses : input.addresses?.length ? input.addresses : null,
      }
      const userErrors = [
        ...staleErrors(client.version, input.version),
        ...(client.disabled ? [userError('CONFLICT', 'client.disabled')] : []),
        ...descriptionErrors(next),
        ...(input.grants == null ? [] : await grantErrors(tx, input.grants)),
      ]
      if (userErrors.length > 0) return { apiClientId: client.id, keyId: null, userErrors }
      const addresses = next.addresses && networksOf(next.addresses)
      await tx.query('UPDATE account SET display_name = $2, version = version + 1, updated_at = now() WHERE id = $1', [
        client.id,
        next.name,
      ])
      await tx.query('UPDATE api_client SET description = $2, addresses = $3::cidr[] WHERE id = $1', [
        client.id,
        next.description,
        addresses,
      ])
      const grants = input.grants == null ? client.grants : grantsOf(input.grants)
      if (input.grants != null) await replaceGrants(tx, client.id, grants)
      const beyond = await beyondErrors(tx, client.id)
      if (beyond.length > 0) return { apiClientId: client.id, keyId: null, userErrors: beyond }
      const { name, description, addresses: addressesBefore, grants: grantsBefore } = client
      tx.audit({
        entity: 'ApiClient',
        entityId: client.id,
        ...ownerOf(grants),
        before: { name, description, addresses: addressesBefore, grants: grantsBefore },
        after: { name: next.name, description: next.description, addresses, grants },
      })
      return { apiClientId: client.id, keyId: null, userErrors: [] }
    })
    return { ...outcome, secret: null }
  }

  /** Keeps a client out, with all its keys and tokens, or lets it in again. */
  async disable(actor: Actor, input: DisableApiClientInput): Promise<KeyOutcome> {
    const outcome = await this.writer.write(actor, 'apiClient.disable', input, async (tx) => {
      const client = await lockClient(tx, input.id)
      const stale = staleErrors(client.version, input.version)
      if (stale.length > 0) return { apiClientId: client.id, keyId: null, userErrors: stale }
      if (client.disabled === input.disabled) return { apiClientId: client.id, keyId: null, userErrors: [] }
      // keeping out takes less than letting in
      if (!input.disabled) await refuseBeyond(tx, client.id)
      await tx.query(
        'UPDATE account SET disabled_at = CASE WHEN $2::boolean THEN now() END, version = version + 1, updated_at = now() WHERE id = $1',
        [client.id, input.disabled],
      )
      const facts = { entity: 'ApiClient', entityId: client.id, ...ownerOf(client.grants) }
      tx.audit({ ...facts, before: { disabled: client.disabled }, after: { disabled: input.disabled } })
      return { apiClientId: client.id, keyId: null, userErrors: [] }
    })
    return { ...outcome, secret: null }
  }
}

async function grantErrors(tx: Transaction, grants: readonly ApiClientGrantInput[]): Promise<UserError[]> {
  const ids = grants.flatMap(({ organizationId }) => organizationId ?? [])
  const known = await manageableOrganizations(tx, ids)
  const errors = scopeErrors(grants)
  for (const [at, { organizationId }] of grants.entries())
    if (organizationId != null && !known.has(organizationId))
      errors.push(userError('NOT_FOUND', 'client.organization', { field: ['grants', String(at), 'organizationId'] }))
  return errors
}

function grantsOf(grants: readonly ApiClientGrantInput[]): ClientGrant[] {
  return grants.map(({ scopes, organizationId, kinds }) => ({
    scopes: [...new Set(scopes)],
    organizationId: organizationId ?? null,
    kinds: [...new Set(kinds)],
  }))
}

function networksOf(addresses: readonly string[]): string[] {
  return [...new Set(addresses.map((address) => networkOf(address)!))]
}

function staleErrors(version: number, seen: number): UserError[] {
  return version === seen ? [] : [userError('STALE_VERSION', 'client.stale', { field: 'version', params: { version } })]
}
