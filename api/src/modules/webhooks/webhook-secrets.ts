import { type Permission } from '../../platform/access/permissions.ts'
import { includes, type Scope } from '../../platform/access/scope.ts'
import { type Viewer } from '../../platform/access/viewer.ts'
import { type FieldCipher, type Place, UnreadableValue } from '../../platform/crypto/field-cipher.ts'

/** Both secrets of an endpoint are bound to its row; the one before takes the place of the other when it is rotated. */
export function secretPlace(endpointId: string): Place {
  return { table: 'webhook_endpoint', column: 'secret', rowId: endpointId }
}

export function requestPlace(attemptId: string): Place {
  return { table: 'webhook_attempt', column: 'request', rowId: attemptId }
}

/** What a request of the log is kept with: how far its owner saw when it was made. */
interface KeptRequest {
  readonly reach: readonly (readonly [Permission, Scope])[]
  readonly text: string
}

/** A request as the log keeps it. */
export function sealedRequest(owner: Viewer, text: string): string {
  return JSON.stringify({ reach: owner.permissions.map((permission) => [permission, owner.scope(permission)]), text } satisfies KeptRequest)
}

/** A request of the log, for whoever sees as much as its owner saw then; null for everybody else, and where the key has gone. */
export async function openedRequest(cipher: FieldCipher, viewer: Viewer, attemptId: string, sealed: string): Promise<string | null> {
  try {
    const { reach, text } = JSON.parse(await cipher.decrypt(sealed, requestPlace(attemptId))) as KeptRequest
    return reach.every(([permission, scope]) => viewer.can(permission) && includes(viewer.scope(permission), scope)) ? text : null
  } catch (error) {
    if (error instanceof UnreadableValue) return null
    throw error
  }
}
