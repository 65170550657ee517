import { readNationalId } from '@qizhi/codes'
import { covers } from '../../../platform/access/scope.ts'
import { type BlindIndex } from '../../../platform/crypto/blind-index.ts'
import { type FieldCipher } from '../../../platform/crypto/field-cipher.ts'
import { type Transaction } from '../../../platform/database/write.ts'
import { type Entry, type MemberRegister } from '../../members/index.ts'
import { lockSource, type Message, type NewRecord, orderError, readMessages, recordOf, storeRecords } from '../messages.ts'
import { weighProposals } from '../proposals/proposal-weighing.ts'
import { type ProposalChanges, storeProposals } from '../proposals/proposal.store.ts'
import { syncError, type SyncErrorType } from '../sync-error.type.ts'
import { type SyncSource } from '../sources/source.store.ts'
import { type SyncRowResultType } from '../sync.type.ts'
import { decideMember, type MemberDecision, type MemberFacts, type OpenRow } from './member-decision.ts'
import { type KnownRecord, knownRecords, memberFacts } from './member-facts.ts'
import { readMemberRow } from './member-row.ts'
import { changesShown } from './member-changes.ts'
import { type SyncMemberRow } from './member-sync.inputs.ts'

/** Whether the results tell what new persons are entered with: whoever looks at a preview wants to see it, whoever sent it knows. */
export type Told = 'DIFFERENCES' | 'EVERYTHING'

/** Takes batches of rows of a source into the register. */
export class MemberBatches {
  constructor(
    private readonly register: MemberRegister,
    private readonly cipher: FieldCipher,
    private readonly digests: BlindIndex,
  ) {}

  /**
   * Takes some thousand rows into the register, in a number of statements that does not depend on how many they are. The results come in
   * the order of the rows. What a source told last of an id, and of which nothing has changed since, is told by a look-up.
   */
  async run(tx: Transaction, source: SyncSource, rows: readonly SyncMemberRow[], told: Told = 'DIFFERENCES'): Promise<SyncRowResultType[]> {
    // whoever owns other fields says something else by the same row
    const owned = [...source.owns].sort().join()
    const { messages, errors } = readMessages(rows, (text) => this.digests.of(owned + text))
    await lockSource(tx, source.code)
    const records = await knownRecords(tx, source.code, messages)
    const batch = new Batch(rows, errors, told)
    const open = messages.filter((message) => !batch.settle(message, records.get(message.externalId), tx))
    const read = this.read(open, source, tx.today)
    const facts = await memberFacts(tx, source.code, read, this.register)
    const decided = read.map((row, at) => ({ message: open[at]!, decision: decideMember(row, facts) }))
    await this.write(tx, source.code, decided, batch, facts)
    storeRecords(tx, source.code, batch.records)
    return batch.results
  }

  /** Proposes that persons have left, because a sync of everybody leaves them out. What the source told of them stands: told again, they are back. */
  async absent(tx: Transaction, source: SyncSource, externalIds: readonly string[]): Promise<SyncRowResultType[]> {
    await lockSource(tx, source.code)
    const rows = externalIds.map((externalId) => ({ externalId }))
    const batch = new Batch(rows, new Map(), 'DIFFERENCES')
    const open = externalIds.map((externalId, index): OpenRow => ({
      index,
      externalId,
      deleted: true,
      fields: {},
      unit: undefined,
      effectiveOn: null,
      errors: [],
      nationalId: null,
    }))
    const facts = await memberFacts(tx, source.code, open, this.register)
    const decided = open.map((row, index) => ({
      message: { index, row: rows[index]!, externalId: row.externalId, version: null, deleted: true, digest: '' },
      decision: decideMember(row, facts),
    }))
    await this.write(tx, source.code, decided, batch, facts)
    await tx.query(`UPDATE sync_record SET settled = false WHERE entity = 'MEMBER' AND source = $1 AND external_id = ANY($2)`, [
      source.code,
      externalIds,
    ])
    return batch.results
  }

  private read(open: readonly Message<SyncMemberRow>[], { owns }: SyncSource, today: string): OpenRow[] {
    const rows = open.map(({ index, row, externalId, deleted }): OpenRow => {
      const read = readMemberRow(row, index, owns, today)
      const number = read.fields.nationalId ?? (owns.has('NATIONAL_ID') || row.nationalId == null ? null : numberOf(row.nationalId, today))
      return { index, externalId, deleted, ...read, nationalId: number }
    })
    const byNumber = new Map<string, OpenRow[]>()
    for (const row of rows) if (row.nationalId !== null) byNumber.set(row.nationalId, [...(byNumber.get(row.nationalId) ?? []), row])
    return rows.map((row) => {
      const same = row.nationalId === null ? [] : byNumber.get(row.nationalId)!
      if (same.length < 2) return row
      return {
        ...row,
        errors: [
          ...row.errors,
          syncError('DUPLICATE_IN_BATCH', row.index, 'nationalId', { rows: same.map(({ index }) => index).join(', ') }),
        ],
      }
    })
  }

