import { type Transaction } from '../../platform/database/write.ts'
import { periodsByMember, recordMemberships } from '../memberships/index.ts'
import { organizationsByCode } from '../organizations/index.ts'
import { type Entry, type EntryFields, withFieldsOfAll } from './member-entry.ts'
import { type MemberSecrets } from './member-secrets.ts'
import { type Decision, RegisterDecisions, type RegisterFacts } from './register-decision.ts'
import { type Identified, type KnownPersons, knownPersons } from './register-persons.ts'
import { type RegisterOutcome, type RegisterRow } from './register-row.ts'
import { changesEntry, type EntryChange, insertNew, writeEntries } from './register-writing.ts'

/** Takes lists of other systems into the register. */
export class MemberRegister {
  constructor(private readonly secrets: MemberSecrets) {}

  /**
   * Enters new persons and changes known ones, up to some thousands at a time, in a number of statements that does not depend on how
   * many they are. A person is known by external id or national ID number, never by name. Only what a row gives is touched; memberships
   * that are on the register stay as they are. A row is written whole or not at all, and never spoils its neighbours. The outcomes come
   * in the order of the rows. Every change stays in the audit trail under the action of the use case.
   */
  async upsertBatch(tx: Transaction, rows: readonly RegisterRow[]): Promise<RegisterOutcome[]> {
    const decisions = new RegisterDecisions(await this.factsOf(tx, rows), this.secrets)
    const decided: Decision[] = []
    for (const row of rows) decided.push(await decisions.decide(row))
    const accepted = decided.filter(({ refusals }) => refusals.length === 0)
    const { lost, records } = await writeEntries(tx, accepted, insertNew(tx, accepted))
    const membershipRecords = await recordMemberships(
      tx,
      accepted.flatMap((decision) => (lost.has(decision) ? [] : decision.memberships)),
    )
    tx.auditEach([...records, ...membershipRecords])
    return decided.map((decision) => {
      const { row, before, after, refusals, notices } = decision
      if (lost.has(decision)) return { line: row.line, outcome: 'REJECTED', memberId: null, refusals: [{ code: 'PERSON_ELSEWHERE' }], notices: [] }
      return { line: row.line, outcome: outcomeOf(decision), memberId: refusals.length > 0 ? (before?.id ?? null) : after.id, refusals, notices }
    })
  }

  /** Finds and locks whom rows mean, up to some thousands at a time: by external id or national ID number, never by name. */
  find(tx: Transaction, rows: readonly Identified[]): Promise<KnownPersons> {
    return knownPersons(tx, rows, this.secrets)
  }

  /** What a checked number is found by. */
  indexOf(nationalId: string): string {
    return this.secrets.indexOf(nationalId)
  }

  /**
   * Puts what was read into new and known entries and writes them with their external ids and their audit, in a number of statements that hardly
   * depends on how many they are: while the database inserts some, the numbers of the next are sealed. Returns the changes in the order given, and
   * those of which somebody else enters the number at this very moment: nothing of them is written.
   */
  async enter(tx: Transaction, items: readonly NewFields[]): Promise<{ readonly changes: EntryChange[]; readonly lost: ReadonlySet<EntryChange> }> {
    const changes: EntryChange[] = []
    const inserting: Promise<Set<string>>[] = []
    for (const stretch of stretches(this.inOrder(items))) {
      const entries = await withFieldsOfAll(
        stretch.map(({ item: { entry, fields } }) => ({ entry, fields })),
        this.secrets,
      )
      const entered = stretch.map(({ item: { before, attaches } }, at): EntryChange => ({ before, after: entries[at]!, attaches }))
      for (const [at, { place }] of stretch.entries()) changes[place] = entered[at]!
      const inserted = insertNew(tx, entered)
      // it is waited for below
      inserted.catch(() => undefined)
      inserting.push(inserted)
    }
    const all = Promise.all(inserting).then((sets) => new Set(sets.flatMap((ids) => [...ids])))
    const { lost, records } = await writeEntries(tx, changes, all)
    if (records.length > 0) tx.auditEach(records)
    return { changes, lost }
  }

  /** In the order in which the database enters their numbers: two batches with the same persons wait for each other instead of going round in a circle. */
  private inOrder(items: readonly NewFields[]): Placed[] {
    const placed = items.map((item, place) => ({ item, place, key: item.before === null && item.fields.nationalId != null ? this.indexOf(item.fields.nationalId) : '' }))
    return placed.sort((one, other) => (one.key < other.key ? -1 : one.key > other.key ? 1 : one.place - other.place))
  }

  private async factsOf(tx: Transaction, rows: readonly RegisterRow[]): Promise<RegisterFacts> {
    const persons = await knownPersons(tx, rows, this.secrets)
    const periods = await periodsByMember(tx, persons.all.map(({ id }) => id))
    const codes = rows.flatMap(({ unitCode, memberships }) => [...(unitCode == null ? [] : [unitCode]), ...memberships.map(({ organizationCode }) => organizationCode)])
    const mentioned = [...persons.all.flatMap(({ entry }) => entry.employerUnitId ?? []), ...[...periods.values()].flat().map(({ organizationId }) => organizationId)]
    // those that persons leave too, in one order: a move of a subtree waits for all of them or for none
    await tx.query('SELECT FROM organization WHERE code = ANY($1) OR id = ANY($2::uuid[]) ORDER BY id FOR KEY SHARE', [[...new Set(codes)], [...new Set(mentioned)]])
    const named = await tx.query<{ id: string; name: string; path: string }>(
      'SELECT o.id, o.name, p.path FROM organization o JOIN organization_placement p ON p.organization_id = o.id AND upper_inf(p.valid) WHERE o.id = ANY($1::uuid[])',
      [[...new Set(mentioned)]],
    )
    return {
      viewer: tx.actor.viewer,
      persons,
      periods,
      organizations: await organizationsByCode(tx, codes),
      namedOrganizations: new Map(named.map((organization) => [organization.id, organization])),
    }
  }
}

function outcomeOf(decision: Decision): RegisterOutcome['outcome'] {
  if (decision.refusals.length > 0) return 'REJECTED'
  if (decision.before === null) return 'CREATED'
  return changesEntry(decision) || decision.attaches !== null || decision.memberships.length > 0 ? 'UPDATED' : 'UNCHANGED'
}

/** What was read of a person, and the entry that it is put into. */
export interface NewFields extends Pick<EntryChange, 'before' | 'attaches'> {
  readonly entry: Entry
  readonly fields: EntryFields
}

interface Placed {
  readonly item: NewFields
  readonly place: number
}

/** The first of the persons, and then the others: to insert one takes the database four times as long as to seal his numbers. */
function stretches(placed: readonly Placed[]): (readonly Placed[])[] {
  const first = placed.length < fewPersons ? placed.length : Math.ceil(placed.length / 5)
  return [placed.slice(0, first), placed.slice(first)].filter(({ length }) => length > 0)
}

/** Of fewer, a second statement costs more than it saves. */
const fewPersons = 200
