import { type Transaction } from '../../platform/database/write.ts'
import { isUuid } from '../../platform/graph/reader.ts'
import { type LockedPerson, type Persons } from '../memberships/index.ts'

/** Locks persons of the register for use cases. Memberships and attendances of the person can still refer to him. */
export const persons: Persons = {
  async lock(tx: Transaction, memberId: string): Promise<LockedPerson | null> {
    if (!isUuid(memberId)) return null
    // the lock comes first: what is read after it cannot change any more
    await tx.query('SELECT FROM member WHERE id = $1 FOR NO KEY UPDATE', [memberId])
    const [found] = await personsById(tx, [memberId])
    return found ?? null
  },
}

/** Persons who are locked already, as use cases see them. */
export function personsById(tx: Transaction, ids: readonly string[]): Promise<LockedPerson[]> {
  return tx.query<LockedPerson>(personWithIds, [ids])
}

/** Somebody who holds a national ID number; whether the actor may know of him is to be asked by `isKnownTo`. */
export interface Holder extends LockedPerson {
  readonly name: string
  readonly code: string
}

/** Who holds the number of this index; not locked. */
export async function holderOf(tx: Transaction, nationalIdIndex: string): Promise<Holder | null> {
  const [holder] = await tx.query<Holder>(personWithNumber, [nationalIdIndex])
  return holder ?? null
}

const person = `SELECT m.id, m.birth_date AS "birthDate", m.name, m.code, ARRAY(
    SELECT p.path FROM member_place stood JOIN organization_placement p ON p.organization_id = stood.organization_id AND upper_inf(p.valid) WHERE stood.member_id = m.id
  ) AS paths FROM member m`
const personWithIds = `${person} WHERE m.id = ANY($1::uuid[])`
const personWithNumber = `${person} WHERE m.national_id_index = $1`
