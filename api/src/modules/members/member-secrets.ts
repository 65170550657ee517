import { maskNationalId, maskPhone } from '@qizhi/codes'
import { BlindIndex } from '../../platform/crypto/blind-index.ts'
import { type FieldCipher } from '../../platform/crypto/field-cipher.ts'
import { type KeyProvider } from '../../platform/crypto/key-provider.ts'

/** A number as it is kept: encrypted for its row, and masked for reading. */
export interface Sealed {
  readonly cipher: string
  readonly masked: string
}

/** A national ID number as it is kept; by its index it is found, and found only once. */
export interface SealedNationalId extends Sealed {
  readonly index: string
}

/** What is to be sealed for a person. */
export interface NumbersOf {
  readonly memberId: string
  readonly nationalId?: string
  readonly phone?: string
}

export interface SealedNumbers {
  readonly nationalId: SealedNationalId | undefined
  readonly phone: Sealed | undefined
}

/** The numbers of persons: the only place that turns them into what is stored, and back. */
export class MemberSecrets {
  private readonly index: BlindIndex

  constructor(
    private readonly cipher: FieldCipher,
    keys: KeyProvider,
  ) {
    this.index = new BlindIndex(keys, 'member.national_id_index')
  }

  /** What a checked number is found by. */
  indexOf(nationalId: string): string {
    return this.index.of(nationalId)
  }

  async sealNationalId(nationalId: string, memberId: string): Promise<SealedNationalId> {
    return { cipher: await this.cipher.encrypt(nationalId, nationalIdOf(memberId)), index: this.indexOf(nationalId), masked: maskNationalId(nationalId) }
  }

  async sealPhone(phone: string, memberId: string): Promise<Sealed> {
    return { cipher: await this.cipher.encrypt(phone, phoneOf(memberId)), masked: maskPhone(phone) }
  }

  /** The same for the numbers of many persons at once. */
  async sealAll(numbers: readonly NumbersOf[]): Promise<SealedNumbers[]> {
    const ciphers = await this.cipher.encryptAll(
      numbers.flatMap(({ memberId, nationalId, phone }) => [
        ...(nationalId === undefined ? [] : [{ plaintext: nationalId, place: nationalIdOf(memberId) }]),
        ...(phone === undefined ? [] : [{ plaintext: phone, place: phoneOf(memberId) }]),
      ]),
    )
    let at = 0
    return numbers.map(({ nationalId, phone }) => ({
      nationalId: nationalId === undefined ? undefined : { cipher: ciphers[at++]!, index: this.indexOf(nationalId), masked: maskNationalId(nationalId) },
      phone: phone === undefined ? undefined : { cipher: ciphers[at++]!, masked: maskPhone(phone) },
    }))
  }

  openNationalId(cipher: string, memberId: string): Promise<string> {
    return this.cipher.decrypt(cipher, nationalIdOf(memberId))
  }

  openPhone(cipher: string, memberId: string): Promise<string> {
    return this.cipher.decrypt(cipher, phoneOf(memberId))
  }
}

function nationalIdOf(rowId: string) {
  return { table: 'member', column: 'national_id_cipher', rowId }
}

function phoneOf(rowId: string) {
  return { table: 'member', column: 'phone_cipher', rowId }
}
