import { migrations } from '../../migrations/index.ts'
import { type ConnectedConfig, type Core, openCore } from '../core.ts'
import { ConfigError, readConfig } from '../platform/config/config.ts'
import { migrate } from '../platform/database/migrate.ts'
import { buildLogger } from '../platform/telemetry/logger.ts'

/** The configuration of a command: that of the product, with a database. @throws ConfigError */
export function commandConfig(): ConnectedConfig {
  const config = readConfig()
  const { databaseUrl } = config
  if (databaseUrl === undefined) throw new ConfigError(['没有数据库：请设置 DATABASE_URL。 There is no database: set DATABASE_URL.'])
  return { ...config, databaseUrl }
}

/** Runs something on the product without its server, on a database that is brought up to date first. */
export async function withCore<Result>(use: (core: Core) => Promise<Result>): Promise<Result> {
  const config = commandConfig()
  await migrate(config.databaseUrl, migrations)
  const core = await openCore(config, buildLogger('silent'))
  try {
    return await use(core)
  } finally {
    await core.close()
  }
}
