import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { BlindIndex } from './blind-index.ts'
import { FieldCipher, type Place, UnreadableValue } from './field-cipher.ts'
import { secretKeyProvider } from './key-provider.ts'
import { loadSecret } from './secret-file.ts'

const secret = Buffer.alloc(32, 7)
const cipher = new FieldCipher(secretKeyProvider(secret))
const place: Place = { table: 'member', column: 'national_id_cipher', rowId: '0199aaaa-0000-7000-8000-000000000001' }

describe('an encrypted field', () => {
  test('gives back any text', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'grapheme', maxLength: 60 }), async (text) => {
        expect(await cipher.decrypt(await cipher.encrypt(text, place), place)).toBe(text)
      }),
    )
  })

  test('names its version, suite and key', async () => {
    const envelope = await cipher.encrypt('11010119900307123X', place)
    expect(envelope).toMatch(/^v1\|A256GCM\|[0-9a-f]{12}\|[\w-]+\|[\w-]+\|[\w-]+\|[\w-]+$/)
    expect(envelope).not.toContain('110101')
  })

  test('is another one each time', async () => {
    expect(await cipher.encrypt('same', place)).not.toBe(await cipher.encrypt('same', place))
  })

  test('cannot be read with any character changed', async () => {
    const envelope = await cipher.encrypt('11010119900307123X', place)
    await fc.assert(
      fc.asyncProperty(fc.nat(envelope.length - 1), fc.constantFrom(...'ABab019-_|='), async (at, character) => {
        fc.pre(envelope[at] !== character)
        await expect(cipher.decrypt(envelope.slice(0, at) + character + envelope.slice(at + 1), place)).rejects.toThrow(UnreadableValue)
      }),
      { numRuns: 500 },
    )
  })

  test.each<[string, Partial<Place>]>([
    ['row', { rowId: '0199aaaa-0000-7000-8000-000000000002' }],
    ['column', { column: 'phone_cipher' }],
    ['table', { table: 'account' }],
  ])('cannot be read in another %s', async (_what, elsewhere) => {
    const envelope = await cipher.encrypt('11010119900307123X', place)
    await expect(cipher.decrypt(envelope, { ...place, ...elsewhere })).rejects.toThrow(UnreadableValue)
  })

  test('cannot be read with another key', async () => {
    const stranger = new FieldCipher(secretKeyProvider(Buffer.alloc(32, 8)))
    await expect(stranger.decrypt(await cipher.encrypt('11010119900307123X', place), place)).rejects.toThrow(UnreadableValue)
  })

  test('cannot be read with a shortened tag', async () => {
    const parts = (await cipher.encrypt('11010119900307123X', place)).split('|')
    parts[6] = Buffer.from(parts[6]!, 'base64url').subarray(0, 4).toString('base64url')
    await expect(cipher.decrypt(parts.join('|'), place)).rejects.toThrow(UnreadableValue)
  })
})

describe('the blind index', () => {
  const index = new BlindIndex(secretKeyProvider(secret), 'member.national_id')

  test('is the same for the same value and tells nothing of it', () => {
    expect(index.of('11010119900307123X')).toBe(index.of('11010119900307123X'))
    expect(index.of('11010119900307123X')).toMatch(/^[\w-]{43}$/)
  })

  test('differs by column and by key', () => {
    const value = '11010119900307123X'
    expect(new BlindIndex(secretKeyProvider(secret), 'member.phone').of(value)).not.toBe(index.of(value))
    expect(new BlindIndex(secretKeyProvider(Buffer.alloc(32, 8)), 'member.national_id').of(value)).not.toBe(index.of(value))
  })
})

describe('the secret of an installation', () => {
  let dataDir: string
  beforeAll(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'qizhi-secret-'))
  })
  afterAll(() => rm(dataDir, { recursive: true }))

  test('is drawn once, also by processes that start together, and only its owner may read it', async () => {
    const drawn = await Promise.all(Array.from({ length: 8 }, () => loadSecret({ secretKey: undefined, dataDir })))
    expect(new Set(drawn.map((one) => one.toString('hex'))).size).toBe(1)
    expect(drawn[0]).toHaveLength(32)
    expect((await stat(join(dataDir, 'secret.key'))).mode & 0o777).toBe(0o600)
    expect((await readFile(join(dataDir, 'secret.key'), 'utf8')).trim()).toBe(drawn[0]!.toString('hex'))
  })

  test('may be configured, in hex or base64', async () => {
    expect(await loadSecret({ secretKey: secret.toString('hex'), dataDir: '/nowhere' })).toEqual(secret)
    expect(await loadSecret({ secretKey: secret.toString('base64'), dataDir: '/nowhere' })).toEqual(secret)
  })

  test('is not taken from a damaged file', async () => {
    const damaged = await mkdtemp(join(tmpdir(), 'qizhi-secret-'))
    await writeFile(join(damaged, 'secret.key'), 'abcd')
    await expect(loadSecret({ secretKey: undefined, dataDir: damaged })).rejects.toThrow('32 bytes')
    await rm(damaged, { recursive: true })
  })
})
