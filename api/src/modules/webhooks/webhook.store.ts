import { type Viewer } from '../../platform/access/viewer.ts'
import { type Transaction } from '../../platform/database/write.ts'
import { AppError } from '../../platform/errors/app-error.ts'
import { userError } from '../../platform/errors/user-error.ts'
import { type UserError } from '../../platform/errors/user-error.type.ts'
import { isUuid } from '../../platform/graph/reader.ts'
import { clientInChargeOf } from '../clients/index.ts'
import { type DeliveryStatus, type WebhookStatus } from './webhook.enums.ts'
import { type EndpointContent } from './webhook.rules.ts'

export interface LockedEndpoint extends EndpointContent {
  readonly id: string
  readonly version: number
  readonly status: WebhookStatus
  readonly secretCipher: string
}

/**
 * An endpoint of one's own, or of a program that one manages.
 * @throws AppError NOT_FOUND for one of somebody else, as for one that does not exist; FORBIDDEN where the program may more than oneself
 */
export async function lockOwn(tx: Transaction, id: string): Promise<LockedEndpoint> {
  const [found] = isUuid(id)
    ? await tx.query<{ ownerId: string }>('SELECT owner_id AS "ownerId" FROM webhook_endpoint WHERE id = $1', [id])
    : []
  if (found === undefined) throw new AppError('NOT_FOUND')
  if (found.ownerId !== tx.actor.viewer.accountId) await clientInChargeOf(tx, found.ownerId)
  const [locked] = await tx.query<LockedEndpoint>(lockSql, [id])
  if (locked === undefined) throw new AppError('NOT_FOUND')
  return locked
}

/** A delivery with its endpoint, which is locked first. @throws AppError NOT_FOUND */
export async function lockOwnDelivery(tx: Transaction, id: string): Promise<{ endpointId: string; status: DeliveryStatus }> {
  const [found] = isUuid(id)
    ? await tx.query<{ endpointId: string }>('SELECT endpoint_id AS "endpointId" FROM webhook_delivery WHERE id = $1', [id])
    : []
  if (found === undefined) throw new AppError('NOT_FOUND')
  await lockOwn(tx, found.endpointId)
  const [locked] = await tx.query<{ status: DeliveryStatus }>('SELECT status FROM webhook_delivery WHERE id = $1 FOR UPDATE', [id])
  if (locked === undefined) throw new AppError('NOT_FOUND')
  return { endpointId: found.endpointId, status: locked.status }
}

/** An organisation that the owner does not see is none. */
export async function placeErrors(tx: Transaction, owner: Viewer, organizationId: string | null): Promise<UserError[]> {
  if (organizationId === null) return []
  const { everything, roots } = owner.scope('organizations:read')
  const found = isUuid(organizationId) ? await tx.query(placeSql, [organizationId, everything, roots]) : []
  return found.length > 0 ? [] : [userError('NOT_FOUND', 'webhook.organization', { field: 'organizationId' })]
}

const lockSql = `
SELECT id, version, name, url, entities, organization_id AS "organizationId", document, status, secret_cipher AS "secretCipher"
FROM webhook_endpoint WHERE id = $1 FOR NO KEY UPDATE`

const placeSql = `
SELECT FROM organization_placement p WHERE p.organization_id = $1 AND upper_inf(p.valid) AND ($2::boolean OR EXISTS (
  SELECT FROM unnest($3::text[]) AS root WHERE p.path >= root COLLATE "C" AND p.path < (root || '0') COLLATE "C"))`
