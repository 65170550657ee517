import { availableParallelism } from 'node:os'
import pg from 'pg'
import { DataSource, type EntitySchema } from 'typeorm'

// A civil date has no time zone: it stays the text that PostgreSQL sent.
pg.types.setTypeParser(pg.types.builtins.DATE, (text) => text)

type Constructor = abstract new (...args: never[]) => unknown

/** What a data source is made of. */
export interface DataSourceParts {
  readonly url: string
  readonly entities: readonly (Constructor | EntitySchema)[]
  /** Shown in `pg_stat_activity`. */
  readonly applicationName?: string
  /** Connections of this process; by default as many as its machine can use. */
  readonly poolSize?: number
  /** Told of connections that broke while idle, such as those of a server that was stopped. */
  readonly onPoolError?: (error: Error) => void
  /** Told of every statement that is sent. */
  readonly onStatement?: () => void
}

/** Builds the one data source of a process. It is not connected yet: `initialize()` does that. */
export function buildDataSource(parts: DataSourceParts): DataSource {
  return new DataSource({
    type: 'postgres',
    url: parts.url,
    entities: [...parts.entities] as DataSource['options']['entities'],
    applicationName: parts.applicationName ?? 'qizhi',
    poolSize: parts.poolSize ?? poolSizeOfThisMachine(),
    connectTimeoutMS: limits.waitForConnection,
    // the migrations declare the extensions
    installExtensions: false,
    uuidExtension: 'pgcrypto',
    // without a handler, a server that stops would take this process with it
    poolErrorHandler: parts.onPoolError ?? ignoreBrokenIdleConnection,
    extra: {
      ...(parts.onStatement === undefined ? {} : { Client: countingClient(parts.onStatement) }),
      statement_timeout: limits.statement,
      idle_in_transaction_session_timeout: limits.idleInTransaction,
      idleTimeoutMillis: limits.idleConnection,
      keepAlive: true,
      // statements that nobody waits for one by one leave together and are answered in their order
      pipeline: true,
      // a date is text here, in the one form that everybody reads, whatever the operator has chosen for his database
      options: `${planning} -c datestyle=ISO`,
    },
  })
}

/**
 * How connections have statements planned. Compiling a plan takes longer than any statement of ours runs; starting workers, too, even for a half
 * of a plan that then has nothing to do: a branch's page over five million activities took 90 ms for that alone.
 */
export const planning = '-c jit=off -c max_parallel_workers_per_gather=0'

/** The pool of a connected data source, for what speaks to PostgreSQL without entities. TypeORM has no name for it in public. */
export function poolOf(dataSource: DataSource): pg.Pool {
  return (dataSource.driver as unknown as { master: pg.Pool }).master
}

/** A connection that tells of its statements. The pool makes its connections of this class. */
function countingClient(count: () => void): typeof pg.Client {
  return class extends pg.Client {
    override query(...args: unknown[]): never {
      count()
      return (super.query as (...args: unknown[]) => never)(...args)
    }
  }
}

/** In milliseconds. An open transaction holds back the change feed and the vacuum of the whole database. */
const limits = { waitForConnection: 5_000, statement: 30_000, idleInTransaction: 30_000, idleConnection: 60_000 }

function poolSizeOfThisMachine(): number {
  return Math.min(32, Math.max(8, availableParallelism() * 4))
}

/** The pool has dropped the connection already; whoever asks next gets a new one or the error. */
function ignoreBrokenIdleConnection(): void {
  return
}
