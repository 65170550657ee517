import { createHash, createPrivateKey, createPublicKey, type KeyObject, sign, verify } from 'node:crypto'
import { type KeyProvider } from './key-provider.ts'

/** What comes before the 32 bytes of an Ed25519 key in its DER forms, RFC 8410. */
const privatePrefix = Buffer.from('302e020100300506032b657004220420', 'hex')
const publicPrefix = Buffer.from('302a300506032b6570032100', 'hex')

/** A public Ed25519 key: anybody who has it proves signatures without the product. */
export class PublicKey {
  private constructor(private readonly key: KeyObject) {}

  /** From PEM, or the 32 bytes in base64. @throws when it is neither */
  static of(text: string): PublicKey {
    const trimmed = text.trim()
    const bytes = trimmed.startsWith('-----') ? null : Buffer.from(trimmed, 'base64')
    if (bytes !== null && bytes.length !== 32) throw new Error('This is no Ed25519 key.')
    const key =
      bytes === null
        ? createPublicKey(trimmed)
        : createPublicKey({ key: Buffer.concat([publicPrefix, bytes]), format: 'der', type: 'spki' })
    if (key.asymmetricKeyType !== 'ed25519') throw new Error('This is no Ed25519 key.')
    return new PublicKey(key)
  }

  static belongingTo(secret: KeyObject): PublicKey {
    return new PublicKey(createPublicKey(secret))
  }

  /** The 32 bytes, in base64. */
  get base64(): string {
    return this.key.export({ format: 'der', type: 'spki' }).subarray(publicPrefix.length).toString('base64')
  }

  get pem(): string {
    return this.key.export({ format: 'pem', type: 'spki' }).toString()
  }

  /** A short name of the key. */
  get id(): string {
    return createHash('sha256').update(this.base64).digest('hex').slice(0, 16)
  }

  /** Whether the signature (base64) is of this text and of this key. */
  proves(text: string, signature: string): boolean {
    return verify(null, Buffer.from(text), this.key, Buffer.from(signature, 'base64'))
  }
}

/** Signs in the name of the installation, with Ed25519; the key for each purpose is derived from the installation's secret. */
export class SigningKey {
  private readonly secret: KeyObject
  readonly public: PublicKey

  constructor(keys: Pick<KeyProvider, 'derive'>, purpose: string) {
    const seed = keys.derive(`signing ${purpose}`)
    this.secret = createPrivateKey({ key: Buffer.concat([privatePrefix, seed]), format: 'der', type: 'pkcs8' })
    this.public = PublicKey.belongingTo(this.secret)
  }

  /** The signature of a text, in base64. */
  sign(text: string): string {
    return sign(null, Buffer.from(text), this.secret).toString('base64')
  }
}
