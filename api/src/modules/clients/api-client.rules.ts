import { isIP } from 'node:net'
import { clientScopes } from '../../platform/access/permissions.ts'
import { userError } from '../../platform/errors/user-error.ts'
import { type UserError } from '../../platform/errors/user-error.type.ts'

const clientIdPattern = /^[a-z0-9][a-z0-9._-]{1,63}$/
const longestName = 100
const longestDescription = 1000

interface Described {
  readonly clientId: string
  readonly name: string
  readonly description: string | null
  readonly addresses: readonly string[] | null
}

/** What is wrong with what a client is called and where it comes from. */
export function descriptionErrors({ clientId, name, description, addresses }: Described): UserError[] {
  const errors: UserError[] = []
  if (!clientIdPattern.test(clientId)) errors.push(userError('INVALID', 'client.clientId', { field: 'clientId' }))
  if (name === '' || [...name].length > longestName || /\p{Cc}/u.test(name))
    errors.push(userError('INVALID', 'client.name', { field: 'name', params: { most: longestName } }))
  if ([...(description ?? '')].length > longestDescription)
    errors.push(userError('INVALID', 'client.description', { field: 'description', params: { most: longestDescription } }))
  for (const [at, address] of (addresses ?? []).entries())
    if (networkOf(address) === undefined) errors.push(userError('INVALID', 'client.address', { field: ['addresses', String(at)] }))
  return errors
}

/** The scopes that no program may have, or that do not exist, by their place in the input. */
export function scopeErrors(grants: readonly { readonly scopes: readonly string[] }[]): UserError[] {
  return grants.flatMap(({ scopes }, grant) =>
    scopes.flatMap((scope, at) =>
      (clientScopes as readonly string[]).includes(scope)
        ? []
        : [
            userError('INVALID', 'client.scope', {
              field: ['grants', String(grant), 'scopes', String(at)],
              params: { scope: scope.slice(0, longestName) },
            }),
          ],
    ),
  )
}

/** An address or network as PostgreSQL takes it for a `cidr`: without the part that names a host. Undefined for what is neither. */
export function networkOf(text: string): string | undefined {
  const [, address = '', length] = /^([0-9a-f.:]+)(?:\/(\d{1,3}))?$/i.exec(text.trim()) ?? []
  const family = isIP(address)
  if (family === 0) return undefined
  const bits = family === 4 ? 32 : 128
  const kept = length === undefined ? bits : Number(length)
  if (kept > bits) return undefined
  return `${family === 4 ? maskedIpv4(address, kept) : maskedIpv6(address, kept)}/${kept}`
}

function maskedIpv4(address: string, kept: number): string {
  return address
    .split('.')
    .map((byte, at) => Number(byte) & (0xff << Math.max(0, Math.min(8, 8 * (at + 1) - kept))) & 0xff)
    .join('.')
}

function maskedIpv6(address: string, kept: number): string {
  // the URL parser writes an IPv6 address in its one short form
  const [head = '', tail] = new URL(`http://[${address}]`).hostname.slice(1, -1).split('::')
  const left = head === '' ? [] : head.split(':')
  const right = tail === undefined || tail === '' ? [] : tail.split(':')
  const groups = tail === undefined ? left : [...left, ...Array<string>(8 - left.length - right.length).fill('0'), ...right]
  return groups
    .map((group, at) => (Number.parseInt(group, 16) & (0xffff << Math.max(0, Math.min(16, 16 * (at + 1) - kept))) & 0xffff).toString(16))
    .join(':')
}
