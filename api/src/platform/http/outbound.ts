import { lookup } from 'node:dns'
import { request as plainRequest } from 'node:http'
import { request as encryptedRequest } from 'node:https'
import { type BlockList, isIP, type LookupFunction } from 'node:net'
import { networksOf } from '../config/networks.ts'

/** What became of a request to somebody else’s server. What it answered beyond the status is not told to anybody. */
export interface Outcome {
  readonly statusCode: number | null
  readonly problem: 'REFUSED_ADDRESS' | 'UNREACHABLE' | 'TIMEOUT' | 'STATUS' | null
  /** In seconds, as far as the server asked for it. */
  readonly retryAfter: number | null
}

/** Resolves a name; the system’s own way unless a test brings another. */
export type Resolve = (hostname: string) => Promise<readonly { readonly address: string; readonly family: number }[]>

/**
 * Sends to addresses that users name. The name is resolved once, every address of it is checked, and the connection goes to one of those and
 * nowhere else, so that a name cannot mean another address a moment later. Redirects are not followed.
 */
export class Outbound {
  constructor(
    /** Networks that the operator allows although they are private; also without encryption. */
    private readonly allowed: BlockList,
    private readonly resolve: Resolve = resolved,
  ) {}

  /** Whether an address is refused before its name is resolved; what the name means is judged when it is connected to. */
  refuses(url: URL): boolean {
    const host = hostOf(url)
    if (isLocalName(host)) return !this.permits('127.0.0.1', url.protocol)
    return isIP(host) === 0 ? url.protocol !== 'https:' && this.allowed.rules.length === 0 : !this.permits(host, url.protocol)
  }

  async post(url: URL, headers: Readonly<Record<string, string>>, body: string, timeout: number): Promise<Outcome> {
    if (this.refuses(url)) return { statusCode: null, problem: 'REFUSED_ADDRESS', retryAfter: null }
    const deadline = AbortSignal.timeout(timeout)
    return new Promise((settle) => {
      const failed = (problem: Outcome['problem']) => settle({ statusCode: null, problem, retryAfter: null })
      const send = url.protocol === 'https:' ? encryptedRequest : plainRequest
      const sent = send(url, {
        method: 'POST',
        headers: { ...headers, 'content-length': String(Buffer.byteLength(body)), connection: 'close' },
        agent: false,
        signal: deadline,
        lookup: this.lookupFor(url.protocol),
      })
      sent.on('error', (error) =>
        failed(error instanceof RefusedAddress ? 'REFUSED_ADDRESS' : deadline.aborted ? 'TIMEOUT' : 'UNREACHABLE'),
      )
      sent.on('response', (response) => {
        const statusCode = response.statusCode ?? 0
        const retryAfter = secondsOf(response.headers['retry-after'])
        // the status is the answer; what else there is to read is not read
        response.destroy()
        settle({ statusCode, problem: statusCode >= 200 && statusCode < 300 ? null : 'STATUS', retryAfter })
      })
      sent.end(body)
    })
  }

  private permits(address: string, protocol: string): boolean {
    const family = isIP(address) === 6 ? 'ipv6' : 'ipv4'
    if (this.allowed.check(address, family)) return true
    return protocol === 'https:' && !privateNetworks.check(address, family)
  }

  private lookupFor(protocol: string): LookupFunction {
    return (hostname, { all }, done) => {
      this.resolve(hostname).then(
        (addresses) => {
          // one bad address is enough: a good name has none
          const usable = addresses.length > 0 && addresses.every(({ address }) => this.permits(address, protocol))
          if (!usable) done(new RefusedAddress('refused'), '', 4)
          else if (all === true) done(null, [...addresses] as never)
          else done(null, addresses[0]!.address, addresses[0]!.family)
        },
        (error: Error) => done(error, '', 4),
      )
    }
  }
}

class RefusedAddress extends Error {}

function resolved(hostname: string): Promise<{ address: string; family: number }[]> {
  return new Promise((resolve, reject) =>
    lookup(hostname, { all: true }, (error, addresses) => (error === null ? resolve(addresses) : reject(error))),
  )
}

/** Names of this very machine, whatever a resolver says of them (RFC 6761). */
function isLocalName(host: string): boolean {
  return /(^|\.)localhost\.?$/i.test(host)
}

function hostOf({ hostname }: URL): string {
  return hostname.replace(/^\[|\]$/g, '')
}

function secondsOf(header: string | undefined): number | null {
  if (header === undefined) return null
  if (/^\d{1,9}$/.test(header)) return Number(header)
  const moment = Date.parse(header)
  return Number.isNaN(moment) ? null : Math.max(0, Math.ceil((moment - Date.now()) / 1000))
}

/** What is not the public Internet. IPv4 written as IPv6 is judged by the IPv4 rules. */
const privateNetworks = networksOf(
  [
    '0.0.0.0/8, 10.0.0.0/8, 100.64.0.0/10, 127.0.0.0/8, 169.254.0.0/16, 172.16.0.0/12, 192.0.0.0/24, 192.0.2.0/24, 192.88.99.0/24, 192.168.0.0/16',
    '198.18.0.0/15, 198.51.100.0/24, 203.0.113.0/24, 224.0.0.0/4, 240.0.0.0/4',
    '::/96, 64:ff9b::/96, 64:ff9b:1::/48, 100::/64, 2001::/23, 2001:db8::/32, 2002::/16, fc00::/7, fe80::/10, fec0::/10, ff00::/8',
  ].join(', '),
)!
