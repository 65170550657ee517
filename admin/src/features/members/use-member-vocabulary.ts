import { useI18n } from 'vue-i18n'
import { type EmploymentStatus, type MembershipEnding, type MembershipKind, type MembershipStatus, type Sex } from '#gql'
import { type StateTone } from '#ui/feedback/StateTag.vue'

export const membershipKinds: readonly MembershipKind[] = ['PARTY', 'UNION', 'LEAGUE']
export const sexes: readonly Sex[] = ['MALE', 'FEMALE', 'UNKNOWN']
export const employmentStatuses: readonly EmploymentStatus[] = ['ACTIVE', 'RETIRED', 'LEFT', 'NONE']

/** The statuses in which a membership of a kind goes on, in the order of a member's way. */
export const statusesOf: Readonly<Record<MembershipKind, readonly MembershipStatus[]>> = {
  PARTY: ['APPLICANT', 'ACTIVIST', 'CANDIDATE', 'PROBATIONARY', 'FULL'],
  UNION: ['MEMBER', 'RETAINED'],
  LEAGUE: ['APPLICANT', 'MEMBER'],
}

/** The words of the register: sexes, statuses, endings. */
export function useMemberVocabulary() {
  const { t } = useI18n()
  const statusName = (kind: MembershipKind, status: MembershipStatus) => t(`members.status.${kind}.${status}`)
  return {
    sexName: (sex: Sex) => t(`members.sex.${sex}`),
    employmentName: (status: EmploymentStatus) => t(`members.employment.${status}`),
    kindName: (kind: MembershipKind) => t(`members.kind.${kind}`),
    statusName,
    statusOf: (membership: { kind: MembershipKind; status: MembershipStatus }) => statusName(membership.kind, membership.status),
    /** A status without its kind, as a filter over all kinds says it. */
    anyStatusName: (status: MembershipStatus) => t(`members.status.ANY.${status}`),
    endingName: (kind: MembershipKind, ending: MembershipEnding) => t(`members.ending.${kind}.${ending}`),
  }
}

/** Members stand out from those who are on their way, and from those whose membership rests. */
export function toneOf(status: MembershipStatus): StateTone {
  if (status === 'FULL' || status === 'MEMBER') return 'success'
  return status === 'RETAINED' ? 'neutral' : 'progress'
}
