import { type Viewer } from '../../platform/access/viewer.ts'
import { type FieldCipher, type Place, UnreadableValue } from '../../platform/crypto/field-cipher.ts'

/** Both secrets of an endpoint are bound to its row; the one before takes the place of the other when it is rotated. */
export function secretPlace(endpointId: string): Place {
  return { table: 'webhook_endpoint', column: 'secret', rowId: endpointId }
}

export function requestPlace(attemptId: string): Place {
  return { table: 'webhook_attempt', column: 'request', rowId: attemptId }
}

/** A request as the log keeps it, with how far its owner saw when it was made. */
export function sealedRequest({ scopeKey }: Viewer, text: string): string {
  return `${scopeKey}\n${text}`
}

/** A request of the log, for whoever sees as far as its owner did then; null for everybody else, and where the key has gone. */
export async function openedRequest(cipher: FieldCipher, viewer: Viewer, attemptId: string, sealed: string): Promise<string | null> {
  try {
    const content = await cipher.decrypt(sealed, requestPlace(attemptId))
    const end = content.indexOf('\n')
    return content.slice(0, end) === viewer.scopeKey ? content.slice(end + 1) : null
  } catch (error) {
    if (error instanceof UnreadableValue) return null
    throw error
  }
}
