import { randomUUID } from 'node:crypto'
import { STATUS_CODES } from 'node:http'
import { type Socket } from 'node:net'
import { type FastifyError, type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify'
import { loggable } from '../errors/database-error.ts'
import { type ErrorReport, type Listener, reportOf } from '../errors/error-report.ts'
import { languageOf } from '../i18n/language.ts'
import { type MessageKey, type MessageParams, type Say } from '../i18n/texts.ts'
import { HttpProblem } from './http-problem.ts'

/** Errors outside GraphQL have GraphQL's shape as well: a client needs one reader for both. Never a page, a stack or a path. */
export function jsonErrors(http: FastifyInstance, say: Say): void {
  http.setErrorHandler((error: FastifyError, request, reply) => answerError(error, request, reply, say))
}

/** Where nothing is: one of the admin's pages, or an error. */
export function notFound(
  http: FastifyInstance,
  say: Say,
  page?: (request: FastifyRequest, reply: FastifyReply) => FastifyReply | undefined,
): void {
  http.setNotFoundHandler(
    (request, reply) => page?.(request, reply) ?? answerError(new HttpProblem(404, 'http.notFound'), request, reply, say),
  )
}

/** Answers with an error, in the language of the request. */
export function answerError(error: Error, request: FastifyRequest, reply: FastifyReply, say: Say): FastifyReply {
  const listener = listenerOf(request, say)
  const problem = httpProblemOf(error)
  const report = problem === undefined ? reportOf(error, listener) : reportOfProblem(problem, listener)
  if (report.internal) request.log.error({ err: loggable(error) }, 'internal error')
  return reply.code(report.status).type('application/json; charset=utf-8').send(errorBody(report, request.id))
}

export function listenerOf(request: FastifyRequest, say: Say): Listener {
  const own = request.headers['x-qizhi-language']
  return {
    requestId: request.id,
    say,
    language: languageOf({ own: typeof own === 'string' ? own : undefined, accepted: request.headers['accept-language'] }),
  }
}

/** Node's parser gave up before there was a request. */
export function clientErrorHandler(say: Say) {
  return (error: NodeJS.ErrnoException, socket: Socket): void => {
    if (error.code === 'ECONNRESET' || !socket.writable) return void socket.destroy()
    const [status, key]: [number, MessageKey] =
      error.code === 'HPE_HEADER_OVERFLOW'
        ? [431, 'http.headersTooLarge']
        : error.code === 'ERR_HTTP_REQUEST_TIMEOUT'
          ? [408, 'http.timeout']
          : [400, 'error.badRequest']
    const requestId = randomUUID()
    const body = JSON.stringify(errorBody(reportOfProblem(new HttpProblem(status, key), { requestId, say, language: 'zh-CN' }), requestId))
    socket.end(
      `HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\ncontent-type: application/json; charset=utf-8\r\ncontent-length: ${Buffer.byteLength(body)}\r\nx-request-id: ${requestId}\r\nconnection: close\r\n\r\n${body}`,
    )
  }
}

function reportOfProblem({ status, messageKey, params }: HttpProblem, { language, say }: Listener): ErrorReport {
  return {
    code: status === 404 ? 'NOT_FOUND' : 'BAD_REQUEST',
    status,
    message: say(language, messageKey, params),
    details: {},
    internal: false,
  }
}

function errorBody({ message, code, details }: ErrorReport, requestId: string) {
  return { errors: [{ message, extensions: { code, ...details, requestId } }] }
}

/** Fastify's own errors, told in our words; undefined for those of the application. */
function httpProblemOf(error: Error): HttpProblem | undefined {
  if (error instanceof HttpProblem) return error
  const { code, statusCode, expose } = error as Partial<FastifyError> & { readonly expose?: boolean }
  // the static files: a folder, a hidden file, a path that leads out
  if (expose === true && statusCode !== undefined && statusCode < 500) return new HttpProblem(404, 'http.notFound')
  if (code?.startsWith('FST_') !== true && error.name !== 'SyntaxError') return undefined
  const known = fastifyProblems[code ?? '']
  if (known !== undefined) return new HttpProblem(known.status, known.key, known.params)
  if (statusCode === undefined || statusCode >= 500) return undefined
  return statusCode === 400 && error.name === 'SyntaxError'
    ? new HttpProblem(400, 'http.badJson')
    : new HttpProblem(statusCode, 'error.badRequest')
}

const fastifyProblems: Readonly<Record<string, { status: number; key: MessageKey; params?: MessageParams }>> = {
  FST_ERR_CTP_BODY_TOO_LARGE: { status: 413, key: 'http.tooLarge', params: { most: '4 MiB' } },
  FST_ERR_CTP_INVALID_MEDIA_TYPE: { status: 415, key: 'http.mediaType' },
  FST_ERR_CTP_INVALID_JSON_BODY: { status: 400, key: 'http.badJson' },
  FST_ERR_CTP_EMPTY_JSON_BODY: { status: 400, key: 'http.badJson' },
}
