import { type FastifyInstance } from 'fastify'
import { type GraphQLSchema } from 'graphql'
import { type Pool } from 'pg'
import { type Logger } from 'pino'
import { type DataSource } from 'typeorm'
import { accountsModule } from './modules/accounts/index.ts'
import { organizationsModule } from './modules/organizations/index.ts'
import { type Config, readConfig } from './platform/config/config.ts'
import { buildDataSource } from './platform/database/data-source.ts'
import { Writer } from './platform/database/write.ts'
import { loggable } from './platform/errors/database-error.ts'
import { type Database } from './platform/graph/reader.ts'
import { Context } from './platform/http/context.ts'
import { graphqlRoute } from './platform/http/graphql.ts'
import { requestFacts } from './platform/http/request-facts.ts'
import { buildServer } from './platform/http/server.ts'
import { platformTexts } from './platform/i18n/platform-texts.ts'
import { speaker } from './platform/i18n/texts.ts'
import { type Module, type Platform } from './platform/module.ts'
import { buildLogger } from './platform/telemetry/logger.ts'
import { schemaOf } from './schema.ts'

type ConnectedConfig = Config & { readonly databaseUrl: string }

export interface AppParts {
  readonly config: ConnectedConfig
  readonly logger: Logger
}

/** The whole server, connected to its database but not yet listening. The database is migrated already. */
export interface App {
  readonly http: FastifyInstance
  readonly platform: Platform
  readonly schema: GraphQLSchema
  readonly modules: Modules
  /** Answers what it has begun, then lets go of everything. */
  close(): Promise<void>
}

type Modules = ReturnType<typeof modulesOf>

/** The table of contents: every module, in the order of who builds on whom. */
export function modulesOf(platform: Platform) {
  const organizations = organizationsModule(platform, { openMatters: [] })
  const accounts = accountsModule(platform)
  return { organizations, accounts }
}

/** Puts the server together from its parts; the tests build the same one. */
export async function createApp({ config, logger }: AppParts): Promise<App> {
  const platform = platformOf(config, logger)
  const { dataSource, database } = platform
  const modules = modulesOf(platform)
  const list: readonly Module[] = Object.values(modules)
  dataSource.setOptions({ entities: list.flatMap((module) => module.entities) as DataSource['options']['entities'] })
  await dataSource.initialize()

  const say = speaker([platformTexts, ...list.flatMap((module) => module.texts ?? [])])
  const schema = await schemaOf(list)
  const http = await buildServer({ logger, say })
  await graphqlRoute(http, {
    schema,
    engine: config.executor,
    logger,
    say,
    contextOf: async (request, reply) => {
      const facts = requestFacts(request, reply)
      return new Context(facts, await modules.accounts.authenticate(facts), { database, say })
    },
  })
  return {
    http,
    platform,
    schema,
    modules,
    close: async () => {
      await http.close()
      await dataSource.destroy()
    },
  }
}

/** A platform that is never connected, for what only looks at the modules, such as the printed schema. */
export function unconnectedPlatform(): Platform {
  return platformOf({ ...readConfig({}), databaseUrl: 'postgresql://nowhere' }, buildLogger('silent'))
}

function platformOf(config: ConnectedConfig, logger: Logger): Platform {
  const dataSource = buildDataSource({
    url: config.databaseUrl,
    // the modules bring them, see below
    entities: [],
    onPoolError: (error) => logger.warn({ err: loggable(error) }, 'an idle connection to the database broke'),
  })
  // a data source has its pool once it is connected
  const database: Database = { query: (statement) => (dataSource.driver as unknown as { master: Pool }).master.query(statement) }
  return { config, dataSource, database, writer: new Writer(dataSource), logger }
}
