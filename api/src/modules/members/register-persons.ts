import { type Transaction } from '../../platform/database/write.ts'
import { type LockedPerson } from '../memberships/index.ts'
import { readEntries, type RegisteredEntry } from './member-entry.ts'
import { type MemberSecrets } from './member-secrets.ts'
import { personsById } from './member-directory.ts'
import { type RegisterRow } from './register-row.ts'

/** Somebody on the register whom a batch means, locked until the end of the transaction. */
export interface KnownPerson extends LockedPerson {
  readonly entry: RegisteredEntry
  /** What each system calls him. */
  readonly externalIds: ReadonlyMap<string, string>
}

/** Whom a row means. */
export type Identified = Pick<RegisterRow, 'externalId' | 'nationalId'>

/** The persons whom the rows of a batch may mean: by external id, or by national ID number; never by name. */
export class KnownPersons {
  private readonly byNumber = new Map<string, KnownPerson>()
  private readonly byExternalId = new Map<string, KnownPerson>()

  constructor(
    readonly all: readonly KnownPerson[],
    private readonly secrets: MemberSecrets,
  ) {
    for (const person of all) {
      if (person.entry.nationalIdIndex !== null) this.byNumber.set(person.entry.nationalIdIndex, person)
      for (const [source, externalId] of person.externalIds) this.byExternalId.set(keyOf({ source, externalId }), person)
    }
  }

  ofNumber({ nationalId }: Pick<Identified, 'nationalId'>): KnownPerson | undefined {
    return nationalId === null || this.byNumber.size === 0 ? undefined : this.byNumber.get(this.secrets.indexOf(nationalId))
  }

  ofExternalId({ externalId }: Pick<Identified, 'externalId'>): KnownPerson | undefined {
    return externalId === null ? undefined : this.byExternalId.get(keyOf(externalId))
  }
}

/** Finds and locks the persons of a batch, in the order of their ids. Two batches of one system run one after the other. */
export async function knownPersons(tx: Transaction, rows: readonly Identified[], secrets: MemberSecrets): Promise<KnownPersons> {
  const idsOf = new Map<string, string[]>()
  for (const { externalId: identity } of rows) {
    const ids = identity === null ? undefined : idsOf.get(identity.source)
    if (ids !== undefined) ids.push(identity!.externalId)
    else if (identity !== null) idsOf.set(identity.source, [identity.externalId])
  }
  const sources = [...idsOf.keys()].sort()
  await tx.query(`SELECT pg_advisory_xact_lock(hashtext('member-register ' || source)) FROM unnest($1::text[]) AS source`, [sources])
  const indexes = rows.flatMap(({ nationalId }) => (nationalId === null ? [] : secrets.indexOf(nationalId)))
  // for each source, so that an index finds every id: a join with a list is planned by guess
  const called = sources.map((_, at) => `SELECT member_id AS id FROM external_identity WHERE source = $${at * 2 + 2} AND external_id = ANY($${at * 2 + 3}::text[])`)
  const found = await tx.query<{ id: string }>(
    ['SELECT id FROM member WHERE national_id_index = ANY($1::text[])', ...called].join(' UNION '),
    [indexes, ...sources.flatMap((source) => [source, idsOf.get(source)])],
  )
  const ids = found.map(({ id }) => id)
  if (ids.length === 0) return new KnownPersons([], secrets)
  // the lock comes first: what is read after it cannot change any more
  await tx.query('SELECT FROM member WHERE id = ANY($1::uuid[]) ORDER BY id FOR NO KEY UPDATE', [ids])
  const entries = new Map((await readEntries(tx, ids)).map((entry) => [entry.id, entry]))
  const identities = await tx.query<{ memberId: string; source: string; externalId: string }>('SELECT member_id AS "memberId", source, external_id AS "externalId" FROM external_identity WHERE member_id = ANY($1::uuid[])', [ids])
  const externalIdsOf = new Map<string, Map<string, string>>()
  for (const { memberId, source, externalId } of identities) externalIdsOf.set(memberId, (externalIdsOf.get(memberId) ?? new Map<string, string>()).set(source, externalId))
  const persons = (await personsById(tx, ids)).map((person) => ({
    ...person,
    entry: entries.get(person.id)!,
    externalIds: externalIdsOf.get(person.id) ?? new Map<string, string>(),
  }))
  return new KnownPersons(persons, secrets)
}

/** Names an external id of any system. */
export function keyOf({ source, externalId }: { readonly source: string; readonly externalId: string }): string {
  return JSON.stringify([source, externalId])
}
