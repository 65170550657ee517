import { AppError } from '../../platform/errors/app-error.ts'
import { type Authenticate, type RequestFacts } from '../../platform/http/context.ts'
import { type Database } from '../../platform/database/database.ts'
import { bearerDigest, type KeyEnvironment, looksLikeBearer, plainAddress } from './bearer.ts'
import { digestOf, sessionToken } from './sessions.ts'
import { type ViewerMemory } from './viewer-memory.ts'
import { accountOfBearer, accountOfSession, noteKeyUse, noteSeen } from './viewers.ts'

/**
 * The one door through which everybody comes: a browser by its cookie, a program by its key or token. What a request says outright goes
 * before what a browser sends by itself: with a key or token the cookie is not looked at, also where the key is refused.
 */
export function authenticationOf(database: Database, memory: ViewerMemory, environment: KeyEnvironment): Authenticate {
  return (facts) => (facts.bearer === null ? bySession(facts) : byBearer(facts.bearer, facts))

  async function bySession({ cookies }: RequestFacts) {
    const token = sessionToken(cookies)
    const account = token === undefined ? undefined : await memory.recall(token, () => accountOfSession(database, digestOf(token)))
    if (account === undefined) return null
    if (account.noteDue && account.viewer.sessionId !== null) await noteSeen(database, account.viewer.sessionId)
    return account.viewer
  }

  /** @throws AppError UNAUTHENTICATED, the same whatever is wrong with it */
  async function byBearer(bearer: string, facts: RequestFacts) {
    const address = plainAddress(facts.address)
    const digest = bearerDigest(bearer)
    const account = looksLikeBearer(bearer, environment)
      ? await memory.recall(`${digest} ${address}`, () => accountOfBearer(database, digest, address))
      : undefined
    if (account === undefined) throw new AppError('UNAUTHENTICATED', 'account.badBearer')
    if (account.noteDue && account.viewer.keyId !== null) await noteKeyUse(database, account.viewer.keyId, address)
    return account.viewer
  }
}
