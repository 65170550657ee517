import { ApolloServer, type ApolloServerOptionsWithGateway, type ApolloServerPlugin } from '@apollo/server'
import { ApolloServerPluginCacheControlDisabled } from '@apollo/server/plugin/disabled'
import { fastifyApolloHandler } from '@as-integrations/fastify'
import { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify'
import { type GraphQLSchema } from 'graphql'
import { type Logger } from 'pino'
import { type Say } from '../i18n/texts.ts'
import { type Metrics } from '../telemetry/metrics.ts'
import { type Context } from './context.ts'
import { DocumentCache } from './document-cache.ts'
import { Executor, type OperationRequest } from './executor.ts'
import { GraphqlErrors } from './graphql-errors.ts'
import { HttpProblem } from './http-problem.ts'
import { listenerOf } from './json-errors.ts'
import { limits } from './limits/limits.ts'

export interface GraphqlParts {
  readonly schema: GraphQLSchema
  readonly engine: 'jit' | 'js'
  readonly logger: Logger
  readonly say: Say
  readonly metrics: Metrics
  /** Makes the context; called once for each request. */
  readonly contextOf: (request: FastifyRequest, reply: FastifyReply) => Promise<Context>
}

/** Puts GraphQL at `/graphql`. */
export async function graphqlRoute(http: FastifyInstance, parts: GraphqlParts): Promise<void> {
  const errors = new GraphqlErrors(parts.logger)
  const server = new ApolloServer<Context>({
    gateway: gatewayOf(parts),
    plugins: [ApolloServerPluginCacheControlDisabled(), errors.plugin, measuring(parts.metrics)],
    formatError: errors.format,
    documentStore: new DocumentCache(),
    parseOptions: { maxTokens: limits.tokens },
    // the executor validates, after it has measured: validating first is how a small document stops a server
    dangerouslyDisableValidation: true,
    introspection: true,
    csrfPrevention: true,
    allowBatchedHttpRequests: false,
    persistedQueries: false,
    includeStacktraceInErrorResponses: false,
    stopOnTerminationSignals: false,
    logger: apolloLogger(parts.logger),
  })
  await server.start()
  http.addHook('onClose', () => server.stop())

  const handle = fastifyApolloHandler(server, {
    context: async (request, reply) => {
      try {
        return await parts.contextOf(request, reply)
      } catch (error) {
        throw errors.beforeContext(error, listenerOf(request, parts.say))
      }
    },
  })
  http.all('/graphql', { onRequest: checkContentType }, async (request, reply) => {
    const body = await handle.call(http, request, reply)
    return reply.statusCode >= 400 && typeof body === 'string' ? errors.completed(body, listenerOf(request, parts.say)) : body
  })
}

/** Refuses what a page of another site can send without asking first, and text that is not UTF-8. */
async function checkContentType({ method, headers }: FastifyRequest): Promise<void> {
  const contentType = headers['content-type']
  if (contentType === undefined) return
  const [type = '', ...parameters] = contentType
    .toLowerCase()
    .split(';')
    .map((part) => part.trim())
  if (method === 'GET' && type !== 'application/json') throw new HttpProblem(415, 'http.mediaType')
  if (type === 'multipart/form-data' || type === 'application/x-www-form-urlencoded') throw new HttpProblem(400, 'http.preflight')
  const charset = parameters
    .find((parameter) => parameter.startsWith('charset='))
    ?.slice('charset='.length)
    .replaceAll('"', '')
  if (charset !== undefined && charset !== 'utf-8' && charset !== 'utf8') throw new HttpProblem(415, 'http.charset')
}

/** Notes each operation's name in the log and its time in the metrics. */
function measuring(metrics: Metrics): ApolloServerPlugin<Context> {
  return {
    requestDidStart: async () => {
      const start = performance.now()
      return {
        willSendResponse: async ({ operationName, contextValue, errors }) => {
          const name = operationName ?? null
          if (name !== null) contextValue.trace.operation = name
          metrics.operation({
            name,
            seconds: (performance.now() - start) / 1000,
            failed: errors !== undefined,
            known: contextValue.viewer !== null,
          })
        },
      }
    },
  }
}

/** Apollo hands operations to a gateway as they are, which is how another executor than its own is brought in. */
function gatewayOf({ schema, engine }: GraphqlParts): ApolloServerOptionsWithGateway<Context>['gateway'] {
  const executor = new Executor(schema, engine)
  return {
    load: () => Promise.resolve({ executor: (request) => executor.execute(request as unknown as OperationRequest) as never }),
    onSchemaLoadOrUpdate: (loaded) => {
      loaded({ apiSchema: schema, coreSupergraphSdl: '' })
      return () => undefined
    },
    stop: () => Promise.resolve(),
  }
}

function apolloLogger(logger: Logger) {
  const at = (level: 'debug' | 'info' | 'warn' | 'error') => (message?: unknown) => logger[level]({ from: 'apollo' }, String(message))
  return { debug: at('debug'), info: at('info'), warn: at('warn'), error: at('error') }
}
