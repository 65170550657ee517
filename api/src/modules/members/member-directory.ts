import { type Transaction } from '../../platform/database/write.ts'
import { isUuid } from '../../platform/graph/reader.ts'
import { type LockedPerson, type Persons } from '../memberships/index.ts'

/** Locks persons of the register for the use cases of other modules. Memberships and attendances of the person can still refer to him. */
export const persons: Persons = {
  async lock(tx: Transaction, memberId: string): Promise<LockedPerson | null> {
    if (!isUuid(memberId)) return null
    // the lock comes first: what is read after it cannot change any more
    await tx.query('SELECT FROM member WHERE id = $1 FOR NO KEY UPDATE', [memberId])
    const [person] = await tx.query<LockedPerson>(
      `SELECT m.id, m.birth_date AS "birthDate", ARRAY(
         SELECT p.path FROM organization_placement p
         WHERE upper_inf(p.valid) AND (p.organization_id = m.employer_unit_id OR p.organization_id IN (SELECT held.organization_id FROM membership held WHERE held.member_id = m.id AND upper_inf(held.valid)))
       ) AS paths
       FROM member m WHERE m.id = $1`,
      [memberId],
    )
    return person ?? null
  },
}
