import { computed, type MaybeRefOrGetter, toValue } from 'vue'
import { ActivityDocument, type ActivityDetailFragment } from '#gql'
import { useRecord } from '#ui/data/use-record.ts'

/** One activity. */
export function useActivity(id: MaybeRefOrGetter<string | undefined>) {
  const record = useRecord({
    document: ActivityDocument,
    variables: () => ({ id: toValue(id) ?? '' }),
    enabled: () => toValue(id) !== undefined,
  })
  // while another one is asked for, the last one would still be shown
  const activity = computed<ActivityDetailFragment | undefined>(() => {
    const found = record.data.value?.activity
    return found?.id === toValue(id) ? (found ?? undefined) : undefined
  })
  const isMissing = computed(() => record.data.value?.activity === null && !record.refreshing.value)
  const problem = computed(
    () => record.problem.value ?? (isMissing.value ? { code: 'NOT_FOUND', message: '', reference: undefined } : undefined),
  )
  return { activity, problem, loading: record.loading, refetch: record.refetch }
}
