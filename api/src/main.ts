import 'reflect-metadata'
import { migrations } from '../migrations/index.ts'
import { createApp } from './app.ts'
import { readConfig } from './platform/config/config.ts'
import { migrate } from './platform/database/migrate.ts'
import { buildLogger } from './platform/telemetry/logger.ts'

const config = readConfig()
const logger = buildLogger(config.logLevel)
if (config.databaseUrl === undefined) throw new Error('DATABASE_URL')
await migrate(config.databaseUrl, migrations)
const app = await createApp({ config: { ...config, databaseUrl: config.databaseUrl }, logger })
const url = await app.http.listen({ host: config.host, port: config.port })
process.send?.({ type: 'ready', url })
