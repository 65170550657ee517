import { type BlindIndex } from '../../../platform/crypto/blind-index.ts'
import { type FieldCipher } from '../../../platform/crypto/field-cipher.ts'
import { type Transaction } from '../../../platform/database/write.ts'
import { establishOrganizations, holdEveryTree } from '../../organizations/index.ts'
import { lockSource, type Message, type NewRecord, orderError, readMessages, recordOf, storeRecords } from '../messages.ts'
import { weighProposals } from '../proposals/proposal-weighing.ts'
import { type ProposalChanges, storeProposals, type WantedProposal } from '../proposals/proposal.store.ts'
import { syncError, type SyncErrorType } from '../sync-error.type.ts'
import { type SyncSource } from '../sources/source.store.ts'
import { type SyncRowResultType } from '../sync.type.ts'
import { decideUnit, type UnitDecision } from './unit-decision.ts'
import { attachUnitIds, unitFacts, unitRecords, unitVersions } from './unit-facts.ts'
import { topDown } from './unit-order.ts'
import { readUnitRow } from './unit-row.ts'
import { type SyncOrganizationRow } from './unit-sync.inputs.ts'

/** Takes batches of units of a source into the register: new ones are set up from the top down, structural changes are proposed. */
export class UnitBatches {
  constructor(
    private readonly cipher: FieldCipher,
    private readonly digests: BlindIndex,
  ) {}

  async run(tx: Transaction, source: SyncSource, rows: readonly SyncOrganizationRow[]): Promise<SyncRowResultType[]> {
    const { messages, errors } = readMessages(rows, (text) => this.digests.of(`UNIT ${text}`))
    await lockSource(tx, source.code)
    const last = await unitRecords(tx, source.code, messages)
    const results = rows.map(({ externalId }, index) => resultOf(index, externalId, errors.get(index) ?? []))
    const open = messages.filter((message) => {
      const record = last.get(message.externalId)
      const error = orderError(message, record)
      if (error !== null) results[message.index] = resultOf(message.index, message.externalId, [error])
      return error === null
    })
    if (open.length === 0) return results
    await holdEveryTree(tx)
    const decided = await this.decide(tx, source.code, open)
    await this.write(tx, source.code, decided, results)
    return results
  }

  private async decide(tx: Transaction, source: string, open: readonly Message<SyncOrganizationRow>[]): Promise<Decided[]> {
    const read = open.map((message) => ({
      message,
      row: {
        index: message.index,
        externalId: message.externalId,
        deleted: message.deleted,
        ...readUnitRow(message.row, message.index, tx.today),
      },
    }))
    const facts = await unitFacts(
      tx,
      source,
      read.map(({ row }) => row),
    )
    const { ordered, cycles } = topDown(read)
    const decide = ({ message, row }: (typeof read)[number], errors: readonly SyncErrorType[] = []): Decided => {
      const decision = errors.length > 0 ? { ...decideUnit({ ...row, deleted: true }, facts), row, errors } : decideUnit(row, facts)
      if (decision.errors.length > 0) facts.rejected.set(row.externalId, row.index)
      return { message, decision }
    }
    return [
      ...cycles.map((each) => decide(each, [syncError('PARENT_CYCLE', each.row.index, 'parent')])),
      ...ordered.map((each) => decide(each)),
    ]
  }

  private async write(tx: Transaction, source: string, decided: readonly Decided[], results: SyncRowResultType[]): Promise<void> {
    const accepted = decided.filter(({ decision }) => decision.errors.length === 0)
    for (const { decision } of decided)
      if (decision.errors.length > 0) results[decision.row.index] = resultOf(decision.row.index, decision.row.externalId, decision.errors)
    const created = accepted.flatMap(({ decision }) => decision.created ?? [])
    await establishOrganizations(tx, created, [])
    const units = await unitVersions(
      tx,
      accepted.flatMap(({ decision }) => decision.created?.code ?? decision.unit?.code ?? []),
    )
    const records: NewRecord[] = []
    const proposals: ProposalChanges[] = []
    for (const { message, decision } of accepted) {
      const { row, wanted, told, earlier } = decision
      const code = decision.created?.code ?? decision.unit?.code
      const unit = code === undefined ? undefined : units.get(code)!
      const weighed = weighProposals(wanted, told, earlier)
      const status = decision.created !== null ? 'CREATED' : weighed.waits ? 'PROPOSED' : decision.attaches ? 'UPDATED' : 'UNCHANGED'
      results[row.index] = {
        ...resultOf(row.index, row.externalId, []),
        status,
        id: unit?.id ?? null,
        version: unit?.version ?? null,
        changes: [...firstValues(decision), ...weighed.differences],
      }
      records.push(
        recordOf('ORGANIZATION', message, {
          targetId: unit?.id ?? null,
          targetVersion: unit?.version ?? null,
          settled: wanted.length === 0,
        }),
      )
      if (unit !== undefined && weighed.inserted.length + weighed.superseded.length > 0) {
        // a parent that is set up by this batch has its id only now
        const settled = ({ parentId, parentCode, ...others }: WantedProposal['target']) =>
          parentCode === undefined ? others : { ...others, parentId: parentId ?? units.get(parentCode!)!.id }
        const inserted = weighed.inserted.map((proposal) => ({ ...proposal, target: settled(proposal.target) }))
        proposals.push({
          subject: { organizationId: unit.id },
          externalId: row.externalId,
          sourceVersion: message.version,
          ...weighed,
          inserted,
        })
      }
    }
    await attachUnitIds(
      tx,
      source,
      accepted.flatMap(({ decision }) =>
        decision.attaches
          ? [{ externalId: decision.row.externalId, organizationId: units.get(decision.created?.code ?? decision.unit!.code)!.id }]
          : [],
      ),
    )
    await storeProposals(tx, source, proposals, this.cipher)
    storeRecords(tx, source, records)
  }
}

interface Decided {
  readonly message: Message<SyncOrganizationRow>
  readonly decision: UnitDecision
}

function resultOf(index: number, externalId: string, errors: readonly SyncErrorType[]): SyncRowResultType {
  return { index, externalId, status: errors.length > 0 ? 'REJECTED' : 'UNCHANGED', id: null, version: null, changes: [], errors }
}

function firstValues({ created }: UnitDecision): SyncRowResultType['changes'] {
  if (created === null) return []
  const { code, name, level, parentCode, establishedOn } = created
  return Object.entries({ code, name, level, parent: parentCode, establishedOn }).map(([field, after]) => ({
    field,
    before: null,
    after,
    decision: 'APPLIED',
  }))
}
