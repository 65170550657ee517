import { setImmediate } from 'node:timers/promises'
import { type Pool } from 'pg'
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client'

/** Names come from clients: only so many of them get a series of their own. */
const mostOperations = 200

/** What the process measures of itself, for Prometheus. */
export class Metrics {
  readonly registry = new Registry()
  private readonly operationNames = new Set<string>()
  private readonly seriesOf = new Map<string, Histogram.Internal<string>>()
  private readonly operations = new Histogram({
    name: 'qizhi_operation_seconds',
    help: 'Time of GraphQL operations, by name and outcome',
    labelNames: ['operation', 'outcome'],
    buckets: [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
    registers: [this.registry],
  })
  private readonly statements = new Counter({ name: 'qizhi_sql_statements_total', help: 'SQL statements sent', registers: [this.registry] })

  /** Event loop, memory, garbage collection. */
  watchProcess(): void {
    collectDefaultMetrics({ register: this.registry })
  }

  readonly countStatement = (): void => this.statements.inc()

  /** Notes an operation. Only signed-in clients name series. */
  operation({ name, seconds, failed, known }: { name: string | null; seconds: number; failed: boolean; known: boolean }): void {
    this.series(this.labelOf(known ? name : null), failed ? 'failed' : 'answered').observe(seconds)
  }

  /** Shows how busy a pool is. */
  watchPool(pool: Pool): void {
    new Gauge({
      name: 'qizhi_pool_connections',
      help: 'Connections to the database by state; waiting: requests that wait for one',
      labelNames: ['state'],
      registers: [this.registry],
      collect() {
        this.set({ state: 'idle' }, pool.idleCount)
        this.set({ state: 'busy' }, pool.totalCount - pool.idleCount)
        this.set({ state: 'waiting' }, pool.waitingCount)
      },
    })
  }

  /** Shows figures that somebody else keeps, read whenever they are asked for; while they cannot be read, there are none. */
  watch(name: string, help: string, read: () => Promise<Readonly<Record<string, number>>>): void {
    new Gauge({
      name,
      help,
      labelNames: ['figure'],
      registers: [this.registry],
      async collect() {
        this.reset()
        // reading takes a connection, which the pool's own figures would otherwise count as somebody who waits
        await setImmediate()
        const figures = await read().catch(() => ({}))
        for (const [figure, value] of Object.entries(figures)) this.set({ figure }, value)
      },
    })
  }

  private series(operation: string, outcome: string): Histogram.Internal<string> {
    const key = `${operation} ${outcome}`
    const known = this.seriesOf.get(key) ?? this.operations.labels({ operation, outcome })
    this.seriesOf.set(key, known)
    return known
  }

  private labelOf(name: string | null): string {
    if (name === null) return 'anonymous'
    if (!this.operationNames.has(name) && this.operationNames.size < mostOperations) this.operationNames.add(name)
    return this.operationNames.has(name) ? name : 'other'
  }
}
