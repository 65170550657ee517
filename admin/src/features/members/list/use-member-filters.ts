import { computed } from 'vue'
import { useI18n } from 'vue-i18n'
import { type MembershipKind, type MembershipStatus } from '#gql'
import { useSession } from '#app/session/use-session.ts'
import { useVocabulary } from '#app/vocabulary/use-vocabulary.ts'
import { type FilterDefinition } from '#ui/list/filters.ts'
import { choice, choices, day, text } from '#ui/url/url-fields.ts'
import { useUrlState } from '#ui/url/use-url-state.ts'
import { useCodeTable } from '../use-code-table.ts'
import { employmentStatuses, membershipKinds, sexes, statusesOf, useMemberVocabulary } from '../use-member-vocabulary.ts'

export const memberOrders = ['NAME_ASC', 'NAME_DESC', 'CODE_ASC', 'CODE_DESC'] as const

/** How the list of members stands in the address, and the filters that change it. */
export function useMemberFilters() {
  const { t } = useI18n()
  const session = useSession()
  const { kindName } = useVocabulary()
  const { sexName, employmentName, statusName, anyStatusName } = useMemberVocabulary()
  const ethnicities = useCodeTable('ETHNICITY')
  const educations = useCodeTable('EDUCATION')

  const url = useUrlState({
    query: text(),
    kinds: choices(membershipKinds),
    statuses: choices(allStatuses),
    sexes: choices(sexes),
    ethnicities: choices(),
    educations: choices(),
    employment: choices(employmentStatuses),
    bornFrom: day(),
    bornTo: day(),
    order: choice(memberOrders, 'NAME_ASC'),
  })

  /** A status has a name of its own once the kind is settled. */
  const statusOptions = computed(() => {
    const [kind, ...others] = url.state.kinds
    const statuses =
      kind === undefined ? allStatuses : allStatuses.filter((status) => url.state.kinds.some((each) => statusesOf[each].includes(status)))
    return statuses.map((value) => ({
      value,
      label: kind !== undefined && others.length === 0 ? statusName(kind, value) : anyStatusName(value),
    }))
  })

  const filters = computed<FilterDefinition[]>(() => [
    {
      kind: 'choices',
      key: 'kinds',
      label: t('members.field.kind'),
      options: membershipKinds.map((value) => ({ value, label: kindName(value) })),
    },
    { kind: 'choices', key: 'statuses', label: t('members.field.status'), options: statusOptions.value },
    { kind: 'choices', key: 'sexes', label: t('members.field.sex'), options: sexes.map((value) => ({ value, label: sexName(value) })) },
    { kind: 'choices', key: 'ethnicities', label: t('members.field.ethnicity'), options: ethnicities.value.map(toOption) },
    { kind: 'choices', key: 'educations', label: t('members.field.education'), options: educations.value.map(toOption) },
    {
      kind: 'choices',
      key: 'employment',
      label: t('members.field.employmentStatus'),
      options: employmentStatuses.map((value) => ({ value, label: employmentName(value) })),
    },
    // whoever may not see birth dates may not search by them either
    ...(session.can('members:personal')
      ? [{ kind: 'period', key: 'born', label: t('members.field.birthDate'), from: 'bornFrom', to: 'bornTo' } as const]
      : []),
  ])

  return { url, filters }
}

export type MemberListUrl = ReturnType<typeof useMemberFilters>['url']

const allStatuses: readonly MembershipStatus[] = [
  ...new Set((['PARTY', 'UNION', 'LEAGUE'] satisfies MembershipKind[]).flatMap((kind) => statusesOf[kind])),
]
const toOption = ({ code, name }: { code: string; name: string }) => ({ value: code, label: name })
