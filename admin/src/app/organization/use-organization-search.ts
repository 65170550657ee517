import { useApolloClient } from '@vue/apollo-composable'
import { useDebounceFn } from '@vueuse/core'
import { ref, shallowRef } from 'vue'
import { type OrganizationFilter, type OrganizationHitFragment, OrganizationSearchDocument } from '#gql'

/** Finds organisations by name, code or pinyin; without words, the highest ones that the viewer may see. */
export function useOrganizationSearch(restriction: () => OrganizationFilter, asOf: () => string | undefined = () => undefined) {
  const { client } = useApolloClient()
  const hits = shallowRef<readonly OrganizationHitFragment[]>([])
  const searching = ref(false)
  let latest = 0

  async function search(text: string): Promise<void> {
    const ticket = ++latest
    searching.value = true
    const query = text.trim()
    try {
      const { data } = await client.query({
        query: OrganizationSearchDocument,
        variables: { filter: { ...restriction(), ...(query ? { query } : { rootsOnly: true }) }, first: 20, asOf: asOf() ?? null },
        fetchPolicy: 'no-cache',
      })
      // an answer that was overtaken is not shown
      if (ticket === latest) hits.value = data.organizations.nodes
    } catch {
      if (ticket === latest) hits.value = []
    } finally {
      if (ticket === latest) searching.value = false
    }
  }

  return { hits, searching, search, searchSoon: useDebounceFn(search, 200) }
}

/** `中共某局委员会 / 机关总支`: the way from the root, without the organisation itself. */
export function pathOf(organization: { ancestors: readonly { name: string }[] }): string {
  return organization.ancestors.map((ancestor) => ancestor.name).join(' / ')
}