  private async write(tx: Transaction, source: string, decided: readonly Decided[], batch: Batch, facts: MemberFacts): Promise<void> {
    const accepted = decided.filter(({ decision }) => decision.errors.length === 0)
    for (const { decision } of decided) if (decision.errors.length > 0) batch.reject(decision.row, decision.errors, decision)
    const written = accepted.filter(({ decision }) => decision.entry !== null)
    const items = written.map(({ decision: { entry, fields, person, attaches } }) => ({ before: person?.entry ?? null, entry: entry!, fields, attaches }))
    const { changes, lost } = await this.register.enter(tx, items)
    const proposals: ProposalChanges[] = []
    for (const [at, change] of changes.entries()) {
      const { decision, message } = written[at]!
      if (lost.has(change)) batch.reject(decision.row, [syncError('CONCURRENT_CHANGE', decision.row.index, 'nationalId')], null)
      else proposals.push(...batch.accept({ decision, message, after: change.after }, facts))
    }
    for (const { decision, message } of accepted) if (decision.entry === null) batch.bury(message)
    await storeProposals(tx, source, proposals, this.cipher)
  }
}

interface Decided {
  readonly message: Message<SyncMemberRow>
  readonly decision: MemberDecision
}

interface Change extends Decided {
  readonly after: Entry
}

/** What becomes of the rows of one batch. */
class Batch {
  readonly results: SyncRowResultType[]
  readonly records: NewRecord[] = []

  constructor(
    rows: readonly SyncMemberRow[],
    errors: ReadonlyMap<number, SyncErrorType[]>,
    private readonly told: Told,
  ) {
    this.results = rows.map(({ externalId }, index) => ({
      index,
      externalId,
      status: errors.has(index) ? 'REJECTED' : 'UNCHANGED',
      id: null,
      version: null,
      changes: [],
      errors: errors.get(index) ?? [],
    }))
  }

  /** Answers a message that needs no look at the register: out of order, or nothing new. Returns whether it did. */
  settle(message: Message<SyncMemberRow>, last: KnownRecord | undefined, { actor }: Transaction): boolean {
    const error = orderError(message, last)
    if (error !== null) {
      this.results[message.index] = { ...this.results[message.index]!, status: 'REJECTED', errors: [error] }
      return true
    }
    if (last === undefined || last.digest !== message.digest || !last.settled || last.memberVersion !== last.targetVersion) return false
    const scope = actor.viewer.scope('members:write')
    if (last.targetId !== null && !scope.everything && !last.paths!.some((path) => covers(scope, path))) return false
    Object.assign(this.results[message.index]!, { id: last.targetId, version: last.memberVersion })
    if (message.version !== last.sourceVersion) this.records.push({ ...last, entity: 'MEMBER', sourceVersion: message.version })
    return true
  }

  reject({ index }: OpenRow, errors: readonly SyncErrorType[], decision: MemberDecision | null): void {
    const hidden = errors.some(({ code }) => code === 'PERSON_ELSEWHERE' || code === 'NATIONAL_ID_ELSEWHERE')
    const entry = hidden ? undefined : decision?.person?.entry
    this.results[index] = { ...this.results[index]!, status: 'REJECTED', id: entry?.id ?? null, version: entry?.version ?? null, errors }
  }

  accept(change: Change, { viewer, unitNames }: MemberFacts): ProposalChanges[] {
    const { decision, message, after } = change
    const { wanted, told, earlier } = decision
    const before = decision.person?.entry ?? null
    const { waits, inserted, superseded, differences } = weighProposals(wanted, told, earlier)
    const shown = before !== null || this.told === 'EVERYTHING'
    const changes = shown ? changesShown({ before, after }, { unitNames, personal: viewer.can('members:personal') }) : []
    const changed = before !== null && changes.length > 0
    const version = before === null ? 1 : before.version + (changed ? 1 : 0)
    const status = before === null ? 'CREATED' : waits ? 'PROPOSED' : changed || decision.attaches !== null ? 'UPDATED' : 'UNCHANGED'
    this.results[message.index] = { ...this.results[message.index]!, status, id: after.id, version, changes: [...changes, ...differences] }
    this.records.push(recordOf('MEMBER', message, { targetId: after.id, targetVersion: version, settled: wanted.length === 0 }))
    if (inserted.length === 0 && superseded.length === 0) return []
    return [{ subject: { memberId: after.id }, externalId: message.externalId, sourceVersion: message.version, inserted, superseded }]
  }

  /** Somebody whom the register never had is gone: a late message must not bring him in. */
  bury(message: Message<SyncMemberRow>): void {
    this.records.push(recordOf('MEMBER', message, { targetId: null, targetVersion: null, settled: true }))
  }
}

function numberOf(written: string, today: string): string | null {
  const reading = readNationalId(written, today)
  return reading.ok ? reading.value.number : null
}
