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
import { answerOf, KnownQueries } from './known-queries.ts'
import { limits } from './limits/limits.ts'
import { rateHeaders, type RateLimit } from './limits/rate-limit.ts'
import { type TrustedDocuments } from './trusted-documents.ts'
import { graphqlSockets } from './sockets.ts'

export interface GraphqlParts {
  readonly schema: GraphQLSchema
  readonly engine: 'jit' | 'js'
  readonly logger: Logger
  readonly say: Say
  readonly metrics: Metrics
  /** How much each principal may ask for; without one, as much as he likes. */
  readonly rate?: RateLimit | undefined
  /** What is sent by its digest. */
  readonly documents: TrustedDocuments
  /** Makes the context; called once for each request. */
  readonly contextOf: (request: FastifyRequest, reply: FastifyReply) => Promise<Context>
}

/** Puts GraphQL at `/graphql`. */
export async function graphqlRoute(http: FastifyInstance, parts: GraphqlParts): Promise<void> {
  const errors = new GraphqlErrors(parts.logger)
  const executor = new Executor(parts.schema, parts.engine, parts.rate)
  const queries = new KnownQueries()
  const server = new ApolloServer<Context>({
    gateway: gatewayOf(parts.schema, executor, queries),
    plugins: [ApolloServerPluginCacheControlDisabled(), errors.plugin, measuring(parts.metrics), standing(parts.rate)],
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

  graphqlSockets(http, { ...parts, executor })

  http.decorateRequest('graphqlContext')
  const contextOf = (request: FastifyRequest, reply: FastifyReply) => (request.graphqlContext ??= parts.contextOf(request, reply))
  const handle = fastifyApolloHandler(server, {
    context: async (request, reply) => {
      try {
        return await contextOf(request, reply)
      } catch (error) {
        throw errors.beforeContext(error, listenerOf(request, parts.say))
      }
    },
  })
  http.all('/graphql', { onRequest: checkContentType }, async (request, reply) => {
    await parts.documents.open(request)
    const known = queries.find(request)
    const context = known === undefined ? undefined : await contextOf(request, reply).catch(() => undefined)
    if (known !== undefined && context !== undefined) {
      const start = performance.now()
      const outcome = await executor.execute({ document: known.document, operationName: known.operationName, context, request: known }, true)
      if (outcome.errors === undefined) {
        note(parts.metrics, context, { name: known.name, start, failed: false })
        if (parts.rate !== undefined && context.rate !== undefined) void reply.headers(rateHeaders(parts.rate, context.rate))
        void reply.type('application/json; charset=utf-8')
        return answerOf(outcome)
      }
      // Apollo words what failed; it does not run again
      context.outcome = outcome
    }
    const body = await handle.call(http, request, reply)
    return reply.statusCode >= 400 && typeof body === 'string' ? errors.completed(body, listenerOf(request, parts.say)) : body
  })
}

declare module 'fastify' {
  interface FastifyRequest {
    /** Made once, whoever answers the request in the end. */
    graphqlContext?: Promise<Context>
  }
}

/** Refuses what a page of another site can send without asking first, and text that is not UTF-8. */
function checkContentType({ method, headers }: FastifyRequest, _reply: FastifyReply, done: (error?: Error) => void): void {
  const contentType = headers['content-type']
  done(contentType === undefined || contentType === 'application/json' ? undefined : problemOf(method, contentType))
}

function problemOf(method: string, contentType: string): HttpProblem | undefined {
  const [type = '', ...parameters] = contentType
    .toLowerCase()
    .split(';')
    .map((part) => part.trim())
  if (method === 'GET' && type !== 'application/json') return new HttpProblem(415, 'http.mediaType')
  if (type === 'multipart/form-data' || type === 'application/x-www-form-urlencoded') return new HttpProblem(400, 'http.preflight')
  const charset = parameters
    .find((parameter) => parameter.startsWith('charset='))
    ?.slice('charset='.length)
    .replaceAll('"', '')
  return charset !== undefined && charset !== 'utf-8' && charset !== 'utf8' ? new HttpProblem(415, 'http.charset') : undefined
}

/** Notes each operation's name in the log and its time in the metrics. */
function measuring(metrics: Metrics): ApolloServerPlugin<Context> {
  return {
    requestDidStart: async () => {
      const start = performance.now()
      return {
        willSendResponse: async ({ operationName, contextValue, errors }) =>
          note(metrics, contextValue, { name: operationName ?? null, start, failed: errors !== undefined }),
      }
    },
  }
}

/** Says in each answer how much may still be asked for. */
function standing(rate: RateLimit | undefined): ApolloServerPlugin<Context> {
  return {
    requestDidStart: async () => ({
      willSendResponse: async ({ contextValue, response }) => {
        if (rate === undefined || contextValue.rate === undefined) return
        for (const [name, value] of Object.entries(rateHeaders(rate, contextValue.rate))) response.http.headers.set(name, value)
      },
    }),
  }
}

function note(metrics: Metrics, { trace, viewer }: Context, operation: { name: string | null; start: number; failed: boolean }): void {
  const { name, start, failed } = operation
  if (name !== null) trace.operation = name
  if (operation.failed) trace.failed = true
  metrics.operation({ name, seconds: (performance.now() - start) / 1000, failed, known: viewer !== null })
}

/** Apollo hands operations to a gateway as they are, which is how another executor than its own is brought in. */
function gatewayOf(schema: GraphQLSchema, executor: Executor, queries: KnownQueries): ApolloServerOptionsWithGateway<Context>['gateway'] {
  const execute = async (operation: OperationRequest & { readonly request: { readonly query?: string } }) => {
    if (operation.context.outcome !== undefined) return operation.context.outcome
    const outcome = await executor.execute(operation)
    if (outcome.errors === undefined) queries.remember(operation.request.query, operation.document)
    return outcome
  }
  return {
    load: () => Promise.resolve({ executor: (operation) => execute(operation as unknown as OperationRequest) as never }),
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
