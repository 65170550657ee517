import { CalendarDays } from '@lucide/vue'
import { ActivitiesDocument } from '#gql'
import { type SearchProvider } from '#app/feature.ts'
import { shownInPlace } from '#ui/data/use-record.ts'
import { activityRoute } from './activity-links.ts'

/** The newest activities that the words fit, for the global search. */
export const findActivities: SearchProvider['find'] = async (text, client, signal) => {
  const { data } = await client.query({
    query: ActivitiesDocument,
    variables: { filter: { query: text }, orderBy: 'DAY_DESC', first: 5 },
    fetchPolicy: 'no-cache',
    context: { ...shownInPlace, fetchOptions: { signal } },
  })
  return data.activities.nodes.map((activity) => ({
    id: activity.id,
    title: activity.title,
    detail: `${activity.onDay} · ${activity.organization.name}`,
    icon: CalendarDays,
    to: activityRoute(activity),
  }))
}
