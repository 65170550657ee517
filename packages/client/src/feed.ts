import { type QizhiClient } from './client.ts'
import { type ChangeEntity, Changes, type ChangesData } from './generated/operations.ts'
import { pause } from './pause.ts'

export type Change = ChangesData['changes']['nodes'][number]

export interface FeedOptions {
  /** The cursor that was kept the last time; null to begin. */
  readonly after: string | null
  /** Where to begin without a cursor; BEGINNING unless said otherwise. */
  readonly start?: 'BEGINNING' | 'NOW'
  readonly entities?: readonly ChangeEntity[]
  /** Only objects of this organisation's subtree. */
  readonly organization?: string
  /** Keeps the cursor: called once every change before it has been worked off, that is, once the next one is asked for. */
  readonly checkpoint: (cursor: string) => Promise<void> | void
  /** What the viewer may see is another scope than before: what came into it or left it by that is in no change. */
  readonly onScopeChanged?: () => Promise<void> | void
  /** Seconds between two looks once there is nothing new; without them the feed ends there. */
  readonly pollSeconds?: number
  readonly signal?: AbortSignal
}

/**
 * What changed, without gaps. Each change is given at least once: after a crash those since the last checkpoint come again, with the same ids.
 * `for await (const change of changes(client, { after, checkpoint })) await apply(change)`
 */
export async function* changes(client: QizhiClient, options: FeedOptions): AsyncGenerator<Change, void, undefined> {
  let { after } = options
  for (;;) {
    const { entities, organization, signal } = options
    const variables = {
      after,
      first: 500,
      start: options.start ?? 'BEGINNING',
      ...(entities === undefined ? {} : { entities }),
      ...(organization === undefined ? {} : { organization }),
    }
    const { nodes, pageInfo, scopeChanged } = (await client.request(Changes, variables, signal)).changes
    if (scopeChanged) await options.onScopeChanged?.()
    yield* nodes
    if (pageInfo.endCursor !== null && pageInfo.endCursor !== after) {
      after = pageInfo.endCursor
      await options.checkpoint(after)
    }
    if (pageInfo.hasNextPage) continue
    if (options.pollSeconds === undefined || signal?.aborted === true) return
    await pause(options.pollSeconds, signal)
  }
}
