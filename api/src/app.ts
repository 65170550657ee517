import { type FastifyInstance } from 'fastify'
import { type Logger } from 'pino'
import { type ConnectedConfig, type Core, openCore } from './core.ts'
import { Context } from './platform/http/context.ts'
import { graphqlRoute } from './platform/http/graphql.ts'
import { requestFacts } from './platform/http/request-facts.ts'
import { buildServer } from './platform/http/server.ts'

export interface AppParts {
  readonly config: ConnectedConfig
  readonly logger: Logger
}

/** The whole server, connected to its database but not yet listening. */
export interface App extends Core {
  readonly http: FastifyInstance
}

/** Puts the server together from its parts; the tests build the same one. The database is migrated already. */
export async function createApp({ config, logger }: AppParts): Promise<App> {
  const core = await openCore(config, logger)
  const { say, schema, modules, platform } = core
  const http = await buildServer({ logger, say })
  await graphqlRoute(http, {
    schema,
    engine: config.executor,
    logger,
    say,
    contextOf: async (request, reply) => {
      const facts = requestFacts(request, reply)
      return new Context(facts, await modules.accounts.authenticate(facts), { database: platform.database, say })
    },
  })
  return {
    ...core,
    http,
    // what has begun is answered before the database goes
    close: async () => {
      await http.close()
      await core.close()
    },
  }
}
