import { computed } from 'vue'
import { useI18n } from 'vue-i18n'
import { type ReportFilter } from '#gql'
import { type FilterDefinition } from '#ui/list/filters.ts'
import { choice, choices, text } from '#ui/url/url-fields.ts'
import { useUrlState } from '#ui/url/use-url-state.ts'
import { sourceNames } from '../definition/sources.ts'
import { useReportWords } from '../use-report-words.ts'

const origins = ['own', 'shared', 'official'] as const

/** Which reports the list shows: all of it stands in the address. */
export function useReportList() {
  const { t } = useI18n()
  const { sourceName } = useReportWords()
  const url = useUrlState({
    query: text(),
    origin: choice(['all', ...origins], 'all'),
    sources: choices(sourceNames),
    state: choice(['current', 'archived'], 'current'),
  })

  const filter = computed<ReportFilter>(() => {
    const { query, origin, sources, state } = url.state
    return {
      archived: state === 'archived',
      ...(query !== '' && { query }),
      ...(origin === 'own' && { own: true }),
      ...(origin === 'shared' && { own: false, official: false }),
      ...(origin === 'official' && { official: true }),
      ...(sources.length > 0 && { sources }),
    }
  })

  const filters = computed<FilterDefinition[]>(() => [
    {
      kind: 'choice',
      key: 'origin',
      label: t('reports.list.origin'),
      options: origins.map((value) => ({ value, label: t(`reports.origin.${value}`) })),
    },
    {
      kind: 'choices',
      key: 'sources',
      label: t('reports.list.source'),
      options: sourceNames.map((value) => ({ value, label: sourceName(value) })),
    },
    {
      kind: 'choice',
      key: 'state',
      label: t('reports.list.state'),
      options: [{ value: 'archived', label: t('reports.origin.archived') }],
    },
  ])
  return { url, filter, filters }
}
