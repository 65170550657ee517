import { createHash } from 'node:crypto'

/** The name of the cookie that holds a session's token. */
export const sessionCookie = 'qizhi_session'

/** What is kept of a token. It has 256 bits of chance, so a plain digest is enough. */
export function digestOf(token: string): string {
  return createHash('sha256').update(token).digest('hex')
}
