import { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify'
import { clientScopes } from '../../platform/access/permissions.ts'
import { loggable } from '../../platform/errors/database-error.ts'
import { reportOf } from '../../platform/errors/error-report.ts'
import { listenerOf } from '../../platform/http/json-errors.ts'
import { type Say } from '../../platform/i18n/texts.ts'
import { invalidRequest, OAuthError, tokenRequest } from './oauth-request.ts'
import { type TokenIssue } from './oauth-token.service.ts'

/** Bytes of a form: an id, a secret and some scopes. */
const largestForm = 8 * 1024

/** `POST /oauth/token` exchanges a client's key for a short token; its metadata stand where RFC 8414 puts them. */
export async function oauthRoutes(http: FastifyInstance, tokens: TokenIssue, say: Say): Promise<void> {
  http.get('/.well-known/oauth-authorization-server', (request) => {
    const issuer = `${request.protocol}://${request.host}`
    return {
      issuer,
      token_endpoint: `${issuer}/oauth/token`,
      token_endpoint_auth_methods_supported: ['client_secret_basic', 'client_secret_post'],
      grant_types_supported: ['client_credentials'],
      response_types_supported: [],
      scopes_supported: clientScopes,
      service_documentation: `${issuer}/docs`,
    }
  })

  // in a scope of its own: it takes forms, which no other route does, and has errors of its own shape
  await http.register(async (scope) => {
    scope.removeAllContentTypeParsers()
    scope.addContentTypeParser('application/x-www-form-urlencoded', { parseAs: 'string', bodyLimit: largestForm }, (_request, body, done) =>
      done(null, new URLSearchParams(body as string)),
    )
    scope.setErrorHandler((error, request, reply) => answerError(error, request, reply, say))
    scope.all('/oauth/token', async (request, reply) => {
      if (request.method !== 'POST') {
        void reply.header('allow', 'POST')
        throw new OAuthError('invalid_request', 405, 'Tokens are asked for by POST.')
      }
      if (!(request.body instanceof URLSearchParams)) throw invalidRequest('The body is application/x-www-form-urlencoded.')
      const asked = tokenRequest(request.body, request.headers.authorization)
      const token = await tokens.issue({ ...asked, requestId: request.id, address: request.ip })
      return reply.headers(notKept).send(token)
    })
  })
}

const notKept = { 'cache-control': 'no-store', pragma: 'no-cache' }

function answerError(error: unknown, request: FastifyRequest, reply: FastifyReply, say: Say): FastifyReply {
  const { code, status, message, retryAfter } = oauthErrorOf(error, request, say)
  if (status === 401) void reply.header('www-authenticate', 'Basic realm="qizhi", charset="UTF-8"')
  if (retryAfter !== undefined) void reply.header('retry-after', retryAfter)
  return reply.code(status).headers(notKept).send({ error: code, error_description: message })
}

function oauthErrorOf(error: unknown, request: FastifyRequest, say: Say): OAuthError {
  if (error instanceof OAuthError) return error
  const { statusCode } = error as { readonly statusCode?: number }
  if (statusCode === 413) return new OAuthError('invalid_request', 413, 'The request is too large.')
  if (statusCode !== undefined && statusCode < 500) return invalidRequest('The body is application/x-www-form-urlencoded.')
  const report = reportOf(error, listenerOf(request, say))
  if (report.internal) request.log.error({ err: loggable(error) }, 'internal error')
  return new OAuthError('temporarily_unavailable', report.status, report.message)
}
