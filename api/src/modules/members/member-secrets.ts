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
