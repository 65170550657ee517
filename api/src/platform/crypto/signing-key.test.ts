import { describe, expect, test } from '@jest/globals'
import { secretKeyProvider } from './key-provider.ts'
import { PublicKey, SigningKey } from './signing-key.ts'

describe('a signing key', () => {
  const keys = secretKeyProvider(Buffer.alloc(32, 1))
  const key = new SigningKey(keys, 'one thing')

  test('is the same each time, another one for another purpose, and another one of another secret', () => {
    expect(new SigningKey(keys, 'one thing').public.base64).toBe(key.public.base64)
    expect(new SigningKey(keys, 'another').public.base64).not.toBe(key.public.base64)
    expect(new SigningKey(secretKeyProvider(Buffer.alloc(32, 2)), 'one thing').public.id).not.toBe(key.public.id)
  })

  test('proves what it signed, by its public half in either form, and nothing else', () => {
    const signature = key.sign('摘要')
    for (const form of [key.public.base64, key.public.pem]) {
      const known = PublicKey.of(form)
      expect(known.id).toBe(key.public.id)
      expect(known.proves('摘要', signature)).toBe(true)
      expect(known.proves('摘要 ', signature)).toBe(false)
      for (const other of ['', 'AAAA', signature.slice(4), key.sign('别的')]) expect(known.proves('摘要', other)).toBe(false)
    }
  })

  test('is read from nothing that is no Ed25519 key', () => {
    for (const text of ['', 'AAAA', 'x'.repeat(42), 'x'.repeat(45), '-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----'])
      expect(() => PublicKey.of(text)).toThrow()
  })
})
