import { randomBytes } from 'node:crypto'
import { type KeyProvider } from './key-provider.ts'
import { international, type Suite, suites } from './suites.ts'

/** Where an encrypted value stands. It is bound to the place: put into another row or column, it cannot be opened. */
export interface Place {
  readonly table: string
  readonly column: string
  readonly rowId: string
}

/** An encrypted value could not be opened: changed, moved, or under a key that is not here. Which of them is not told. */
export class UnreadableValue extends Error {
  constructor({ table, column, rowId }: Place, options?: ErrorOptions) {
    super(`The value of ${table}.${column} in row ${rowId} cannot be decrypted.`, options)
    this.name = 'UnreadableValue'
  }
}

/**
 * Encrypts single values, each or each batch under a key of its own that is wrapped by the installation's:
 * `v1|algorithm|key id|wrapped key|iv|ciphertext|tag`, the last four in base64url.
 */
export class FieldCipher {
  constructor(
    private readonly keys: KeyProvider,
    private readonly suite: Suite = international,
  ) {}

  async encrypt(plaintext: string, place: Place): Promise<string> {
    return (await this.encryptAll([{ plaintext, place }]))[0]!
  }

  /** Encrypts the values of one batch under one key of their own, which is wrapped once; each is bound to its place all the same. */
  async encryptAll(values: readonly { readonly plaintext: string; readonly place: Place }[]): Promise<string[]> {
    if (values.length === 0) return []
    const key = randomBytes(this.suite.keyLength)
    const header = ['v1', this.suite.algorithm, this.keys.currentKeyId]
    const wrapped = (await this.keys.wrap(key)).toString('base64url')
    // one draw for all of them: each is of its own text all the same
    const { ivLength } = this.suite
    const ivs = randomBytes(ivLength * values.length)
    return values.map(({ plaintext, place }, at) => {
      const drawn = ivs.subarray(at * ivLength, (at + 1) * ivLength)
      const { iv, ciphertext, tag } = this.suite.seal(key, Buffer.from(plaintext), boundTo(header, place), drawn)
      return [...header, wrapped, ...[iv, ciphertext, tag].map((part) => part.toString('base64url'))].join('|')
    })
  }

  /** @throws UnreadableValue */
  async decrypt(envelope: string, place: Place): Promise<string> {
    const parts = envelope.split('|')
    const [version, algorithm, keyId, ...encoded] = parts
    const suite = suites.get(algorithm ?? '')
    if (parts.length !== 7 || version !== 'v1' || suite === undefined || keyId === undefined || !encoded.every(isCanonical))
      throw new UnreadableValue(place)
    const [wrapped, iv, ciphertext, tag] = encoded.map((part) => Buffer.from(part, 'base64url')) as [Buffer, Buffer, Buffer, Buffer]
    try {
      const key = await this.keys.unwrap(keyId, wrapped)
      return suite.open(key, { iv, ciphertext, tag }, boundTo([version, algorithm!, keyId], place)).toString('utf8')
    } catch (error) {
      throw new UnreadableValue(place, { cause: error })
    }
  }
}

function boundTo(header: readonly string[], { table, column, rowId }: Place): Buffer {
  return Buffer.from([...header, table, column, rowId].join('|'))
}

/** Base64 has spare bits and ignores what it does not know: an envelope that was touched must not read as the same one. */
function isCanonical(text: string): boolean {
  return Buffer.from(text, 'base64url').toString('base64url') === text
}
