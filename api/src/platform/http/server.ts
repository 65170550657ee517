import { randomUUID } from 'node:crypto'
import compress from '@fastify/compress'
import cookie from '@fastify/cookie'
import { fastify, type FastifyBaseLogger, type FastifyInstance, LogController } from 'fastify'
import { type Logger } from 'pino'
import { type Say } from '../i18n/texts.ts'
import { type RequestTrace } from './context.ts'
import { answerError, clientErrorHandler, jsonErrors } from './json-errors.ts'
import { bearerOf } from './request-facts.ts'
import { securityHeaders } from './security-headers.ts'

declare module 'fastify' {
  interface FastifyRequest {
    trace: RequestTrace
  }
}

interface ServerParts {
  readonly logger: Logger
  readonly say: Say
  /** Addresses of proxies whose word about the client and its connection is taken; none by default. */
  readonly trustedProxies?: string | undefined
  /** Whether every answer says that it is of made-up data. */
  readonly sandbox?: boolean
}

/** The HTTP server without any route: limits, headers, request numbers, errors, one log line a request. */
export async function buildServer({ logger, say, trustedProxies, sandbox = false }: ServerParts): Promise<FastifyInstance> {
  const http = fastify({
    // typed as what Fastify knows of a logger: the server's own type would name pino's otherwise
    loggerInstance: logger as FastifyBaseLogger,
    // one line of our own for each, see below
    logController: new LogController({ disableRequestLogging: true, requestIdLogLabel: 'requestId' }),
    trustProxy: trustedProxies ?? false,
    bodyLimit: 4 * 1024 * 1024,
    requestTimeout: 120_000,
    keepAliveTimeout: 72_000,
    forceCloseConnections: 'idle',
    http: { maxHeaderSize: 16 * 1024, headersTimeout: 15_000, connectionsCheckingInterval: 5_000 },
    clientErrorHandler: clientErrorHandler(say),
    frameworkErrors: (error, request, reply) => void answerError(error, request, reply, say),
    requestIdHeader: false,
    genReqId: ({ headers }) => {
      const given = headers['x-request-id']
      return typeof given === 'string' && /^[\w-]{8,64}$/.test(given) ? given : randomUUID()
    },
  })
  http.server.maxConnections = 10_000
  // JSON is the only language of the API; a route that takes something else says so
  http.removeContentTypeParser('text/plain')
  jsonErrors(http, say)
  securityHeaders(http)
  if (sandbox) http.addHook('onRequest', async (_request, reply) => void reply.header('x-sandbox', 'true'))
  await http.register(cookie)
  await http.register(compress, { encodings: ['gzip', 'deflate'], threshold: 2048 })
  challenges(http)
  logRequests(http)
  farewell(http)
  return http
}

/** A connection whose request is answered while the server stops is not kept for another. */
function farewell(http: FastifyInstance): void {
  let stopping = false
  http.addHook('preClose', async () => {
    stopping = true
  })
  http.addHook('onSend', async (_request, reply, payload) => {
    if (stopping) void reply.header('connection', 'close')
    return payload
  })
}

/** Tells a program what kind of credential is asked for, and what is wrong with the one that it sent (RFC 6750). */
function challenges(http: FastifyInstance): void {
  http.addHook('onSend', async (request, reply, payload) => {
    const { statusCode } = reply
    if ((statusCode !== 401 && statusCode !== 403) || reply.hasHeader('www-authenticate')) return payload
    const sent = bearerOf(request.headers.authorization) !== null
    if (statusCode === 401) void reply.header('www-authenticate', `Bearer realm="qizhi"${sent ? ', error="invalid_token"' : ''}`)
    else if (sent) void reply.header('www-authenticate', 'Bearer realm="qizhi", error="insufficient_scope"')
    return payload
  })
}

/** The path only: a query string may hold what somebody searched for. */
function logRequests(http: FastifyInstance): void {
  http.decorateRequest('trace')
  http.addHook('onRequest', async (request) => {
    request.trace = {}
  })
  http.addHook('onResponse', async (request, reply) => {
    const { method, url, ip, trace } = request
    request.log.info(
      { method, path: url.split('?', 1)[0], status: reply.statusCode, ms: Math.round(reply.elapsedTime), address: ip, ...trace },
      'request',
    )
  })
}
