import { ChartNoAxesColumn } from '@lucide/vue'
import { ReportHitsDocument } from '#gql'
import { type SearchProvider } from '#app/feature.ts'
import { shownInPlace } from '#ui/data/use-record.ts'

/** Reports for the global search, by name or code. */
export const findReports: SearchProvider['find'] = async (text, client, signal) => {
  const { data } = await client.query({
    query: ReportHitsDocument,
    variables: { query: text.slice(0, 100), first: 5 },
    fetchPolicy: 'no-cache',
    context: { ...shownInPlace, fetchOptions: { signal } },
  })
  return data.reports.nodes.map(({ id, code, name }) => ({
    id,
    title: name,
    detail: code,
    icon: ChartNoAxesColumn,
    to: { name: 'report', params: { id } },
  }))
}
