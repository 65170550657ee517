import { computed } from 'vue'
import { OrganizationDetailDocument, type OrganizationDetailQuery } from '#gql'
import { useAsOf } from '#app/scope/use-as-of.ts'
import { startOfYear } from '#ui/format/day.ts'
import { useRecord } from '#ui/data/use-record.ts'

/** Named by itself: inferred, the kinds would be reduced to what all of them have. */
export type OrganizationOfPage = NonNullable<OrganizationDetailQuery['organization']>

/** The organisation that is looked at, as of the day that is looked at, with this year's activities up to then. */
export function useOrganization(id: () => string | undefined) {
  const { asOf, isPast, shownDay } = useAsOf()
  const year = computed(() => ({ from: startOfYear(shownDay.value), to: shownDay.value }))

  const { data, loading, refreshing, problem, refetch } = useRecord({
    document: OrganizationDetailDocument,
    variables: () => ({ id: id() ?? '', asOf: asOf.value ?? null, year: year.value }),
    enabled: () => id() !== undefined,
    uncached: isPast,
  })
  // the previous one stays on the screen only while it is the one that is wanted
  const organization = computed<OrganizationOfPage | undefined>(() =>
    data.value?.organization?.id === id() ? (data.value?.organization ?? undefined) : undefined,
  )
  const isMissing = computed(
    () => !loading.value && !refreshing.value && !problem.value && data.value !== undefined && organization.value === undefined,
  )

  return {
    organization,
    year,
    refetch,
    loading: computed(() => organization.value === undefined && !isMissing.value),
    problem: computed(() => problem.value ?? (isMissing.value ? { code: 'NOT_FOUND', message: '', reference: undefined } : undefined)),
    /** What may be done with it. Nothing, on a past day. */
    actions: computed(() => new Set(isPast.value ? [] : organization.value?.viewerCan)),
  }
}
