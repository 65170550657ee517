import { computed, type MaybeRefOrGetter, toValue } from 'vue'
import { ReportSnapshotDocument, type ReportSnapshotQuery, SnapshotComparisonDocument } from '#gql'
import { useRecord } from '#ui/data/use-record.ts'

export type Snapshot = NonNullable<ReportSnapshotQuery['reportSnapshot']>

/** A snapshot with its proof, and what has become of it since. */
export function useSnapshot(id: MaybeRefOrGetter<string>) {
  const record = useRecord({ document: ReportSnapshotDocument, variables: () => ({ id: toValue(id) }) })
  // while another one is asked for, the last one would still be shown
  const snapshot = computed<Snapshot | undefined>(() => {
    const found = record.data.value?.reportSnapshot
    return found?.id === toValue(id) ? found : undefined
  })
  // what is true this instant: never from what was known before
  const compared = useRecord({ document: SnapshotComparisonDocument, variables: () => ({ id: toValue(id) }), uncached: true })
  return {
    snapshot,
    problem: record.problem,
    loading: record.loading,
    refetch: record.refetch,
    comparison: computed(() => compared.data.value?.snapshotComparison),
    comparing: computed(() => compared.loading.value || compared.refreshing.value),
    comparisonProblem: compared.problem,
    compareAgain: compared.refetch,
  }
}
