import { useQuery } from '@vue/apollo-composable'
import { computed, type ComputedRef } from 'vue'
import { OrganizationsAboveDocument } from '#gql'
import { shownInPlace } from '#ui/data/use-record.ts'
import { type Settled } from '../builder/use-builder.ts'

/** As many as one page holds; a chart shows no more. */
const most = 200

interface Above {
  readonly id: string
  readonly name: string
}

/** The organisations above those of the rows, for a chart by organisation; asked for only while such a chart is shown. */
export function useOrganizationsAbove(settled: () => Settled, isShown: () => boolean): ComputedRef<(id: string) => readonly Above[]> {
  const isByOrganization = () => settled().table.rowHeadings[0]?.dimension === 'ORGANIZATION'
  const ids = computed(() => [...new Set(settled().table.rows.flatMap(({ keys }) => keys[0] ?? []))].slice(0, most))
  const { result } = useQuery(
    OrganizationsAboveDocument,
    () => ({ ids: ids.value, first: most }),
    () => ({ enabled: isByOrganization() && isShown() && ids.value.length > 0, context: shownInPlace }),
  )
  const ways = computed(() => new Map((result.value?.organizations.nodes ?? []).map(({ id, ancestors }) => [id, ancestors])))
  return computed(() => (id: string) => (isByOrganization() ? (ways.value.get(id) ?? []) : []))
}
