import { useApolloClient } from '@vue/apollo-composable'
import { useDebounceFn } from '@vueuse/core'
import { ref, shallowRef } from 'vue'
import { type MemberHitFragment, MemberSearchDocument } from '#gql'
import { shownInPlace } from '#ui/data/use-record.ts'

/** Finds people by name, code or pinyin. */
export function useMemberSearch() {
  const { client } = useApolloClient()
  const hits = shallowRef<readonly MemberHitFragment[]>([])
  const searching = ref(false)
  let latest = 0

  async function search(text: string): Promise<void> {
    const ticket = ++latest
    const query = text.trim()
    if (query === '') {
      hits.value = []
      searching.value = false
      return
    }
    searching.value = true
    try {
      const { data } = await client.query({
        query: MemberSearchDocument,
        variables: { filter: { query }, first: 20 },
        fetchPolicy: 'no-cache',
        context: shownInPlace,
      })
      // an answer that was overtaken is not shown
      if (ticket === latest) hits.value = data.members.nodes
    } catch {
      if (ticket === latest) hits.value = []
    } finally {
      if (ticket === latest) searching.value = false
    }
  }

  return { hits, searching, searchSoon: useDebounceFn(search, 200) }
}
