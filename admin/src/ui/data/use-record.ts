import { type OperationVariables, type TypedDocumentNode } from '@apollo/client/core'
import { useQuery } from '@vue/apollo-composable'
import { computed, type ComputedRef, type Ref, toValue, type MaybeRefOrGetter } from 'vue'
import { type Problem, toProblem } from './problem.ts'

interface Options<Data, Variables> {
  document: TypedDocumentNode<Data, Variables>
  variables: MaybeRefOrGetter<Variables>
  /** Nothing is asked while this is false. */
  enabled?: MaybeRefOrGetter<boolean>
  /**
   * Answers about another day or answers that must be true this instant stay out of the cache: the same object has another name
   * there than today.
   */
  uncached?: MaybeRefOrGetter<boolean>
}

export interface Loaded<Data> {
  readonly data: ComputedRef<Data | undefined>
  /** Nothing to show yet. */
  readonly loading: ComputedRef<boolean>
  /** Something is shown, newer is on its way. */
  readonly refreshing: ComputedRef<boolean>
  readonly problem: ComputedRef<Problem | undefined>
  readonly refetch: () => Promise<void>
}

/** One answer of the API: what was known stays on the screen while it is asked anew; a failure is shown in place. */
export function useRecord<Data, Variables extends OperationVariables>(options: Options<Data, Variables>): Loaded<Data> {
  const { result, loading, error, refetch } = useQuery(
    options.document,
    () => toValue(options.variables),
    () => ({
      enabled: toValue(options.enabled) ?? true,
      fetchPolicy: toValue(options.uncached) ? 'no-cache' : 'cache-and-network',
      nextFetchPolicy: toValue(options.uncached) ? 'no-cache' : 'cache-first',
      keepPreviousResult: true,
      notifyOnNetworkStatusChange: true,
      context: shownInPlace,
    }),
  )
  return {
    data: computed(() => result.value as Data | undefined),
    loading: computed(() => loading.value && result.value === undefined),
    refreshing: computed(() => loading.value && result.value !== undefined),
    problem: problemOf(error),
    refetch: async () => {
      await refetch()
    },
  }
}

/** Marks an operation whose failure its page shows itself, so that no notification doubles it. */
export const shownInPlace = { shownInPlace: true } as const

export function problemOf(error: Ref<unknown>): ComputedRef<Problem | undefined> {
  return computed(() => (error.value === null || error.value === undefined ? undefined : toProblem(error.value)))
}
