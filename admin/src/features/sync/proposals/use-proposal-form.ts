import { useI18n } from 'vue-i18n'
import {
  AcceptSyncProposalDocument,
  type MembershipEnding,
  RejectSyncProposalDocument,
  type SyncMembershipStep,
  type SyncProposalLineFragment,
} from '#gql'
import { today } from '#ui/format/day.ts'
import { useMutationForm } from '#ui/form/use-mutation-form.ts'
import { useSyncWords } from '../use-sync-words.ts'

/** What is to become of one membership. */
export interface MembershipChoice {
  membershipId: string
  step: SyncMembershipStep
  ending: MembershipEnding | undefined
  organizationId: string | undefined
}

interface Options {
  readonly proposal: () => SyncProposalLineFragment
  readonly done: () => unknown
}

/** Carries a proposal out; filled in as is usual, and the officer decides. */
export function useAcceptProposal({ proposal, done }: Options) {
  const { t } = useI18n()
  const { proposalName } = useSyncWords()
  return useMutationForm({
    document: AcceptSyncProposalDocument,
    initial: () => ({
      effectiveOn: proposal().effectiveOn ?? today(),
      memberships: proposal().consequences.map(({ membershipId, step, ending, organizationId }): MembershipChoice => ({
        membershipId,
        step,
        ending: ending ?? undefined,
        organizationId: organizationId ?? undefined,
      })),
    }),
    input: ({ effectiveOn, memberships }) => ({
      id: proposal().id,
      version: proposal().version,
      effectiveOn,
      memberships: memberships
        .filter(({ step }) => step !== 'KEEP')
        .map(({ membershipId, step, ending, organizationId }) => ({
          membershipId,
          step,
          ending: step === 'END' ? (ending ?? null) : null,
          organizationId: step === 'TRANSFER' ? (organizationId ?? null) : null,
        })),
    }),
    payload: (data) => data.acceptSyncProposal,
    success: () => t('sync.proposals.accepted', { name: proposalName(proposal()), type: t(`sync.proposals.type.${proposal().type}`) }),
    done,
  })
}

/** Declines a proposal. */
export function useRejectProposal({ proposal, done }: Options) {
  const { t } = useI18n()
  const { proposalName } = useSyncWords()
  return useMutationForm({
    document: RejectSyncProposalDocument,
    initial: () => ({ reason: '' }),
    input: ({ reason }) => ({ id: proposal().id, version: proposal().version, reason: reason.trim() }),
    payload: (data) => data.rejectSyncProposal,
    success: () => t('sync.proposals.rejected', { name: proposalName(proposal()), type: t(`sync.proposals.type.${proposal().type}`) }),
    done,
  })
}
