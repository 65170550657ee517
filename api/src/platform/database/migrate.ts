import { AbstractLogger, DataSource, type MigrationInterface } from 'typeorm'
import { installQueue } from '../jobs/jobs.ts'

/** A migration class, as listed in `api/migrations/index.ts`. */
export type Migration = new () => MigrationInterface

/**
 * Brings the database, and the job queue in it, up to the given migrations and returns the names of those that ran. Processes that start at the same time wait
 * for each other, so each migration runs once.
 */
export async function migrate(url: string, migrations: readonly Migration[]): Promise<string[]> {
  const dataSource = new DataSource({
    type: 'postgres',
    url,
    migrations: [...migrations],
    migrationsTableName: 'migration',
    applicationName: 'qizhi-migrate',
    // one connection holds the lock, the other migrates
    poolSize: 2,
    installExtensions: false,
    logger: new SilentLogger(),
    extra: { lock_timeout: lockTimeout },
  })
  await dataSource.initialize()
  try {
    return await dataSource.transaction(async (lock) => {
      // a transaction's lock works behind pgbouncer as well, where a session's would stay with a stranger
      await lock.query('SET LOCAL lock_timeout = 0')
      await lock.query('SET LOCAL idle_in_transaction_session_timeout = 0')
      await lock.query('SELECT pg_advisory_xact_lock($1)', [migrationLock])
      await installQueue(url)
      const applied = await dataSource.runMigrations({ transaction: 'each' })
      return applied.map((migration) => migration.name)
    })
  } finally {
    await dataSource.destroy()
  }
}

/** In milliseconds: a migration that waits for a table lock must not make everybody queue behind it. */
const lockTimeout = 5_000

/** Any number that nothing else locks; this one spells "qizhi". */
const migrationLock = 0x71697a6869

/** What fails is thrown; what ran is returned. TypeORM would print both. */
class SilentLogger extends AbstractLogger {
  protected writeLog(): void {
    return
  }
}
