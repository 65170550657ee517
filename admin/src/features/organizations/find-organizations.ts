import { Network } from '@lucide/vue'
import { OrganizationSearchDocument } from '#gql'
import { type SearchProvider } from '#app/feature.ts'
import { pathOf } from '#app/organization/use-organization-search.ts'
import { shownInPlace } from '#ui/data/use-record.ts'

/** Organisations for the global search. */
export const findOrganizations: SearchProvider['find'] = async (text, client, signal) => {
  const { data } = await client.query({
    query: OrganizationSearchDocument,
    variables: { filter: { query: text }, first: 6 },
    fetchPolicy: 'no-cache',
    context: { ...shownInPlace, fetchOptions: { signal } },
  })
  return data.organizations.nodes.map((organization) => ({
    id: organization.id,
    title: organization.name,
    detail: pathOf(organization) || organization.code,
    icon: Network,
    to: { name: 'organization', params: { id: organization.id } },
  }))
}
