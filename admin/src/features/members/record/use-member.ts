import { ageOn } from '@qizhi/codes'
import { computed, type MaybeRefOrGetter, toValue } from 'vue'
import { useI18n } from 'vue-i18n'
import { type MemberDetailFragment, MemberDocument, type MembershipDetailFragment } from '#gql'
import { useRecord } from '#ui/data/use-record.ts'
import { today } from '#ui/format/day.ts'
import { type Fact } from '#ui/record/RecordFacts.vue'
import { employerName } from '../employer-name.ts'
import { membershipKinds, useMemberVocabulary } from '../use-member-vocabulary.ts'

/** One member, and what his page says of him at first sight. */
export function useMember(id: MaybeRefOrGetter<string | undefined>) {
  const { t } = useI18n()
  const { sexName } = useMemberVocabulary()
  const record = useRecord({
    document: MemberDocument,
    variables: () => ({ id: toValue(id) ?? '' }),
    enabled: () => toValue(id) !== undefined,
  })

  // while another member is asked for, the last one would still be shown
  const member = computed(() => (record.data.value?.member?.id === toValue(id) ? (record.data.value?.member ?? undefined) : undefined))
  const isMissing = computed(() => record.data.value?.member === null && !record.refreshing.value)
  const problem = computed(
    () => record.problem.value ?? (isMissing.value ? { code: 'NOT_FOUND', message: '', reference: undefined } : undefined),
  )

  const facts = computed<Fact[]>(() => {
    const of = member.value
    if (!of) return []
    const person = [sexName(of.sex), of.birthDate ? t('members.years', { years: ageOn(of.birthDate, today()) }) : undefined]
    return [
      { label: t('members.field.person'), value: person.filter(Boolean).join(' · ') },
      {
        label: t('members.field.employerUnit'),
        value: employerName(of.employerUnit),
        to: of.employerUnit ? organizationRoute(of.employerUnit) : undefined,
      },
      { label: t('members.field.post'), value: of.post },
      ...openMemberships(of).map((membership) => ({
        label: t(`members.field.${membership.kind.toLowerCase()}`),
        value: membership.organization?.name,
        to: membership.organization ? organizationRoute(membership.organization) : undefined,
      })),
    ]
  })

  return { member, facts, problem, loading: record.loading, refetch: record.refetch }
}

/** The memberships that last, the Party's first. */
export function openMemberships(member: MemberDetailFragment): readonly MembershipDetailFragment[] {
  const open = member.memberships.filter((membership) => membership.validTo == null)
  return membershipKinds.flatMap((kind) => open.filter((membership) => membership.kind === kind))
}

export function organizationRoute(organization: { id: string }) {
  return { name: 'organization', params: { id: organization.id } }
}
