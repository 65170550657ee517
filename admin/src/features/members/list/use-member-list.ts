import { computed } from 'vue'
import { MemberListDocument, type MemberFilter, type MemberRowFragment } from '#gql'
import { useScope } from '#app/scope/use-scope.ts'
import { type ListSource, useConnection } from '#ui/data/use-connection.ts'
import { type MemberListUrl, useMemberFilters } from './use-member-filters.ts'

/** The members that the address asks for, in the organisation of the top bar. */
export function useMemberList() {
  const { url, filters } = useMemberFilters()
  const { organizationId } = useScope()

  const filter = computed(() => memberFilterOf(url.state, organizationId.value))

  const list: ListSource<MemberRowFragment> = useConnection({
    document: MemberListDocument,
    variables: () => ({ filter: filter.value, orderBy: url.state.order }),
    connection: (data) => data.members,
  })
  const scoped = computed(() => organizationId.value !== undefined)
  return { url, filter, filters, list, scoped }
}

/** What stands in the address as the API's filter: what is at rest is left out. */
export function memberFilterOf(state: MemberListUrl['state'], organization: string | undefined): MemberFilter {
  const some = <T>(values: readonly T[]) => (values.length > 0 ? [...values] : null)
  return {
    organization: organization ?? null,
    query: state.query || null,
    kinds: some(state.kinds),
    statuses: some(state.statuses),
    sexes: some(state.sexes),
    ethnicities: some(state.ethnicities),
    educations: some(state.educations),
    employmentStatuses: some(state.employment),
    bornFrom: state.bornFrom ?? null,
    bornTo: state.bornTo ?? null,
  }
}
