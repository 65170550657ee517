import { permissionsBeyond, type Viewer } from '../../platform/access/viewer.ts'
import { type Transaction } from '../../platform/database/write.ts'
import { AppError } from '../../platform/errors/app-error.ts'
import { userError } from '../../platform/errors/user-error.ts'
import { type UserError } from '../../platform/errors/user-error.type.ts'
import { lockClient, viewerOfClient } from './api-client.store.ts'

/** Whoever gets a key gets what it opens: never more than he has. @throws AppError FORBIDDEN */
export async function refuseBeyond(tx: Transaction, clientId: string): Promise<void> {
  if (permissionsBeyond(await viewerOfClient(tx, clientId), tx.actor.viewer).length > 0) throw new AppError('FORBIDDEN')
}

/** The client is made as it is to be, and compared with whoever makes it; what is refused is rolled back. */
export async function beyondErrors(tx: Transaction, clientId: string): Promise<UserError[]> {
  const beyond = permissionsBeyond(await viewerOfClient(tx, clientId), tx.actor.viewer)
  return beyond.length === 0 ? [] : [userError('INVALID', 'client.beyond', { field: 'grants', params: { scopes: beyond.join(', ') } })]
}

/** The client in whose name something is kept: whoever does so manages it, and may no less than it may. @throws AppError NOT_FOUND, FORBIDDEN */
export async function clientInChargeOf(tx: Transaction, clientId: string): Promise<Viewer> {
  await lockClient(tx, clientId)
  await refuseBeyond(tx, clientId)
  return viewerOfClient(tx, clientId)
}
