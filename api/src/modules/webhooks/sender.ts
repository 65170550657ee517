import { type Logger } from 'pino'
import { type Viewer } from '../../platform/access/viewer.ts'
import { AppError } from '../../platform/errors/app-error.ts'
import { loggable } from '../../platform/errors/database-error.ts'
import { type Database } from '../../platform/database/database.ts'
import { Reader } from '../../platform/graph/reader.ts'
import { plain, type SelectedField } from '../../platform/graph/selection.ts'
import { type ChangeBell, type ChangeFeed, type ChangePage } from '../changes/index.ts'
import { type DeliveryStore, longestQueue, type ServedEndpoint } from './delivery.store.ts'
import { type Messenger } from './messenger.ts'
import { type WebhookProblem } from './webhook.enums.ts'

export interface SenderParts {
  readonly store: DeliveryStore
  readonly messenger: Messenger
  readonly database: Database
  readonly feed: ChangeFeed
  readonly bell: ChangeBell
  readonly logger: Logger
  readonly viewerOfAccount: (accountId: string) => Promise<Viewer | undefined>
}

/** In seconds: how long nobody else sends to an endpoint unless this process says so again. */
const lease = 5

/** In milliseconds: for how long at least nobody looks again, and after which a place in the feed is written down though nothing happened. */
const breath = 100
const longestIdle = 3_600_000
const longestFarewell = 5_000

/** How many requests to one endpoint run at once; one that fails is asked by one alone. */
const atOnce = 8

/**
 * Tells endpoints of changes, each on its own: one that is slow delays no other. Everything that must survive stands in the database, so a
 * process may be killed at any moment: what it was about to tell is told by another, under the same id.
 */
export class WebhookSender {
  private readonly busy = new Map<string, Promise<void>>()
  private readonly stopping = new AbortController()
  /** How far each endpoint’s place was looked at beyond the one that is written down, and since when. */
  private readonly ahead = new Map<string, { readonly from: string | null; readonly cursor: string; readonly since: number }>()

  constructor(private readonly parts: SenderParts) {}

  /** Works until it is stopped; waits a while for what is on its way. Whatever takes longer is sent again by another. */
  start(): { stop(): Promise<void> } {
    const silence = this.parts.bell.listen()
    const working = this.work()
    return {
      stop: async () => {
        this.stopping.abort()
        silence()
        await working
        const impatience = new Promise((resolve) => setTimeout(resolve, longestFarewell).unref())
        await Promise.race([Promise.all(this.busy.values()), impatience])
        await this.parts.store.leave().catch(() => undefined)
      },
    }
  }

  /** Tells every endpoint what there is to tell now. */
  async round(): Promise<void> {
    for (const id of await this.parts.store.serve(lease)) this.attend(id)
    await Promise.all(this.busy.values())
  }

  /** Sends a test to an endpoint at once, whatever its state, and keeps nothing of it. */
  async test(endpointId: string): Promise<Awaited<ReturnType<Messenger['test']>> | undefined> {
    const endpoint = await this.parts.store.any(endpointId)
    return endpoint && this.parts.messenger.test(endpoint)
  }

  private async work(): Promise<void> {
    const { bell, store, logger } = this.parts
    while (!this.stopping.signal.aborted) {
      try {
        for (const id of await store.serve(lease)) this.attend(id)
      } catch (error) {
        logger.warn({ err: loggable(error) }, 'the endpoints of webhooks cannot be read')
      }
      await bell.wait(1_000, this.stopping.signal)
      // many commits in a row are one reason to look
      await new Promise((resolve) => setTimeout(resolve, breath))
    }
  }

  /** One at a time for each endpoint. */
  private attend(id: string): void {
    if (this.busy.has(id)) return
    const attending = this.tell(id)
      .catch((error: unknown) => this.parts.logger.warn({ endpoint: id, err: loggable(error) }, 'an endpoint could not be told'))
      .finally(() => this.busy.delete(id))
    this.busy.set(id, attending)
  }

  private async tell(id: string): Promise<void> {
    const { store, messenger, logger } = this.parts
    for (let begun = false; !this.stopping.signal.aborted; begun = true) {
      // anew each time: it may have been paused, changed or deleted, and its owner’s rights with it
      const endpoint = await store.served(id)
      if (endpoint === undefined) return
      const viewer = await this.parts.viewerOfAccount(endpoint.ownerId)
      if (viewer === undefined || !viewer.can('webhooks:run') || !viewer.can('changes:read')) return store.disable(id, 'NOT_ALLOWED')
      if (!begun) await this.gather(endpoint, viewer)
      const due = await store.due(id, endpoint.failures > 0 ? 1 : atOnce)
      if (due.length === 0) return
      const { attempts, standing, statusCode } = await messenger.tell(endpoint, viewer, due)
      const problem = await store.attempted(id, attempts, standing)
      if (problem !== null) logger.warn({ endpoint: id, problem, statusCode }, 'an endpoint of a webhook was disabled')
    }
  }

  /** Reads the feed on from the endpoint’s place, and writes down what it means for it. */
  private async gather(served: ServedEndpoint, viewer: Viewer): Promise<void> {
    const { feed, database, store } = this.parts
    const reader = new Reader(database, viewer, 'zh-CN')
    let endpoint = served
    while (endpoint.waiting < longestQueue && !this.stopping.signal.aborted) {
      const { entities, organizationId: organization } = endpoint
      const ahead = this.ahead.get(endpoint.id)
      const after = ahead !== undefined && ahead.from === endpoint.cursor ? ahead.cursor : endpoint.cursor
      let page: ChangePage
      try {
        page = await feed.page(reader, viewer, { after, first: 500, entities, organization, start: 'BEGINNING' }, asked)
      } catch (error) {
        const problem = error instanceof AppError ? givenUpFor[error.code] : undefined
        if (problem === undefined) throw error
        return store.disable(endpoint.id, problem)
      }
      const cursor = page.pageInfo.endCursor
      const since = ahead !== undefined && after === ahead.cursor ? ahead.since : Date.now()
      if (page.nodes.length === 0 && Date.now() - since < longestIdle) {
        // nothing for it: that is remembered here and written down in a while, lest the place grow too old
        this.ahead.set(endpoint.id, { from: endpoint.cursor, cursor, since })
        if (!page.pageInfo.hasNextPage) return
        continue
      }
      if (!(await store.record(endpoint, page.nodes, cursor))) return
      this.ahead.delete(endpoint.id)
      if (!page.pageInfo.hasNextPage) return
      endpoint = { ...endpoint, cursor, waiting: endpoint.waiting + page.nodes.length }
    }
  }
}

const givenUpFor: Readonly<Record<string, WebhookProblem>> = {
  FORBIDDEN: 'NOT_ALLOWED',
  CURSOR_EXPIRED: 'CURSOR_LOST',
  CURSOR_EPOCH_CHANGED: 'CURSOR_LOST',
}

/** What the sender wants to know of changes; objects are read when they are sent. */
const asked: readonly SelectedField[] = [
  plain(
    'nodes',
    ['id', 'entity', 'entityId', 'op', 'occurredAt'].map((name) => plain(name)),
  ),
]
