import { newId } from '../../platform/crypto/ids.ts'
import { covers } from '../../platform/access/scope.ts'
import { type Actor, type Transaction, type Writer } from '../../platform/database/write.ts'
import { AppError } from '../../platform/errors/app-error.ts'
import { violates } from '../../platform/errors/database-error.ts'
import { userError } from '../../platform/errors/user-error.ts'
import { type UserError } from '../../platform/errors/user-error.type.ts'
import { isKnownTo } from '../memberships/index.ts'
import { findAndLockOrganizations, type LockedOrganization } from '../organizations/index.ts'
import { type CreateMemberInput, type MemberPayload, type UpdateMemberInput } from './member-change.inputs.ts'
import { holderOf, persons } from './member-directory.ts'
import { auditedChange, blankEntry, type Entry, insertEntries, readEntries, type RegisteredEntry, updateEntries, withFields } from './member-entry.ts'
import { disagreements, readFields } from './member-fields.rules.ts'
import { type MemberSecrets } from './member-secrets.ts'

/** Entering persons into the register and correcting their entries. */
export class MemberService {
  constructor(
    private readonly writer: Writer,
    private readonly secrets: MemberSecrets,
  ) {}

  /** The same use cases as parts of one that is open already. */
  within(tx: Transaction): MemberService {
    return new MemberService(this.writer.within(tx), this.secrets)
  }

  create(actor: Actor, input: CreateMemberInput): Promise<MemberPayload> {
    return this.writer.write(actor, 'member.create', input, async (tx) => {
      const { fields, errors } = readFields(input, tx.today)
      const employment = await employmentOf(tx, null, input)
      errors.push(...employment.errors)
      if (errors.length > 0) return refused(null, ...errors)

      const blank = blankEntry(newId())
      const employmentStatus = input.employmentStatus ?? (employment.unit === null ? 'NONE' : 'ACTIVE')
      const entry = await withFields(blank, { ...fields, employerUnitId: employment.unit?.id ?? null, employmentStatus }, this.secrets)
      if ((await insertEntries(tx, [entry])).size === 0) return refused(null, await numberTaken(tx, entry.nationalIdIndex!))
      tx.audit({ entity: 'Member', entityId: entry.id, organizationId: entry.employerUnitId, after: auditedChange(blank, entry).after })
      return { memberId: entry.id, userErrors: [] }
    })
  }

  update(actor: Actor, input: UpdateMemberInput): Promise<MemberPayload> {
    return this.writer.write(actor, 'member.update', input, async (tx) => {
      const person = await persons.lock(tx, input.id)
      if (person === null || !isKnownTo(tx, person, 'members:write')) throw new AppError('NOT_FOUND')
      const [before] = (await readEntries(tx, [person.id])) as [RegisteredEntry]
      if (before.version !== input.version) return refused(person.id, userError('STALE_VERSION', 'member.stale', { field: 'version', params: { version: before.version } }))
      const { fields, errors } = readFields(input, tx.today)
      const employment = await employmentOf(tx, before, input)
      errors.push(...employment.errors, ...(await this.contradictions(before, input)))
      if (errors.length > 0) return refused(person.id, ...errors)

      const { employmentStatus } = input
      const employed = { employerUnitId: employment.unit?.id ?? null, ...(employmentStatus === undefined ? {} : { employmentStatus: employmentStatus ?? 'NONE' }) }
      const after = await withFields(before, { ...fields, ...employed }, this.secrets)
      const change = auditedChange(before, after)
      if (Object.keys(change.after).length === 0) return { memberId: person.id, userErrors: [] }
      const taken = after.nationalIdIndex === before.nationalIdIndex || after.nationalIdIndex === null ? null : await holderOf(tx, after.nationalIdIndex)
      if (taken !== null) return refused(person.id, await numberTaken(tx, after.nationalIdIndex!))
      try {
        await updateEntries(tx, [after])
      } catch (error) {
        // somebody entered the number since it was looked for
        if (violates(error, 'member_national_id_index_key')) return refused(person.id, userError('ALREADY_EXISTS', 'member.numberHeld', { field: 'nationalId' }))
        throw error
      }
      tx.audit({ entity: 'Member', entityId: person.id, organizationId: after.employerUnitId, ...change })
      return { memberId: person.id, userErrors: [] }
    })
  }

  /** A birth date or sex that is written alone is held against the number that is kept. */
  private async contradictions(entry: Entry, { nationalId, birthDate, sex }: UpdateMemberInput): Promise<UserError[]> {
    if (nationalId !== undefined || entry.nationalIdCipher === null || (birthDate == null && sex == null)) return []
    const number = await this.secrets.openNationalId(entry.nationalIdCipher, entry.id)
    return disagreements(number, { birthDate: birthDate ?? null, ...(sex == null ? {} : { sex }) })
  }
}

/**
 * The unit that is to employ the person. Whoever changes it manages both, the one before and the one after; and nobody loses a person
 * whom nothing else would tie to what he manages.
 */
async function employmentOf(
  tx: Transaction,
  before: Entry | null,
  { employerUnitId }: Pick<CreateMemberInput, 'employerUnitId'>,
): Promise<{ readonly unit: Pick<LockedOrganization, 'id'> | null; readonly errors: UserError[] }> {
  const present = before?.employerUnitId ?? null
  const wanted = employerUnitId === undefined ? present : employerUnitId
  if (wanted === present && before !== null) return { unit: present === null ? null : { id: present }, errors: [] }
  const named = [present, wanted].filter((each) => each !== null).map((each) => [each, 'members:write'] as const)
  const units = await findAndLockOrganizations(tx, new Map(named))
  const refusal = (code: UserError['code'], key: Parameters<typeof userError>[1], params = {}) => ({ unit: null, errors: [userError(code, key, { field: 'employerUnitId', params })] })

  if (present !== null && units.get(present) == null) return refusal('CONFLICT', 'member.employedElsewhere')
  if (wanted === null) return (await isTied(tx, before)) ? { unit: null, errors: [] } : refusal('REQUIRED', 'member.unitRequired')
  const unit = units.get(wanted)
  if (unit == null) return refusal('NOT_FOUND', 'member.unitNotFound')
  if (unit.kind !== 'UNIT') return refusal('INVALID', 'member.unitKind')
  if (unit.dissolvedOn !== null) return refusal('CONFLICT', 'member.unitDissolved', { day: unit.dissolvedOn })
  return { unit, errors: [] }
}

/** Whether the actor would still see the person without an employer. */
async function isTied(tx: Transaction, before: Entry | null): Promise<boolean> {
  const scope = tx.actor.viewer.scope('members:write')
  if (scope.everything) return true
  if (before === null) return false
  const held = await tx.query<{ path: string }>(
    'SELECT p.path FROM membership m JOIN organization_placement p ON p.organization_id = m.organization_id AND upper_inf(p.valid) WHERE m.member_id = $1 AND upper_inf(m.valid)',
    [before.id],
  )
  return held.some(({ path }) => covers(scope, path))
}

/** Who holds a number is told only to those who may know it anyway. */
async function numberTaken(tx: Transaction, index: string): Promise<UserError> {
  const holder = await holderOf(tx, index)
  if (holder === null || !isKnownTo(tx, holder, 'members:personal')) return userError('ALREADY_EXISTS', 'member.numberHeld', { field: 'nationalId' })
  return userError('ALREADY_EXISTS', 'member.numberHeldBy', { field: 'nationalId', params: { name: holder.name, code: holder.code } })
}

function refused(memberId: string | null, ...userErrors: UserError[]): MemberPayload {
  return { memberId, userErrors }
}
