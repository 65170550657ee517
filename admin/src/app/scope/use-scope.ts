import { useQuery } from '@vue/apollo-composable'
import { computed } from 'vue'
import { ScopeDocument } from '#gql'
import { shownInPlace } from '#ui/data/use-record.ts'
import { optional } from '#ui/url/url-fields.ts'
import { useUrlState } from '#ui/url/use-url-state.ts'

/** The organisation that the person works on; all pages follow it. Undefined: everything that he may see. */
export function useScope() {
  const { state } = useUrlState({ org: optional() }, { history: 'push' })
  const organizationId = computed({ get: () => state.org, set: (id) => (state.org = id) })
  const { result } = useQuery(
    ScopeDocument,
    () => ({ id: organizationId.value ?? '' }),
    () => ({ enabled: organizationId.value !== undefined, context: shownInPlace }),
  )
  const organization = computed(() => (organizationId.value === undefined ? undefined : (result.value?.organization ?? undefined)))
  return { organizationId, organization }
}
