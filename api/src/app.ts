import { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify'
import { type Logger } from 'pino'
import { migrations } from '../migrations/index.ts'
import { type ConnectedConfig, type Core, openCore } from './core.ts'
import { exportDownloadRoute } from './modules/exports/index.ts'
import { claimInstallation, countClientUse, oauthRoutes } from './modules/clients/index.ts'
import { rejectedRowsRoute } from './modules/imports/index.ts'
import { reportFeedRoute, reportFilesRoute, snapshotFilesRoute } from './modules/reports/index.ts'
import { syncFilesRoute } from './modules/sync/index.ts'
import { poolOf } from './platform/database/data-source.ts'
import { filesRoute } from './platform/files/files.route.ts'
import { adminSite, isBuilt, sendPage, wantsPage } from './platform/http/admin-site.ts'
import { Context } from './platform/http/context.ts'
import { docsSite } from './platform/http/docs-site.ts'
import { graphqlRoute } from './platform/http/graphql.ts'
import { healthRoutes } from './platform/http/health.ts'
import { notFound } from './platform/http/json-errors.ts'
import { RateLimit } from './platform/http/limits/rate-limit.ts'
import { requestFacts } from './platform/http/request-facts.ts'
import { buildServer } from './platform/http/server.ts'
import { TrustedDocuments } from './platform/http/trusted-documents.ts'

export interface AppParts {
  readonly config: ConnectedConfig
  readonly logger: Logger
  /** Where the built admin lies; without one, `/` is empty. */
  readonly adminDirectory?: string
  /** Where the built documentation lies; without it, there is nothing at `/docs`. */
  readonly docsDirectory?: string
}

/** The whole server, connected to its database but not yet listening. */
export interface App extends Core {
  readonly http: FastifyInstance
}

/** Puts the server together from its parts; the tests build the same one. The database is migrated already. */
export async function createApp({ config, logger, adminDirectory, docsDirectory }: AppParts): Promise<App> {
  const core = await openCore(config, logger)
  const { say, schema, modules, platform } = core
  const { metrics } = platform
  try {
    await claimInstallation(platform.database, config.sandbox)
  } catch (error) {
    await core.close()
    throw error
  }
  metrics.watchProcess()
  metrics.watchPool(poolOf(platform.dataSource))
  const contextParts = { database: platform.database, say, smallestGroup: config.smallestGroup }
  const contextOf = async (request: FastifyRequest, reply: FastifyReply) => {
    const facts = requestFacts(request, reply)
    return new Context(facts, await modules.accounts.authenticate(facts), contextParts)
  }

  const rate = config.rateLimit === 0 ? undefined : new RateLimit(platform.database, config.rateLimit)
  const documents = new TrustedDocuments(platform.database)

  const http = await buildServer({ logger, say, trustedProxies: config.trustedProxies, sandbox: config.sandbox })
  countClientUse(http, modules.clients.use, logger)
  await graphqlRoute(http, { schema, engine: config.executor, logger, say, metrics, rate, documents, contextOf })
  await oauthRoutes(http, modules.clients.tokens, say)
  await filesRoute(http, { files: platform.files, contextOf })
  rejectedRowsRoute(http, { rejectedRows: modules.imports.rejectedRows, contextOf })
  syncFilesRoute(http, { files: modules.sync.files, contextOf })
  reportFilesRoute(http, { schema, contextOf })
  reportFeedRoute(http, {
    links: modules.reportLinks.links,
    viewerOfAccount: modules.accounts.viewerOfAccount,
    contextAs: (request, reply, viewer, language) => new Context({ ...requestFacts(request, reply), language }, viewer, contextParts),
  })
  exportDownloadRoute(http, modules.exports)
  snapshotFilesRoute(http, { key: modules.snapshots.snapshotKey, contextOf })
  healthRoutes(http, { databaseUrl: config.databaseUrl, migrations: migrations.map((migration) => migration.name), metrics })
  const hasAdmin = adminDirectory !== undefined && isBuilt(adminDirectory)
  if (hasAdmin) await adminSite(http, adminDirectory)
  if (docsDirectory !== undefined && isBuilt(docsDirectory)) await docsSite(http, docsDirectory)
  notFound(http, say, (request, reply) => (hasAdmin && wantsPage(request) ? sendPage(reply) : undefined))
  await platform.files.removeAbandonedDrafts()

  return {
    ...core,
    http,
    // what has begun is answered before the database goes; what does not end is cut off
    close: async () => {
      const impatience = setTimeout(() => http.server.closeAllConnections(), longestFarewell)
      await http.close()
      clearTimeout(impatience)
      await core.close()
    },
  }
}

/** In milliseconds; whoever stops the server waits a little longer than this. */
const longestFarewell = 10_000
