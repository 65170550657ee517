import { type OperationVariables, type TypedDocumentNode } from '@apollo/client/core'
import { useApolloClient, useQuery } from '@vue/apollo-composable'
import { computed, reactive, ref, toValue, type MaybeRefOrGetter } from 'vue'
import { type Problem } from './problem.ts'
import { problemOf, shownInPlace } from './use-record.ts'

/** A keyset connection as the API answers it; `totalCount` only where the document asks for it. */
export interface Connection<Row> {
  nodes: readonly Row[]
  pageInfo: { hasNextPage: boolean; endCursor?: string | null }
  totalCount?: number
}

/** What a list needs to know of its rows; lists do not care where they come from. */
export interface ListSource<Row> {
  readonly rows: readonly Row[]
  /** Undefined while unknown. */
  readonly total: number | undefined
  readonly loading: boolean
  readonly refreshing: boolean
  readonly loadingMore: boolean
  readonly hasMore: boolean
  readonly problem: Problem | undefined
  loadMore(): Promise<void>
  refetch(): Promise<void>
  /** All rows there are, page by page, for an export. */
  pages(): AsyncGenerator<readonly Row[]>
}

interface Options<Data, Variables, Row> {
  document: TypedDocumentNode<Data, Variables>
  /** Everything but `first` and `after`. */
  variables: MaybeRefOrGetter<Omit<Variables, 'first' | 'after'>>
  connection: (data: Data) => Connection<Row> | null | undefined
  pageSize?: number
  enabled?: MaybeRefOrGetter<boolean>
  /** See useRecord. */
  uncached?: MaybeRefOrGetter<boolean>
}

const exportPageSize = 200

/** A list of the API that feels endless: pages by cursor, old rows stay while new ones are asked for. */
export function useConnection<Data, Variables extends OperationVariables, Row>(options: Options<Data, Variables, Row>): ListSource<Row> {
  const pageSize = options.pageSize ?? 50
  const variablesOf = (first: number, after?: string | null) =>
    ({ ...toValue(options.variables), first, after: after ?? null }) as unknown as Variables

  const { resolveClient } = useApolloClient()
  const query = useQuery(
    options.document,
    () => variablesOf(pageSize),
    () => ({
      enabled: toValue(options.enabled) ?? true,
      fetchPolicy: toValue(options.uncached) ? 'no-cache' : 'cache-and-network',
      nextFetchPolicy: toValue(options.uncached) ? 'no-cache' : 'cache-first',
      keepPreviousResult: true,
      notifyOnNetworkStatusChange: true,
      context: shownInPlace,
    }),
  )

  const connection = computed(() => (query.result.value ? options.connection(query.result.value as Data) : undefined))
  const loadingMore = ref(false)

  async function loadMore() {
    const after = connection.value?.pageInfo.endCursor
    if (loadingMore.value || !connection.value?.pageInfo.hasNextPage || !after) return
    loadingMore.value = true
    const asked = JSON.stringify(variablesOf(pageSize))
    // a page of what was asked before does not belong behind the rows of what is asked now
    const stands = () => asked === JSON.stringify(variablesOf(pageSize))
    try {
      await query.fetchMore({
        variables: variablesOf(pageSize, after),
        updateQuery: (previous, { fetchMoreResult }) =>
          stands() ? (joined(previous as Data, fetchMoreResult as Data | undefined, options.connection) as typeof previous) : previous,
      })
    } finally {
      loadingMore.value = false
    }
  }

  async function* pages() {
    let after: string | null = null
    do {
      const answer = await resolveClient().query({
        query: options.document,
        variables: variablesOf(exportPageSize, after),
        fetchPolicy: 'no-cache',
      })
      const page = options.connection(answer.data)
      if (!page) return
      yield page.nodes
      after = page.pageInfo.hasNextPage ? (page.pageInfo.endCursor ?? null) : null
    } while (after !== null)
  }

  const problem = problemOf(query.error)
  return reactive({
    rows: computed(() => connection.value?.nodes ?? []),
    total: computed(() => connection.value?.totalCount),
    loading: computed(() => query.loading.value && connection.value === undefined),
    refreshing: computed(() => query.loading.value && connection.value !== undefined && !loadingMore.value),
    loadingMore,
    hasMore: computed(() => connection.value?.pageInfo.hasNextPage ?? false),
    problem,
    loadMore,
    refetch: async () => {
      await query.refetch()
    },
    pages,
  }) as unknown as ListSource<Row>
}

/** The previous answer with the next page's rows behind its own, in a copy; whatever path leads to the connection. */
function joined<Data, Row>(previous: Data, next: Data | undefined, connectionOf: (data: Data) => Connection<Row> | null | undefined): Data {
  const before = connectionOf(previous)
  const after = next === undefined ? undefined : connectionOf(next)
  if (!before || !after || next === undefined) return previous
  return replaced(next, after, { ...after, nodes: [...before.nodes, ...after.nodes] }) as Data
}

/** A copy of a tree of plain objects in which one object, found by identity, is another. */
function replaced(tree: unknown, target: object, replacement: object): unknown {
  if (tree === target) return replacement
  if (typeof tree !== 'object' || tree === null || Array.isArray(tree)) return tree
  return Object.fromEntries(Object.entries(tree).map(([key, value]) => [key, replaced(value, target, replacement)]))
}
