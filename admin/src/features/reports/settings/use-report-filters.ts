import { computed, reactive } from 'vue'
import { useI18n } from 'vue-i18n'
import { type MembershipChange, type MembershipKind, type MembershipStatus } from '#gql'
import { useSession } from '#app/session/use-session.ts'
import { organizationKinds, useVocabulary } from '#app/vocabulary/use-vocabulary.ts'
import { firstOf } from '#ui/format/list.ts'
import { type FilterDefinition, type FilterOption } from '#ui/list/filters.ts'
import { type UrlState } from '#ui/url/use-url-state.ts'
import { useActivityTypes } from '../../activities/use-activity-types.ts'
import { holdingKinds } from '../../activities/use-activities.ts'
import { activityStatuses, useActivityWords } from '../../activities/use-activity-words.ts'
import { useCodeTable } from '../../members/use-code-table.ts'
import { employmentStatuses, membershipKinds, sexes, statusesOf, useMemberVocabulary } from '../../members/use-member-vocabulary.ts'
import { type Builder } from '../builder/use-builder.ts'
import { type Filter, filterOf, withFilter } from '../definition/definition.ts'
import { sourceNames, sources } from '../definition/sources.ts'

const changes: readonly MembershipChange[] = [
  'JOINED',
  'TRANSFERRED_IN',
  'STATUS_CHANGED',
  'TRANSFERRED_OUT',
  'AGED_OUT',
  'WITHDRAWN',
  'REMOVED',
  'EXPELLED',
  'EMPLOYMENT_ENDED',
  'DECEASED',
]
const allStatuses: readonly MembershipStatus[] = [...new Set(membershipKinds.flatMap((kind) => statusesOf[kind]))]

/** The filters of what is counted, as its list has them; their values stand in the definition. */
export function useReportFilters(builder: Builder) {
  const { t, locale } = useI18n()
  const session = useSession()
  const { kindName } = useVocabulary()
  const { statusName: activityStatusName } = useActivityWords()
  const { sexName, employmentName, statusName, anyStatusName } = useMemberVocabulary()
  const types = useActivityTypes()
  const ethnicities = useCodeTable('ETHNICITY')
  const educations = useCodeTable('EDUCATION')

  const url = filterState(builder)
  const valuesOf = (key: string) => url.state[key] as string[]
  const choices = (key: string, label: string, options: readonly FilterOption[]): FilterDefinition => ({
    kind: 'choices',
    key,
    label,
    options,
  })
  const named = <Name extends string>(names: readonly Name[], nameOf: (name: Name) => string) =>
    names.map((value) => ({ value, label: nameOf(value) }))
  const coded = (codes: readonly { code: string; name: string }[]) => codes.map(({ code, name }) => ({ value: code, label: name }))

  /** A status has a name of its own once the kind is settled. */
  const statuses = () => {
    const kinds = valuesOf('kinds') as MembershipKind[]
    const [only, ...others] = kinds
    const offered =
      only === undefined ? allStatuses : allStatuses.filter((status) => kinds.some((kind) => statusesOf[kind]?.includes(status)))
    return named(offered, (status) => (only !== undefined && others.length === 0 ? statusName(only, status) : anyStatusName(status)))
  }
  const query = (): FilterDefinition => ({
    kind: 'custom',
    key: 'query',
    label: t('reports.filter.query'),
    summary: (url.state['query'] as string) || undefined,
  })

  const filters = computed<FilterDefinition[]>(() => {
    const kinds = choices('kinds', t('members.field.kind'), named(membershipKinds, kindName))
    const sex = choices('sexes', t('members.field.sex'), named(sexes, sexName))
    const status = choices('statuses', t('members.field.status'), statuses())
    switch (builder.definition.value.source) {
      case 'ACTIVITIES':
        return [
          {
            kind: 'custom',
            key: 'types',
            label: t('activities.type'),
            summary: firstOf(valuesOf('types').map(types.nameOf), locale.value),
          },
          choices('kinds', t('activities.kind'), named(holdingKinds, kindName)),
          choices('statuses', t('activities.state'), named(activityStatuses, activityStatusName)),
          query(),
        ]
      case 'MEMBERS':
        return [
          kinds,
          status,
          choices('placeKinds', t('reports.filter.placeKinds'), named(organizationKinds, kindName)),
          sex,
          choices('ethnicities', t('members.field.ethnicity'), coded(ethnicities.value)),
          choices('educations', t('members.field.education'), coded(educations.value)),
          choices('employmentStatuses', t('members.field.employmentStatus'), named(employmentStatuses, employmentName)),
          ...(session.can('members:personal')
            ? [{ kind: 'period', key: 'born', label: t('members.field.birthDate'), from: 'bornFrom', to: 'bornTo' } as const]
            : []),
          ...(session.can('members:read') ? [query()] : []),
        ]
      default:
        return [
          kinds,
          status,
          choices(
            'changes',
            t('reports.filter.changes'),
            named(changes, (name) => t(`reports.change.${name}`)),
          ),
          sex,
        ]
    }
  })

  return { filters, url }
}

/** The filter of a definition in the shape that filter chips write to. */
function filterState(builder: Builder): UrlState<Record<string, unknown>> {
  const filter = computed(() => filterOf(builder.definition.value))
  const write = (values: Record<string, unknown>) => {
    const next = { ...filter.value, ...values } as Filter
    builder.change(withFilter(builder.definition.value, next))
  }
  const shapes = Object.assign({}, ...sourceNames.map((source) => sources[source].filters)) as Record<string, string>
  const state = reactive(
    Object.fromEntries(
      Object.entries(shapes).map(([key, shape]) => [
        key,
        computed({
          get: () => filter.value[key] ?? (shape === 'list' ? [] : undefined),
          set: (value: unknown) => write({ [key]: value ?? '' }),
        }),
      ]),
    ),
  ) as Record<string, unknown>
  return {
    state,
    patch: (values) => write(Object.fromEntries(Object.entries(values).map(([key, value]) => [key, value ?? '']))),
    reset: (...keys) => write(Object.fromEntries(keys.map((key) => [key, '']))),
    isActive: (key) => filter.value[key] !== undefined,
  }
}
