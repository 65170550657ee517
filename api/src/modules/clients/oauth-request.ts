/** The errors of RFC 6749 §5.2, and of RFC 6585 for too many. */
export type OAuthErrorCode =
  | 'invalid_request'
  | 'invalid_client'
  | 'invalid_scope'
  | 'unsupported_grant_type'
  | 'unauthorized_client'
  | 'slow_down'
  | 'temporarily_unavailable'

/** Why no token is given. The description is for whoever writes the program; it never depends on what is wrong with a secret. */
export class OAuthError extends Error {
  constructor(
    readonly code: OAuthErrorCode,
    readonly status: number,
    description: string,
    readonly retryAfter?: number,
  ) {
    super(description)
    this.name = 'OAuthError'
  }
}

/** What a program asks for at `/oauth/token`. */
export interface TokenRequest {
  readonly clientId: string
  readonly secret: string
  /** The permissions that it needs; null for all that it may. */
  readonly scopes: readonly string[] | null
}

/**
 * Reads a request for a token by client credentials (RFC 6749 §4.4): who asks stands in the Authorization header or in the form, not in both.
 * @throws OAuthError
 */
export function tokenRequest(form: URLSearchParams, authorization: string | undefined): TokenRequest {
  for (const name of new Set(form.keys())) if (form.getAll(name).length > 1) throw invalidRequest('A parameter is given more than once.')
  const grantType = form.get('grant_type')
  if (!grantType) throw invalidRequest('grant_type is missing.')
  if (grantType !== 'client_credentials') throw new OAuthError('unsupported_grant_type', 400, 'Only client_credentials is supported.')
  const scope = form.get('scope')?.trim()
  return { ...credentialsOf(form, authorization), scopes: scope ? scope.split(/ +/) : null }
}

function credentialsOf(form: URLSearchParams, authorization: string | undefined): { clientId: string; secret: string } {
  const inForm = form.has('client_secret')
  if (authorization === undefined) {
    const [clientId, secret] = [form.get('client_id'), form.get('client_secret')]
    if (!clientId || !secret) throw invalidClient()
    return { clientId, secret }
  }
  if (inForm) throw invalidRequest('The client authenticates in one way at a time.')
  const basic = /^Basic +([A-Za-z0-9+/=_-]+)$/i.exec(authorization)?.[1]
  const [, id = '', secret = ''] = /^([^:]*):(.*)$/s.exec(Buffer.from(basic ?? '', 'base64').toString('utf8')) ?? []
  const credentials = { clientId: formDecoded(id), secret: formDecoded(secret) }
  if (credentials.clientId === '' || credentials.secret === '') throw invalidClient()
  const named = form.get('client_id')
  if (named !== null && named !== credentials.clientId) throw invalidRequest('client_id differs from the one that authenticates.')
  return credentials
}

export function invalidClient(): OAuthError {
  return new OAuthError('invalid_client', 401, 'The client is unknown, or its secret is not valid, or no longer.')
}

export function invalidRequest(description: string): OAuthError {
  return new OAuthError('invalid_request', 400, description)
}

/** Both parts are form-encoded before they are joined (RFC 6749 §2.3.1). */
function formDecoded(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '))
  } catch {
    return ''
  }
}
