import { useApolloClient } from '@vue/apollo-composable'
import { watch } from 'vue'
import {
  type OrganizationFilter,
  type OrganizationKind,
  type OrganizationNodeFragment,
  OrganizationOnPathDocument,
  OrganizationTreePageDocument,
} from '#gql'
import { shownInPlace } from '#ui/data/use-record.ts'
import { createTreeModel } from '#ui/tree/tree-model.ts'

interface Place {
  kind: OrganizationKind
  /** The organisation at the top, of the same kind; all that the viewer may see when absent. */
  root: string | undefined
  asOf: string | undefined
}

const pageSize = 100

/** One tree of organisations, of one kind, as of one day. */
export function useOrganizationTree(place: () => Place) {
  const { client } = useApolloClient()

  async function ask(filter: OrganizationFilter, after: string | null) {
    const { data } = await client.query({
      query: OrganizationTreePageDocument,
      variables: { filter, first: pageSize, after, asOf: place().asOf ?? null },
      // the tree keeps its own copy: another day's names must not mix with today's
      fetchPolicy: 'no-cache',
      context: shownInPlace,
    })
    return data.organizations
  }

  const model = createTreeModel<OrganizationNodeFragment>({
    idOf: (node) => node.id,
    hasChildren: (node) => node.childCount > 0,
    async children(parent, after) {
      const { kind, root } = place()
      const top: OrganizationFilter = root === undefined ? { rootsOnly: true, kinds: [kind] } : { ids: [root] }
      const { nodes, pageInfo } = await ask(parent === undefined ? top : { parent }, after)
      return { nodes, endCursor: pageInfo.endCursor ?? null, hasMore: pageInfo.hasNextPage }
    },
  })

  /** Opens the way to an organisation that was found, linked to or opened by its address. */
  async function reveal(id: string): Promise<void> {
    if (model.isShown(id)) return
    const { data } = await client.query({
      query: OrganizationOnPathDocument,
      variables: { id, asOf: place().asOf ?? null },
      fetchPolicy: 'no-cache',
      context: shownInPlace,
    })
    const found = data.organization
    if (!found || found.kind !== place().kind) return
    const { root } = place()
    const from = root === undefined ? 0 : found.ancestors.findIndex((ancestor) => ancestor.id === root)
    // outside the organisation that is looked at: the tree does not show it
    if (from >= 0 || found.id === root) await model.reveal(found.id === root ? [] : found.ancestors.slice(from), found)
  }

  /** After a change: the branches whose children changed, and the counts of all that stand above. */
  async function changed(...parents: (string | undefined)[]): Promise<void> {
    const above = new Set<string>()
    for (const parent of parents) for (let id = parent; id !== undefined; id = model.parentOf(id)) above.add(id)
    if (above.size > 0) model.update((await ask({ ids: [...above], includeDissolved: true }, null)).nodes)
    await Promise.all([...new Set(parents)].map((parent) => model.refresh(parent)))
  }

  watch(
    () => JSON.stringify(place()),
    () => void model.restart(),
    { immediate: true },
  )

  return { model, reveal, changed }
}
