import { type FastifyReply, type FastifyRequest } from 'fastify'
import { languageOf } from '../i18n/language.ts'
import { type Cookies, type RequestFacts } from './context.ts'

/** What is known of a request from its connection and headers. */
export function requestFacts(request: FastifyRequest, reply: FastifyReply): RequestFacts {
  const { headers } = request
  return {
    requestId: request.id,
    address: request.ip,
    userAgent: headers['user-agent']?.slice(0, longestUserAgent) ?? null,
    language: languageOf({ own: single(headers['x-qizhi-language']), accepted: headers['accept-language'] }),
    cookies: cookiesOf(request, reply),
    bearer: bearerOf(headers.authorization),
    trace: request.trace,
  }
}

const longestUserAgent = 300

/** Other schemes are the affair of whoever stands in front. */
export function bearerOf(authorization: string | undefined): string | null {
  return /^Bearer(?: +|$)(.*)$/i.exec(authorization ?? '')?.[1]?.trim() ?? null
}

function single(header: string | string[] | undefined): string | undefined {
  return Array.isArray(header) ? header[0] : header
}

function cookiesOf(request: FastifyRequest, reply: FastifyReply): Cookies {
  const secure = request.protocol === 'https'
  // the prefix makes the browser insist on Secure, Path=/ and no Domain
  const named = (name: string) => (secure ? `__Host-${name}` : name)
  const attributes = { path: '/', httpOnly: true, sameSite: 'strict', secure } as const
  return {
    get: (name) => request.cookies[named(name)],
    set: (name, value, maxAge) => void reply.setCookie(named(name), value, { ...attributes, maxAge }),
    clear: (name) => void reply.clearCookie(named(name), attributes),
  }
}
