import { isIPv4 } from 'node:net'

/** A mail server and how it is spoken to. */
export interface SmtpServer {
  readonly host: string
  readonly port: number
  /** TLS from the first byte, TLS by STARTTLS and not without, or none on this machine's own interface. */
  readonly encryption: 'TLS' | 'STARTTLS' | 'NONE'
  readonly credentials: { readonly user: string; readonly pass: string } | null
}

/**
 * Reads `smtps://user:password@host:465` and `smtp://user:password@host:587`. `smtp://127.0.0.1:25?tls=off` speaks in the clear, which
 * only a server on the same machine may be. Undefined for everything else.
 */
export function parseSmtpUrl(text: string): SmtpServer | undefined {
  if (!/^smtps?:\/\//.test(text) || !URL.canParse(text)) return undefined
  const { protocol, hostname, port, username, password, searchParams, pathname, hash } = new URL(text)
  const isOff = searchParams.get('tls') === 'off'
  const unknown = [...searchParams].some(([name, value]) => name !== 'tls' || value !== 'off')
  if (hostname === '' || unknown || !['', '/'].includes(pathname) || hash !== '') return undefined
  if (isOff && (protocol === 'smtps:' || !isLoopback(hostname))) return undefined
  if ((username === '') !== (password === '')) return undefined
  const secrets = [username, password].map(decoded)
  if (secrets.includes(undefined)) return undefined
  const [user, pass] = secrets as [string, string]
  return {
    host: hostname.replace(/^\[(.*)\]$/, '$1'),
    port: port === '' ? (protocol === 'smtps:' ? 465 : 587) : Number(port),
    encryption: protocol === 'smtps:' ? 'TLS' : isOff ? 'NONE' : 'STARTTLS',
    credentials: user === '' ? null : { user, pass },
  }
}

function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '[::1]' || (isIPv4(host) && host.startsWith('127.'))
}

function decoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text)
  } catch {
    return undefined
  }
}
