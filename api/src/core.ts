import { type GraphQLSchema } from 'graphql'
import { type Logger } from 'pino'
import { type DataSource } from 'typeorm'
import { assembleModules, type Modules } from './modules.ts'
import { type Config, readConfig } from './platform/config/config.ts'
import { BlindIndex } from './platform/crypto/blind-index.ts'
import { FieldCipher } from './platform/crypto/field-cipher.ts'
import { type KeyProvider, secretKeyProvider } from './platform/crypto/key-provider.ts'
import { loadSecret } from './platform/crypto/secret-file.ts'
import { buildDataSource, poolOf } from './platform/database/data-source.ts'
import { Writer } from './platform/database/write.ts'
import { loggable } from './platform/errors/database-error.ts'
import { StoredFile } from './platform/files/stored-file.entity.ts'
import { StoredFiles } from './platform/files/stored-files.ts'
import { type Database } from './platform/database/database.ts'
import { platformTexts } from './platform/i18n/platform-texts.ts'
import { type Say, speaker } from './platform/i18n/texts.ts'
import { mailerOf } from './platform/mail/mailer.ts'
import { type Module, type Platform } from './platform/module.ts'
import { buildLogger } from './platform/telemetry/logger.ts'
import { Metrics } from './platform/telemetry/metrics.ts'
import { schemaOf } from './schema.ts'

/** A configuration that names its database. */
export type ConnectedConfig = Config & { readonly databaseUrl: string }

/** The product without its HTTP side: what the server, the command line and the tests have in common. */
export interface Core {
  readonly platform: Platform
  readonly modules: Modules
  readonly schema: GraphQLSchema
  readonly say: Say
  close(): Promise<void>
}

/** Puts the modules together and connects them to their database, which is migrated already. */
export async function openCore(config: ConnectedConfig, logger: Logger): Promise<Core> {
  const platform = platformOf(config, logger, secretKeyProvider(await loadSecret(config)))
  const { dataSource } = platform
  const modules = assembleModules(platform)
  const list: readonly Module[] = Object.values(modules)
  dataSource.setOptions({ entities: [StoredFile, ...list.flatMap((module) => module.entities)] as DataSource['options']['entities'] })
  await dataSource.initialize()
  for (const module of list) await module.start?.()
  const schema = await schemaOf(list)
  const say = speaker([platformTexts, ...list.flatMap((module) => module.texts ?? [])])
  for (const module of list) module.ready?.({ schema, say })
  return { platform, modules, schema, say, close: () => dataSource.destroy() }
}

/** The schema of all modules, without a database. */
export function unconnectedSchema(): Promise<GraphQLSchema> {
  const platform = platformOf(
    { ...readConfig({}), databaseUrl: 'postgresql://nowhere' },
    buildLogger('silent'),
    secretKeyProvider(Buffer.alloc(32)),
  )
  return schemaOf(Object.values(assembleModules(platform)))
}

function platformOf(config: ConnectedConfig, logger: Logger, keys: KeyProvider): Platform {
  const metrics = new Metrics()
  const dataSource = buildDataSource({
    url: config.databaseUrl,
    // the modules bring theirs before it connects
    entities: [],
    onStatement: metrics.countStatement,
    onPoolError: (error) => logger.warn({ err: loggable(error) }, 'an idle connection to the database broke'),
  })
  // a data source has its pool once it is connected
  const database: Database = { query: (statement) => poolOf(dataSource).query(statement) }
  const inputs = new BlindIndex(keys, 'idempotency_key.input_hash')
  const writer = new Writer(dataSource, (text) => inputs.of(text))
  const files = new StoredFiles({ dataSource, writer, keys, dataDir: config.dataDir })
  return { config, dataSource, database, writer, keys, cipher: new FieldCipher(keys), files, mailer: mailerOf(config), logger, metrics }
}
