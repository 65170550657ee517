import { maskNationalId, readNationalId, refusalText } from '@qizhi/codes'
import { type Actor, type Writer } from '../../platform/database/write.ts'
import { AppError } from '../../platform/errors/app-error.ts'
import { userError } from '../../platform/errors/user-error.ts'
import { isKnownTo } from '../memberships/index.ts'
import { type FindMemberInput, type MemberPayload, type RevealMemberInput, type RevealMemberPayload } from './member-change.inputs.ts'
import { holderOf, persons } from './member-directory.ts'
import { readEntries, type RegisteredEntry } from './member-entry.ts'
import { type MemberSecrets } from './member-secrets.ts'

/**
 * Disclosing numbers: by looking somebody up, and by showing them. Each is audited with its purpose in the transaction that reads, so
 * that nothing is disclosed without its audit entry. A repeated idempotency key is a disclosure like any other, and the values of none
 * are kept: the keys go unheeded.
 */
export class MemberDisclosure {
  constructor(
    private readonly writer: Writer,
    private readonly secrets: MemberSecrets,
  ) {}

  /** Whoever is outside the actor's scope is not found, like a number that nobody has; both are audited. */
  find(actor: Actor, { nationalId, purpose }: FindMemberInput): Promise<MemberPayload> {
    return this.writer.write(actor, 'member.find', {}, async (tx) => {
      if (purpose.trim() === '') return { memberId: null, userErrors: [userError('REQUIRED', 'member.purposeRequired', { field: 'purpose' })] }
      const reading = readNationalId(nationalId, tx.today)
      if (!reading.ok) {
        const wording = { zh: refusalText(reading.refusal, 'zh'), en: refusalText(reading.refusal, 'en') }
        return { memberId: null, userErrors: [{ code: 'INVALID', field: ['nationalId'], wording, rule: null }] }
      }
      const { number } = reading.value
      const holder = await holderOf(tx, this.secrets.indexOf(number))
      const found = holder !== null && isKnownTo(tx, holder, 'members:personal') ? holder.id : null
      tx.audit({ entity: 'Member', entityId: found, after: { nationalId: maskNationalId(number), found: found !== null }, reason: purpose.trim() })
      return { memberId: found, userErrors: [] }
    })
  }

  /** @throws AppError NOT_FOUND for an unknown person and for one outside the scope of members:reveal */
  async reveal(actor: Actor, { memberId, fields, purpose }: RevealMemberInput): Promise<RevealMemberPayload> {
    const shown: { nationalId: string | null; phone: string | null } = { nationalId: null, phone: null }
    const outcome = await this.writer.write(actor, 'member.reveal', {}, async (tx) => {
      const person = await persons.lock(tx, memberId)
      if (person === null || !isKnownTo(tx, person, 'members:reveal')) throw new AppError('NOT_FOUND')
      if (purpose.trim() === '') return { userErrors: [userError('REQUIRED', 'member.purposeRequired', { field: 'purpose' })] }
      if (fields.length === 0) return { userErrors: [userError('REQUIRED', 'member.nothingToReveal', { field: 'fields' })] }
      const [entry] = (await readEntries(tx, [person.id])) as [RegisteredEntry]
      if (fields.includes('NATIONAL_ID') && entry.nationalIdCipher !== null) shown.nationalId = await this.secrets.openNationalId(entry.nationalIdCipher, entry.id)
      if (fields.includes('PHONE') && entry.phoneCipher !== null) shown.phone = await this.secrets.openPhone(entry.phoneCipher, entry.id)
      tx.audit({ entity: 'Member', entityId: entry.id, organizationId: entry.employerUnitId, after: { revealed: [...new Set(fields)].sort().join(', ') }, reason: purpose.trim() })
      return { userErrors: [] }
    })
    return outcome.userErrors.length > 0 ? { nationalId: null, phone: null, userErrors: outcome.userErrors } : { ...shown, userErrors: [] }
  }
}
