import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'

/** What came out of encrypting. */
export interface Sealed {
  readonly iv: Buffer
  readonly ciphertext: Buffer
  readonly tag: Buffer
}

/** A way to encrypt that notices any change, of the text or of what it is bound to. */
export interface Suite {
  /** How an envelope names it; never changes. */
  readonly algorithm: string
  /** In bytes. */
  readonly keyLength: number
  readonly ivLength: number
  readonly tagLength: number
  /** `iv`: random, drawn for this text alone; drawn here when absent. */
  seal(key: Buffer, plaintext: Buffer, boundTo: Buffer, iv?: Buffer): Sealed
  /** @throws when anything is not as it was sealed */
  open(key: Buffer, sealed: Sealed, boundTo: Buffer): Buffer
}

/** AES-256-GCM, the suite of everywhere but where SM4 is prescribed. */
export const international: Suite = {
  algorithm: 'A256GCM',
  keyLength: 32,
  ivLength: 12,
  tagLength: 16,
  seal(key, plaintext, boundTo, iv = randomBytes(12)) {
    const cipher = createCipheriv('aes-256-gcm', key, iv).setAAD(boundTo)
    const ciphertext = cipher.update(plaintext)
    // of text, this mode holds nothing back for the end
    cipher.final()
    return { iv, ciphertext, tag: cipher.getAuthTag() }
  },
  open(key, { iv, ciphertext, tag }, boundTo) {
    // the length is fixed here: by default a shorter, guessable tag would be taken
    const cipher = createDecipheriv('aes-256-gcm', key, iv, { authTagLength: 16 }).setAAD(boundTo).setAuthTag(tag)
    const plaintext = cipher.update(ciphertext)
    cipher.final()
    return plaintext
  },
}

/** Every suite that an envelope may name. */
export const suites: ReadonlyMap<string, Suite> = new Map([[international.algorithm, international]])
