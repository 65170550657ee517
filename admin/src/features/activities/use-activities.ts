import { computed } from 'vue'
import { useI18n } from 'vue-i18n'
import { type ActivityFilter, type ActivityOrder } from '#gql'
import { useScope } from '#app/scope/use-scope.ts'
import { organizationKinds, useVocabulary } from '#app/vocabulary/use-vocabulary.ts'
import { firstOf } from '#ui/format/list.ts'
import { type FilterDefinition } from '#ui/list/filters.ts'
import { choice, choices, day, text } from '#ui/url/url-fields.ts'
import { useUrlState } from '#ui/url/use-url-state.ts'
import { activityStatuses, useActivityWords } from './use-activity-words.ts'
import { useActivityTypes } from './use-activity-types.ts'

const orders = ['DAY_DESC', 'DAY_ASC', 'CODE_ASC', 'CODE_DESC'] as const satisfies readonly ActivityOrder[]
/** Employers hold no activities: their people do as members of the Party, the union, the league. */
export const holdingKinds = organizationKinds.filter((kind) => kind !== 'UNIT')

/** Which activities the page shows, and how: all of it stands in the address. */
export function useActivities() {
  const { t, locale } = useI18n()
  const { kindName } = useVocabulary()
  const { statusName } = useActivityWords()
  const types = useActivityTypes()
  const { organizationId } = useScope()

  const url = useUrlState({
    view: choice(['calendar', 'table'], 'calendar'),
    from: day(),
    to: day(),
    kinds: choices(holdingKinds),
    types: choices(),
    statuses: choices(activityStatuses),
    query: text(),
    order: choice(orders, 'DAY_DESC'),
  })

  const filter = computed<ActivityFilter>(() => {
    const { from, to, kinds, types: codes, statuses, query } = url.state
    return {
      ...(organizationId.value !== undefined && { organization: organizationId.value }),
      ...(from && { from }),
      ...(to && { to }),
      ...(kinds.length > 0 && { kinds }),
      ...(codes.length > 0 && { types: codes }),
      ...(statuses.length > 0 && { statuses }),
      ...(query !== '' && { query }),
    }
  })

  const filters = computed<FilterDefinition[]>(() => [
    { kind: 'period', key: 'period', label: t('activities.period'), from: 'from', to: 'to' },
    { kind: 'custom', key: 'types', label: t('activities.type'), summary: firstOf(url.state.types.map(types.nameOf), locale.value) },
    {
      kind: 'choices',
      key: 'kinds',
      label: t('activities.kind'),
      options: holdingKinds.map((value) => ({ value, label: kindName(value) })),
    },
    {
      kind: 'choices',
      key: 'statuses',
      label: t('activities.state'),
      options: activityStatuses.map((value) => ({ value, label: statusName(value) })),
    },
  ])

  return { url, filter, filters, types }
}
