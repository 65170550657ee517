import { useI18n } from 'vue-i18n'
import {
  ChangeMembershipStatusDocument,
  EndMembershipDocument,
  type MembershipDetailFragment,
  type MembershipEnding,
  type MembershipKind,
  type MembershipStatus,
  OpenMembershipDocument,
  TransferMemberDocument,
} from '#gql'
import { today } from '#ui/format/day.ts'
import { useMutationForm } from '#ui/form/use-mutation-form.ts'
import { useMemberVocabulary } from '../use-member-vocabulary.ts'

interface Person {
  readonly id: string
  readonly name: string
}

interface Surroundings {
  readonly member: () => Person
  readonly done: () => unknown
}

/** What a dialog about one membership stands in. */
export interface MembershipTask extends Surroundings {
  readonly membership: () => MembershipDetailFragment
  readonly refresh: () => Promise<unknown>
}

/** Puts a new membership on record. */
export function useOpenMembership({ member, done }: Surroundings) {
  const { t } = useI18n()
  const { statusOf } = useMemberVocabulary()
  return useMutationForm({
    document: OpenMembershipDocument,
    initial: () => ({
      kind: undefined as MembershipKind | undefined,
      organizationId: undefined as string | undefined,
      status: undefined as MembershipStatus | undefined,
      validFrom: today(),
    }),
    // the button stays shut until all of them are chosen
    input: ({ kind, organizationId, status, validFrom }) => ({
      memberId: member().id,
      kind: kind!,
      organizationId: organizationId!,
      status: status!,
      validFrom,
    }),
    payload: (data) => data.openMembership,
    success: ({ membership }) => t('members.memberships.opened', { name: member().name, status: membership ? statusOf(membership) : '' }),
    done,
  })
}

/** Takes a membership to another status. */
export function useChangeStatus({ member, membership, done, refresh }: MembershipTask) {
  const { t } = useI18n()
  const { statusName } = useMemberVocabulary()
  return useMutationForm({
    document: ChangeMembershipStatusDocument,
    initial: () => ({ status: membership().nextStatuses[0], effectiveOn: today() }),
    input: ({ status, effectiveOn }) => ({ id: membership().id, version: membership().version, status: status!, effectiveOn }),
    payload: (data) => data.changeMembershipStatus,
    success: (_, { status }) => t('members.memberships.changed', { name: member().name, status: statusName(membership().kind, status!) }),
    done,
    refresh,
  })
}

/** Moves a membership to another organisation of its kind. */
export function useTransfer({ member, membership, done, refresh }: MembershipTask) {
  const { t } = useI18n()
  return useMutationForm({
    document: TransferMemberDocument,
    initial: () => ({ toOrganizationId: undefined as string | undefined, effectiveOn: today() }),
    input: ({ toOrganizationId, effectiveOn }) => ({
      membershipId: membership().id,
      version: membership().version,
      toOrganizationId: toOrganizationId!,
      effectiveOn,
    }),
    payload: (data) => data.transferMember,
    success: (answer) =>
      t('members.memberships.transferred', { name: member().name, organization: answer.membership?.organization?.name ?? '' }),
    done,
    refresh,
  })
}

/** Ends a membership. */
export function useEndMembership({ member, membership, done, refresh }: MembershipTask) {
  const { t } = useI18n()
  const { kindName } = useMemberVocabulary()
  return useMutationForm({
    document: EndMembershipDocument,
    initial: () => ({ ending: undefined as MembershipEnding | undefined, effectiveOn: today() }),
    input: ({ ending, effectiveOn }) => ({ id: membership().id, version: membership().version, ending: ending!, effectiveOn }),
    payload: (data) => data.endMembership,
    success: () => t('members.memberships.ended', { name: member().name, kind: kindName(membership().kind) }),
    done,
    refresh,
  })
}
