import { ServerResponse, type IncomingMessage } from 'node:http'
import { type Duplex } from 'node:stream'
import { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify'
import { type ExecutionArgs, type ExecutionResult, GraphQLError, type GraphQLSchema, OperationTypeNode, parse } from 'graphql'
import { CloseCode, type SubscribePayload } from 'graphql-ws'
import { useServer, type Extra } from 'graphql-ws/use/ws'
import { type Logger } from 'pino'
import { type WebSocket, WebSocketServer } from 'ws'
import { AppError } from '../errors/app-error.ts'
import { reportOf } from '../errors/error-report.ts'
import { type Metrics } from '../telemetry/metrics.ts'
import { type Context } from './context.ts'
import { refused } from './document-problems.ts'
import { type Executor } from './executor.ts'
import { HttpProblem } from './http-problem.ts'
import { limits } from './limits/limits.ts'
import { type SubscriptionCharge } from './limits/subscription-charge.ts'

export interface SocketParts {
  readonly schema: GraphQLSchema
  readonly executor: Executor
  readonly logger: Logger
  readonly metrics: Metrics
  /** Finds out anew, each time, who sends a request. */
  readonly contextOf: (request: FastifyRequest, reply: FastifyReply) => Promise<Context>
}

/** How much open sockets may take. */
export interface SocketLimits {
  /** Of this process. */
  readonly sockets: number
  readonly perAccount: number
  /** Operations of one socket. */
  readonly operations: number
  /** Milliseconds within which a socket says who it is. */
  readonly init: number
  /** Milliseconds after which it is found out again whether its session still holds. */
  readonly renewal: number
  /** Milliseconds within which a socket answers that it is alive. */
  readonly keepAlive: number
  /** Bytes that may wait to be taken. */
  readonly buffered: number
}

const usualLimits: SocketLimits = {
  sockets: 4_000,
  perAccount: 50,
  operations: 10,
  init: 3_000,
  renewal: 10_000,
  keepAlive: 12_000,
  buffered: 8 * 1024 * 1024,
}

/** What a request is upgraded with; Fastify finds its route, cookies and address like any other's. */
const upgrades = new WeakMap<IncomingMessage, { socket: Duplex; head: Buffer; response: ServerResponse }>()

interface Opened {
  readonly request: FastifyRequest
  readonly reply: FastifyReply
  context?: Context
  timer?: NodeJS.Timeout
  operations: number
}

/**
 * Subscriptions at `/graphql`, by the protocol graphql-transport-ws: with the session of a page of this very site, or with what a program
 * puts into `authorization` of its `connection_init`. A socket whose session has ended is closed. What is told is paid for as queries are.
 */
export function graphqlSockets(http: FastifyInstance, parts: SocketParts, changes: Partial<SocketLimits> = {}): void {
  const most = { ...usualLimits, ...changes }
  const server = new WebSocketServer({ noServer: true, maxPayload: 256 * 1024, clientTracking: true })
  const opened = new WeakMap<IncomingMessage, Opened>()
  const accounts = new Map<string, number>()
  const charges = new WeakMap<ExecutionArgs, SubscriptionCharge>()
  parts.metrics.watch('qizhi_sockets', 'Open sockets', () => Promise.resolve({ open: server.clients.size }))

  http.server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    const response = new ServerResponse(request)
    upgrades.set(request, { socket, head, response })
    response.assignSocket(socket as never)
    // what is refused is answered, and over
    response.once('finish', () => socket.end())
    http.routing(request, response)
  })
  http.addHook('onRequest', async (request, reply) => {
    const upgrade = upgrades.get(request.raw)
    if (upgrade === undefined) return
    if (request.url.split('?', 1)[0] !== '/graphql') throw new HttpProblem(404, 'http.notFound')
    if (!isOwnOrigin(request)) throw new HttpProblem(403, 'http.origin')
    if (server.clients.size >= most.sockets) throw new HttpProblem(503, 'error.unavailable')
    reply.hijack()
    upgrade.response.detachSocket(upgrade.socket as never)
    opened.set(request.raw, { request, reply, operations: 0 })
    server.handleUpgrade(request.raw, upgrade.socket, upgrade.head, (socket) => server.emit('connection', socket, request.raw))
  })

  const disposable = useServer<{ authorization?: unknown }, Extra & Partial<Record<PropertyKey, never>>>(
    {
      schema: parts.schema,
      connectionInitWaitTimeout: most.init,
      onConnect: async ({ connectionParams, extra: { socket, request: raw } }) => {
        const state = opened.get(raw)!
        if (typeof connectionParams?.authorization === 'string') raw.headers.authorization = connectionParams.authorization
        const context = await identified(state, parts)
        // whoever has gone meanwhile is not counted
        if (context?.viewer == null || socket.readyState !== socket.OPEN) return false
        const held = accounts.get(context.viewer.accountId) ?? 0
        if (held >= most.perAccount) return false
        accounts.set(context.viewer.accountId, held + 1)
        state.context = context
        state.timer = setInterval(() => void renew(state, socket, parts), most.renewal)
        return true
      },
      onClose: ({ extra: { request: raw } }) => {
        const { timer, context } = opened.get(raw) ?? {}
        clearInterval(timer)
        const account = context?.viewer?.accountId
        if (account !== undefined) accounts.set(account, (accounts.get(account) ?? 1) - 1)
        if (account !== undefined && accounts.get(account) === 0) accounts.delete(account)
      },
      onSubscribe: async ({ extra: { request: raw } }, _id, payload) => {
        const state = opened.get(raw)!
        if (state.operations >= most.operations) return [refused(new AppError('THROTTLED'))]
        // counted before anything is waited for, so that many at once are counted too
        state.operations += 1
        const begun = await beginning(payload, state.context!, parts)
        if ('errors' in begun) state.operations -= 1
        else charges.set(begun.args, begun.charge)
        return 'errors' in begun ? begun.errors : begun.args
      },
      onOperation: (_socket, _id, _payload, args, result) => {
        const charge = charges.get(args)
        if (charge === undefined) return result
        if (Symbol.asyncIterator in result) return charge.settling(result as AsyncGenerator<ExecutionResult, void, undefined>)
        charge.dismiss()
        return result
      },
      onComplete: ({ extra: { request: raw } }) => {
        const state = opened.get(raw)
        if (state !== undefined) state.operations -= 1
      },
      onNext: ({ extra: { socket, request: raw } }, _id, _payload, _args, result) => {
        if (socket.bufferedAmount > most.buffered) socket.terminate()
        const { errors, ...rest } = result
        return errors === undefined ? rest : { ...rest, errors: told(errors, opened.get(raw)!.context!, parts.logger) }
      },
      onError: ({ extra: { request: raw } }, _id, _payload, errors) => told(errors, opened.get(raw)!.context!, parts.logger),
    },
    server,
    most.keepAlive,
  )
  http.addHook('preClose', async () => {
    for (const client of server.clients) setTimeout(() => client.terminate(), 1_000).unref()
    await disposable.dispose()
  })
}

