import { createHash, randomBytes } from 'node:crypto'
import { isIP } from 'node:net'

/** What a key begins with: keys of a sandbox look different, so that none is taken for the other. */
export type KeyEnvironment = 'live' | 'test'

/** A new key. The part before the secret names it in lists and logs; the whole is shown once and kept nowhere. */
export function newKey(environment: KeyEnvironment): { readonly key: string; readonly prefix: string } {
  const prefix = `qz_${environment}_${randomBytes(6).toString('hex')}`
  return { prefix, key: `${prefix}_${secret()}` }
}

export function newAccessToken(): string {
  return `qz_token_${secret()}`
}

/** 256 bits. */
function secret(): string {
  return randomBytes(32).toString('base64url')
}

/** Whether a text can be a key of this installation; a session's or a link's token never looks like one. */
export function looksLikeKey(text: string, environment: KeyEnvironment): boolean {
  return keyPattern.exec(text)?.[1] === environment
}

/** Whether a text can be a key or an access token of this installation. */
export function looksLikeBearer(text: string, environment: KeyEnvironment): boolean {
  return tokenPattern.test(text) || looksLikeKey(text, environment)
}

const keyPattern = /^qz_(live|test)_[0-9a-f]{12}_[\w-]{43}$/
const tokenPattern = /^qz_token_[\w-]{43}$/

/** What is kept of a key or token. It has 256 bits of chance, so a plain digest is enough. */
export function bearerDigest(text: string): string {
  return createHash('sha256').update(text).digest('base64url')
}

/** The address as PostgreSQL compares it: an IPv4 address in its own notation, without an interface. */
export function plainAddress(address: string): string {
  const plain = address.split('%')[0]!.replace(/^::ffff:(?=\d+\.)/i, '')
  return isIP(plain) === 0 ? '::' : plain
}
