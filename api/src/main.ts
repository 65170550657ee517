import 'reflect-metadata'
import { join, sep } from 'node:path'
import { migrations } from '../migrations/index.ts'
import { createApp } from './app.ts'
import { type Credentials } from './modules/accounts/index.ts'
import { ConfigError, readConfig } from './platform/config/config.ts'
import { poolOf } from './platform/database/data-source.ts'
import { migrate } from './platform/database/migrate.ts'
import { loggable } from './platform/errors/database-error.ts'
import { startJobs } from './platform/jobs/jobs.ts'
import { type Module, workOf } from './platform/module.ts'
import { buildLogger } from './platform/telemetry/logger.ts'

/** Above this package: three folders up from what is compiled or built, two from `src`. */
const root = join(import.meta.dirname, import.meta.dirname.includes(`${sep}dist${sep}`) ? '../../..' : '../..')
const sites = { adminDirectory: join(root, 'admin/dist'), docsDirectory: join(root, 'packages/docs/dist') }

const noDatabase =
  '没有数据库：请设置 DATABASE_URL，或用 pnpm start 启动自带的数据库。 There is no database: set DATABASE_URL, or use pnpm start, which brings one.'

/** Starts the API, reports when it answers, and stops it when it is told to or when the program that started it is gone. */
async function main(): Promise<void> {
  const config = readConfig()
  const { databaseUrl } = config
  if (databaseUrl === undefined) throw new ConfigError([noDatabase])
  const logger = buildLogger(config.logLevel)
  const applied = await migrate(databaseUrl, migrations)
  if (applied.length > 0) logger.info({ applied }, 'database migrated')
  const app = await createApp({ config: { ...config, databaseUrl }, logger, ...sites })
  let stopping = false
  // the last to start is the first to stop
  const toStop: (() => Promise<void>)[] = [() => app.close()]
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => stop(signal))
  process.on('disconnect', () => stop('disconnect'))
  if (config.demo) {
    // nothing else needs what makes it
    const { loadDemoBureau } = await import('./cli/demo/index.ts')
    if (await loadDemoBureau(app)) logger.info('the example bureau was loaded')
  }
  const administrator = await app.modules.accounts.creation.createFirstAdministrator(config.adminPassword)
  const jobs = await startJobs(poolOf(app.platform.dataSource), workOf(Object.values(app.modules)), logger)
  toStop.unshift(() => jobs.stop())
  for (const module of Object.values<Module>(app.modules)) {
    const service = module.service?.()
    if (service !== undefined) toStop.unshift(() => service.stop())
  }
  const url = await app.http.listen({ host: config.host, port: config.port })
  report(url, administrator)

  function stop(reason: string): void {
    if (stopping) return
    stopping = true
    logger.info({ reason }, 'stopping')
    stopAll(toStop).catch((error: unknown) => {
      logger.error({ err: loggable(error) }, 'could not stop in order')
      process.exit(1)
    })
  }
}

async function stopAll(parts: readonly (() => Promise<void>)[]): Promise<void> {
  for (const stop of parts) await stop()
  // the channel to the launcher would keep the process
  if (process.connected) process.disconnect()
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
