import { type MembershipEnding, type MembershipKind, type MembershipStatus } from '../../memberships/index.ts'
import { type SyncMembershipStep, type SyncProposalType } from './proposal.enums.ts'

interface Held {
  readonly kind: MembershipKind
  readonly status: MembershipStatus
  readonly organizationId: string
  /** The organisation of the kind that covers the unit to which the person moves. */
  readonly covering: string | null
}

export interface UsualStep {
  readonly step: SyncMembershipStep
  readonly ending: MembershipEnding | null
  readonly organizationId: string | null
}

/**
 * What usually becomes of a membership. A proposal, never a decision: membership of the Party and the league is not the employer’s affair,
 * and goes on until it is transferred; a union’s rests on employment.
 */
export function usualStep(type: SyncProposalType, { kind, status, organizationId, covering }: Held): UsualStep {
  if (type === 'MOVE' && covering !== null && covering !== organizationId)
    return { step: 'TRANSFER', ending: null, organizationId: covering }
  if (kind === 'UNION' && status === 'MEMBER' && type === 'RETIRE') return { step: 'RETAIN', ending: null, organizationId: null }
  if (kind === 'UNION' && type === 'LEAVE') return { step: 'END', ending: 'EMPLOYMENT_ENDED', organizationId: null }
  return { step: 'KEEP', ending: null, organizationId: null }
}
