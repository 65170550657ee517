import { type ActivityFilter, type OrganizationOrder, SubOrganizationsDocument } from '#gql'
import { useAsOf } from '#app/scope/use-as-of.ts'
import { useConnection } from '#ui/data/use-connection.ts'

/** What stands directly below an organisation, each with the counts of its own subtree. */
export function useSubOrganizations(parent: () => string, year: () => ActivityFilter, order: () => OrganizationOrder, pageSize: number) {
  const { asOf, isPast } = useAsOf()
  return useConnection({
    document: SubOrganizationsDocument,
    variables: () => ({ filter: { parent: parent() }, orderBy: order(), asOf: asOf.value ?? null, year: year() }),
    connection: (data) => data.organizations,
    pageSize,
    uncached: isPast,
  })
}
