import { covers } from '../../../platform/access/scope.ts'
import { type FieldCipher } from '../../../platform/crypto/field-cipher.ts'
import { type Actor, type Transaction, type Writer } from '../../../platform/database/write.ts'
import { AppError } from '../../../platform/errors/app-error.ts'
import { userError } from '../../../platform/errors/user-error.ts'
import { type UserError } from '../../../platform/errors/user-error.type.ts'
import { isUuid } from '../../../platform/graph/reader.ts'
import { persons } from '../../members/index.ts'
import { isKnownTo } from '../../memberships/index.ts'
import { type SyncProposal } from './proposal.entity.ts'
import { type AcceptSyncProposalInput, type RejectSyncProposalInput } from './proposal.inputs.ts'
import { type ProposalSteps } from './proposal-steps.ts'
import { type SyncProposalPayload } from './proposal.type.ts'
import { sealedPlace } from './proposal.store.ts'

export type LockedProposal = Pick<
  SyncProposal,
  | 'id'
  | 'type'
  | 'source'
  | 'externalId'
  | 'memberId'
  | 'organizationId'
  | 'before'
  | 'after'
  | 'target'
  | 'sealed'
  | 'effectiveOn'
  | 'status'
  | 'version'
>

/** Deciding proposals: accepting runs the ordinary use cases in one transaction; rejecting keeps the reason. */
export class SyncProposals {
  constructor(
    private readonly writer: Writer,
    private readonly cipher: FieldCipher,
    private readonly steps: ProposalSteps,
  ) {}

  accept(actor: Actor, input: AcceptSyncProposalInput): Promise<SyncProposalPayload> {
    return this.writer.write(actor, 'sync.accept', input, async (tx) => {
      const proposal = await lockProposal(tx, input.id)
      const userErrors = decidable(proposal, input.version)
      if (userErrors.length === 0) userErrors.push(...(await this.steps.carryOut(tx, proposal, await this.numberOf(proposal), input)))
      if (userErrors.length > 0) return { proposalId: proposal.id, userErrors }
      await decide(tx, proposal, 'ACCEPTED', null)
      return { proposalId: proposal.id, userErrors: [] }
    })
  }

  reject(actor: Actor, input: RejectSyncProposalInput): Promise<SyncProposalPayload> {
    return this.writer.write(actor, 'sync.reject', input, async (tx) => {
      const proposal = await lockProposal(tx, input.id)
      const reason = input.reason.trim()
      const userErrors = decidable(proposal, input.version)
      if (reason === '') userErrors.push(userError('REQUIRED', 'sync.reasonRequired', { field: 'reason' }))
      if (userErrors.length > 0) return { proposalId: proposal.id, userErrors }
      await decide(tx, proposal, 'REJECTED', reason)
      return { proposalId: proposal.id, userErrors: [] }
    })
  }

  private async numberOf({ id, sealed }: LockedProposal): Promise<string | null> {
    return sealed === null ? null : this.cipher.decrypt(sealed, sealedPlace(id))
  }
}

/** Locks a proposal, the person before it, as a batch does. @throws AppError NOT_FOUND for an unknown id and for one outside the scope; the two look the same */
async function lockProposal(tx: Transaction, id: string): Promise<LockedProposal> {
  const [named] = isUuid(id)
    ? await tx.query<{ memberId: string | null; path: string | null }>(
        `SELECT s.member_id AS "memberId", p.path FROM sync_proposal s LEFT JOIN organization_placement p ON p.organization_id = s.organization_id AND upper_inf(p.valid) WHERE s.id = $1`,
        [id],
      )
    : []
  if (named === undefined) throw new AppError('NOT_FOUND')
  if (named.memberId === null) {
    if (named.path === null || !covers(tx.actor.viewer.scope('members:write'), named.path)) throw new AppError('NOT_FOUND')
  } else {
    const person = await persons.lock(tx, named.memberId)
    if (person === null || !isKnownTo(tx, person, 'members:write')) throw new AppError('NOT_FOUND')
  }
  const [proposal] = await tx.query<LockedProposal>(
    `SELECT id, type, source, external_id AS "externalId", member_id AS "memberId", organization_id AS "organizationId", before, after, target, sealed,
       effective_on AS "effectiveOn", status, version FROM sync_proposal WHERE id = $1 FOR NO KEY UPDATE`,
    [id],
  )
  return proposal!
}

function decidable({ version, status }: LockedProposal, seen: number): UserError[] {
  if (status !== 'PENDING') return [userError('CONFLICT', 'sync.proposalDecided')]
  return version === seen ? [] : [userError('STALE_VERSION', 'sync.proposalStale', { field: 'version', params: { version } })]
}

async function decide(
  tx: Transaction,
  { id, type, source, externalId, memberId, organizationId, before, after }: LockedProposal,
  status: 'ACCEPTED' | 'REJECTED',
  reason: string | null,
): Promise<void> {
  await tx.query(
    'UPDATE sync_proposal SET status = $2, reason = $3, decided_by = $4, decided_at = now(), version = version + 1, updated_at = now() WHERE id = $1',
    [id, status, reason, tx.actor.viewer.accountId],
  )
  tx.audit({
    entity: memberId === null ? 'Organization' : 'Member',
    entityId: memberId ?? organizationId,
    ...(organizationId === null ? {} : { organizationId }),
    before: { [type]: before },
    after: { [type]: after, status, source: `${source} ${externalId}` },
    reason,
  })
}
