import 'reflect-metadata'
import { join, sep } from 'node:path'
import { migrations } from '../migrations/index.ts'
import { type App, createApp } from './app.ts'
import { type Credentials } from './modules/accounts/index.ts'
import { ConfigError, readConfig } from './platform/config/config.ts'
import { migrate } from './platform/database/migrate.ts'
import { loggable } from './platform/errors/database-error.ts'
import { buildLogger } from './platform/telemetry/logger.ts'

/** Beside this package: three folders up from `dist/src`, two from `src`. */
const adminDirectory = join(import.meta.dirname, import.meta.dirname.includes(`${sep}dist${sep}`) ? '../../..' : '../..', 'admin/dist')

/** Starts the API, reports when it answers, and stops it when it is told to or when the program that started it is gone. */
async function main(): Promise<void> {
  const config = readConfig()
  const { databaseUrl } = config
  if (databaseUrl === undefined)
    throw new ConfigError([
      '没有数据库：请设置 DATABASE_URL，或用 pnpm start 启动自带的数据库。 There is no database: set DATABASE_URL, or use pnpm start, which brings one.',
    ])
  const logger = buildLogger(config.logLevel)
  const applied = await migrate(databaseUrl, migrations)
  if (applied.length > 0) logger.info({ applied }, 'database migrated')
  const app = await createApp({ config: { ...config, databaseUrl }, logger, adminDirectory })
  const stop = stopper(app)
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => void stop(signal))
  process.on('disconnect', () => void stop('disconnect'))
  const administrator = await app.modules.accounts.creation.createFirstAdministrator(config.adminPassword)
  const url = await app.http.listen({ host: config.host, port: config.port })
  report(url, administrator)

  function stopper(started: App) {
    let stopping: Promise<void> | undefined
    return (reason: string): Promise<void> => {
      stopping ??= (async () => {
        logger.info({ reason }, 'stopping')
        await started.close()
        // the channel to the launcher would keep the process
        if (process.connected) process.disconnect()
      })().catch((error: unknown) => {
        logger.error({ err: loggable(error) }, 'could not stop in order')
        process.exit(1)
      })
      return stopping
    }
  }
}

/** Tells whoever started this; without a launcher, the person at the terminal. The password is shown this once and kept nowhere. */
function report(url: string, administrator: Credentials | undefined): void {
  if (process.send !== undefined) process.send({ type: 'ready', url, ...(administrator === undefined ? {} : { administrator }) })
  else if (administrator !== undefined && process.stdout.isTTY) {
    console.log(`首个管理员 First administrator: ${administrator.username}  密码 password: ${administrator.password}`)
  }
}

main().catch((error: unknown) => {
  // what the operator can mend is said in words; everything else without the values that a database quotes
  console.error(error instanceof ConfigError ? error.message : loggable(error))
  process.exit(1)
})
