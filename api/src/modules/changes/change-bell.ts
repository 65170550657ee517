import pg from 'pg'
import { type Logger } from 'pino'
import { loggable } from '../../platform/errors/database-error.ts'
import { type Database } from '../../platform/database/database.ts'

const channel = 'qizhi_changes'

interface BellParts {
  readonly databaseUrl: string
  readonly database: Database
  readonly logger: Logger
}

/**
 * Wakes whoever waits for changes, of this process and of all others. It only wakes: what it fails to tell, because the connection broke or a
 * pooler swallowed it, is found a moment later, since nobody waits longer than he says.
 */
export class ChangeBell {
  private readonly waiting = new Set<() => void>()
  private listeners = 0
  private client: pg.Client | undefined
  private due: NodeJS.Timeout | undefined

  constructor(private readonly parts: BellParts) {}

  /**
   * Tells everybody that something was committed. A NOTIFY in the writers' own transactions would have them commit one after the other, so it
   * comes after them, a few times a second at most.
   */
  ring(): void {
    this.due ??= setTimeout(() => {
      this.due = undefined
      this.wake()
      void this.tellOthers()
    }, pause).unref()
  }

  /** Listens as long as anybody follows: one connection for the whole process. Returns the end of it. */
  listen(): () => void {
    this.listeners += 1
    if (this.listeners === 1) void this.connect()
    let ended = false
    return () => {
      if (ended) return
      ended = true
      this.listeners -= 1
      if (this.listeners === 0) this.disconnect()
    }
  }

  /** Waits for the next ring, but no longer than so many milliseconds. */
  wait(milliseconds: number, signal?: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const done = () => {
        clearTimeout(timer)
        this.waiting.delete(done)
        signal?.removeEventListener('abort', done)
        resolve()
      }
      const timer = setTimeout(done, milliseconds)
      this.waiting.add(done)
      signal?.addEventListener('abort', done)
      if (signal?.aborted === true) done()
    })
  }

  private async tellOthers(): Promise<void> {
    try {
      await this.parts.database.query({ text: 'SELECT pg_notify($1, $2)', values: [channel, ''] })
    } catch {
      // they look by themselves a moment later; this process may be closing
    }
  }

  private wake(): void {
    for (const done of [...this.waiting]) done()
  }

  private async connect(): Promise<void> {
    if (this.listeners === 0 || this.client !== undefined) return
    const client = new pg.Client({
      connectionString: this.parts.databaseUrl,
      application_name: 'qizhi-changes',
      keepAlive: true,
      connectionTimeoutMillis: 5_000,
    })
    this.client = client
    client.on('notification', () => this.wake())
    client.on('error', (error) => this.parts.logger.warn({ err: loggable(error) }, 'the connection that listens for changes broke'))
    client.once('end', () => this.again(client))
    try {
      await client.connect()
      await client.query('LISTEN qizhi_changes')
      // what was committed before it listened
      this.wake()
    } catch (error) {
      this.parts.logger.warn({ err: loggable(error) }, 'could not listen for changes')
      await client.end().catch(() => undefined)
      this.again(client)
    }
  }

  private again(client: pg.Client): void {
    if (this.client !== client) return
    this.client = undefined
    setTimeout(() => void this.connect(), reconnectAfter).unref()
  }

  private disconnect(): void {
    const { client } = this
    this.client = undefined
    void client?.end().catch(() => undefined)
  }
}

/** In milliseconds. */
const pause = 25
const reconnectAfter = 1_000