/** A page of another site may not use the session of this one; programs send no origin. */
function isOwnOrigin({ headers, host }: FastifyRequest): boolean {
  const { origin } = headers
  return origin === undefined || (URL.canParse(origin) && new URL(origin).host === host)
}

/** Who is behind a socket now, in a context of its own; undefined for nobody. @throws whatever keeps it from being found out */
async function identified(state: Opened, parts: SocketParts): Promise<Context | undefined> {
  try {
    const context = await parts.contextOf(state.request, state.reply)
    if (context.viewer === null) return undefined
    context.renew = async () => {
      const again = await identified(state, parts)
      if (again === undefined) throw new AppError('UNAUTHENTICATED')
      return again
    }
    return context
  } catch (error) {
    if (error instanceof AppError && error.code === 'UNAUTHENTICATED') return undefined
    throw error
  }
}

/** A subscription that may begin, and has been paid for as it was estimated; or why it may not. */
async function beginning({ query, operationName, variables }: SubscribePayload, context: Context, { schema, executor }: SocketParts) {
  try {
    const document = parse(query, { maxTokens: limits.tokens })
    const request = { document, operationName: operationName ?? null, context, request: { variables: variables ?? {} } }
    const errors = executor.problemsOf(request, OperationTypeNode.SUBSCRIPTION)
    if (errors.length > 0) return { errors }
    const charge = await executor.charge(request)
    return { charge, args: { schema, document, operationName, variableValues: variables, contextValue: context } as ExecutionArgs }
  } catch (error) {
    return { errors: [error instanceof GraphQLError ? error : new GraphQLError('refused', { originalError: error as Error })] }
  }
}

async function renew(state: Opened, socket: WebSocket, parts: SocketParts): Promise<void> {
  // while the database is away nobody can say that a session has ended
  const context = await identified(state, parts).catch(() => state.context)
  if (context === undefined) socket.close(CloseCode.Unauthorized, 'Unauthorized')
}

function told(errors: readonly GraphQLError[], context: Context, logger: Logger) {
  return errors.map((error) => {
    const report = reportOf(error, context)
    if (report.internal)
      logger.error({ requestId: context.requestId, message: error.message.slice(0, 200) }, 'internal error of a subscription')
    const { path, locations } = error
    const { code, details, message } = report
    return {
      message,
      ...(locations === undefined ? {} : { locations }),
      ...(path === undefined ? {} : { path }),
      extensions: { code, ...details, requestId: context.requestId },
    }
  })
}
