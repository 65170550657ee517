import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import { type KeyProvider } from '../../platform/crypto/key-provider.ts'
import { type Cookies } from '../../platform/http/context.ts'

const cookieName = 'qizhi_device'
const halfAYear = 182 * 24 * 3600

/** Marks a browser in which somebody has signed in to an account, so that his failures there are not mixed with those of strangers. */
export class DeviceCookies {
  private readonly key: Buffer

  constructor(keys: KeyProvider) {
    this.key = keys.derive('device cookies')
  }

  /** The device that the cookie names, if it was given to this account. */
  read(cookies: Cookies, username: string): string | undefined {
    const [device, mark] = cookies.get(cookieName)?.split('.') ?? []
    if (device === undefined || mark === undefined) return undefined
    const expected = this.markOf(device, username)
    const given = Buffer.from(mark, 'base64url')
    return given.length === expected.length && timingSafeEqual(given, expected) ? device : undefined
  }

  give(cookies: Cookies, username: string): void {
    const device = randomBytes(16).toString('base64url')
    cookies.set(cookieName, `${device}.${this.markOf(device, username).toString('base64url')}`, halfAYear)
  }

  private markOf(device: string, username: string): Buffer {
    return createHmac('sha256', this.key).update(`${device} ${username}`).digest()
  }
}
