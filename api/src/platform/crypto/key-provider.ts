import { hkdfSync } from 'node:crypto'
import { international } from './suites.ts'

/** Keeps the key that wraps the keys of values: a file by default, a key service or a hardware module elsewhere. */
export interface KeyProvider {
  /** The id of the key that wraps new keys. */
  readonly currentKeyId: string
  wrap(key: Buffer): Promise<Buffer>
  /** @throws when the key of this id is not here or the wrapped key was changed */
  unwrap(keyId: string, wrapped: Buffer): Promise<Buffer>
  /** A key of its own for another purpose, such as an index; the same each time. */
  derive(purpose: string): Buffer
}

/** The provider over a secret of 32 bytes, from which every key is derived. */
export function secretKeyProvider(secret: Buffer): KeyProvider {
  const derive = (purpose: string) => Buffer.from(hkdfSync('sha256', secret, '', `qizhi ${purpose}`, 32))
  const wrapping = derive('wrapping')
  const currentKeyId = derive('id').subarray(0, 6).toString('hex')
  const boundTo = Buffer.from(currentKeyId)
  return {
    currentKeyId,
    derive,
    async wrap(key) {
      const { iv, ciphertext, tag } = international.seal(wrapping, key, boundTo)
      return Buffer.concat([iv, ciphertext, tag])
    },
    async unwrap(keyId, wrapped) {
      if (keyId !== currentKeyId) throw new Error(`The key ${keyId} is not here.`)
      return international.open(
        wrapping,
        { iv: wrapped.subarray(0, 12), ciphertext: wrapped.subarray(12, -16), tag: wrapped.subarray(-16) },
        boundTo,
      )
    },
  }
}
