import { useQuery } from '@vue/apollo-composable'
import { computed } from 'vue'
import { useI18n } from 'vue-i18n'
import { ScopeDocument } from '#gql'
import { shownInPlace } from '#ui/data/use-record.ts'
import { type Builder } from './use-builder.ts'

/** Of what, from when to when, by which tree the table on the page is, in words. */
export function useReportScope(builder: Builder) {
  const { t } = useI18n()
  const id = computed(() => builder.definition.value.parameters.organization)
  const { result } = useQuery(
    ScopeDocument,
    () => ({ id: id.value ?? '' }),
    () => ({ enabled: id.value !== null, context: shownInPlace }),
  )
  return computed(() => {
    const settled = builder.settled.value
    const organization = id.value === null ? t('reports.everything') : (result.value?.organization?.name ?? t('reports.outOfScope'))
    if (settled === undefined) return organization
    const { run } = settled.table
    const isMembers = settled.definition.source === 'MEMBERS'
    const days = run.from === null && run.to === null ? t('reports.periods.ALL') : `${run.from ?? '…'} – ${run.to ?? '…'}`
    const day = run.asOf === null ? undefined : t(isMembers ? 'reports.onDay' : 'reports.asOf', { day: run.asOf })
    return [
      isMembers ? (day ?? t('reports.today')) : days,
      organization,
      ...(settled.definition.tree === 'AS_IT_WAS' ? [t('reports.asItWas')] : []),
      ...(!isMembers && day !== undefined ? [day] : []),
    ].join(' · ')
  })
}
