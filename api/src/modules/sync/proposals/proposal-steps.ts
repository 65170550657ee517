import { type Transaction } from '../../../platform/database/write.ts'
import { userError } from '../../../platform/errors/user-error.ts'
import { type UserError } from '../../../platform/errors/user-error.type.ts'
import { type EmploymentStatus, type MemberService } from '../../members/index.ts'
import { type MembershipService } from '../../memberships/index.ts'
import { type OrganizationDissolution, type OrganizationService } from '../../organizations/index.ts'
import { type AcceptSyncProposalInput, type SyncMembershipStepInput } from './proposal.inputs.ts'
import { type LockedProposal } from './proposal.service.ts'

/** The ordinary use cases that accepting a proposal runs. */
export interface OrdinaryServices {
  readonly members: MemberService
  readonly memberships: MembershipService
  readonly organizations: OrganizationService
  readonly dissolution: OrganizationDissolution
}

/** What accepting a proposal does: nothing that an officer could not have done by hand, under the same rules. */
export class ProposalSteps {
  constructor(private readonly services: OrdinaryServices) {}

  /** Everything in the caller’s transaction; returns what refused it. `number`: the national ID number of a correction. */
  async carryOut(tx: Transaction, proposal: LockedProposal, number: string | null, input: AcceptSyncProposalInput): Promise<UserError[]> {
    const day = input.effectiveOn ?? proposal.effectiveOn ?? tx.today
    if (proposal.organizationId !== null) return this.changeUnit(tx, proposal, proposal.organizationId, day, input)
    const errors = await this.changeMember(tx, proposal, number)
    for (const [at, step] of (input.memberships ?? []).entries()) {
      const refused = await this.changeMembership(tx, proposal, step, day)
      errors.push(...refused.map((error) => ({ ...error, field: ['memberships', String(at), ...(error.field ?? [])] })))
    }
    return errors
  }

  private async changeMember(tx: Transaction, { type, memberId, target }: LockedProposal, number: string | null): Promise<UserError[]> {
    const [member] = await tx.query<{ version: number }>('SELECT version FROM member WHERE id = $1', [memberId])
    const change = {
      ...(type === 'CORRECT_NAME' ? { name: target['name']! } : {}),
      ...(type === 'CORRECT_NATIONAL_ID' ? { nationalId: number } : {}),
      ...(type === 'MOVE' ? { employerUnitId: target['employerUnitId'] ?? null } : {}),
      ...(type === 'LEAVE' || type === 'RETIRE' ? { employmentStatus: target['employmentStatus'] as EmploymentStatus } : {}),
    }
    const { userErrors } = await this.services.members.within(tx).update(tx.actor, { id: memberId!, version: member!.version, ...change })
    return userErrors.map((error) => ({ ...error, field: null }))
  }

  private async changeMembership(
    tx: Transaction,
    { memberId }: LockedProposal,
    step: SyncMembershipStepInput,
    effectiveOn: string,
  ): Promise<UserError[]> {
    const [held] = await tx.query<{ version: number }>(
      'SELECT version FROM membership WHERE id::text = $1 AND member_id = $2 AND upper_inf(valid)',
      [step.membershipId, memberId],
    )
    if (held === undefined) return [userError('NOT_FOUND', 'sync.membershipNotFound', { field: 'membershipId' })]
    const memberships = this.services.memberships.within(tx)
    const { version } = held
    if (step.step === 'TRANSFER') {
      if (step.organizationId == null) return [userError('REQUIRED', 'sync.organizationRequired', { field: 'organizationId' })]
      return (
        await memberships.transfer(tx.actor, {
          membershipId: step.membershipId,
          version,
          effectiveOn,
          toOrganizationId: step.organizationId,
        })
      ).userErrors
    }
    if (step.step === 'END') {
      if (step.ending == null) return [userError('REQUIRED', 'sync.endingRequired', { field: 'ending' })]
      return (await memberships.end(tx.actor, { id: step.membershipId, version, effectiveOn, ending: step.ending })).userErrors
    }
    if (step.step === 'RETAIN')
      return (await memberships.changeStatus(tx.actor, { id: step.membershipId, version, effectiveOn, status: 'RETAINED' })).userErrors
    return []
  }

  private async changeUnit(
    tx: Transaction,
    { type, target }: LockedProposal,
    id: string,
    effectiveOn: string,
    { documentNumber }: AcceptSyncProposalInput,
  ): Promise<UserError[]> {
    const [unit] = await tx.query<{ version: number }>('SELECT version FROM organization WHERE id = $1', [id])
    const change = { id, version: unit!.version, effectiveOn, documentNumber: documentNumber ?? null }
    const { organizations, dissolution } = this.services
    if (type === 'RENAME_UNIT') return (await organizations.within(tx).rename(tx.actor, { ...change, name: target['name']! })).userErrors
    if (type === 'MOVE_UNIT')
      return (await organizations.within(tx).move(tx.actor, { ...change, parentId: target['parentId']! })).userErrors
    return (await dissolution.within(tx).dissolve(tx.actor, change)).userErrors
  }
}
