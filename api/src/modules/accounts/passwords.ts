import { randomInt } from 'node:crypto'
import { hash, verify } from '@node-rs/argon2'
import pLimit from 'p-limit'
import { AppError } from '../../platform/errors/app-error.ts'

/** OWASP's first choice for Argon2id. */
const strength = { memoryCost: 19_456, timeCost: 2, parallelism: 1 }

/** Hashing fills a thread of the few that files and look-ups of addresses share. */
const queue = pLimit(2)

/** More than would be served before the last of them gives up waiting. */
const longestQueue = 200

/** @throws AppError UNAVAILABLE when too many wait already */
function queued<T>(work: () => Promise<T>): Promise<T> {
  if (queue.pendingCount >= longestQueue) throw new AppError('UNAVAILABLE')
  return queue(work)
}

/** The digest of a password, with its salt and parameters. */
export async function hashPassword(password: string): Promise<string> {
  return queued(() => hash(normalised(password), strength))
}

/**
 * Whether the password belongs to the digest. Without a digest, as a program’s account is, it takes just as long and is always false: nobody learns by the clock
 * which accounts exist.
 */
export async function passwordMatches(password: string, digest: string | undefined): Promise<boolean> {
  decoy ??= hashPassword(randomPassword())
  const against = digest || (await decoy)
  const matches = await queued(() => verify(against, normalised(password)))
  return matches && against === digest
}

let decoy: Promise<string> | undefined

/** The same letters, however the keyboard composed them. */
function normalised(password: string): string {
  return password.normalize('NFC')
}

/** What is wrong with a new password, as a message key. */
export type PasswordProblem = 'account.passwordShort' | 'account.passwordSimple' | 'account.passwordHoldsName'

/** At least eight characters of three kinds, or a long phrase; not made of the user name. */
export function passwordProblem(password: string, username: string): PasswordProblem | undefined {
  if ([...password].length < shortest) return 'account.passwordShort'
  if (password.toLowerCase().includes(username.toLowerCase())) return 'account.passwordHoldsName'
  const kinds = [/\p{Ll}/u, /\p{Lu}/u, /\p{N}/u, /[^\p{Ll}\p{Lu}\p{N}]/u].filter((kind) => kind.test(password)).length
  const different = new Set(password).size
  if (different < fewestDifferent || (kinds < 3 && [...password].length < phrase)) return 'account.passwordSimple'
  return undefined
}

const shortest = 8
const phrase = 16
const fewestDifferent = 5

/** Sixteen characters that cannot be taken for one another, of all the kinds that `passwordProblem` asks for. */
export function randomPassword(): string {
  const kinds = ['abcdefghjkmnpqrstuvwxyz', 'ABCDEFGHJKLMNPQRSTUVWXYZ', '23456789']
  for (;;) {
    const password = Array.from({ length: 16 }, () => pick(kinds.join(''))).join('')
    if (kinds.every((kind) => [...password].some((character) => kind.includes(character)))) return password
  }
}

function pick(characters: string): string {
  return characters[randomInt(characters.length)]!
}
