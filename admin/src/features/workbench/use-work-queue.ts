import { computed } from 'vue'
import { ActivitiesDocument, type ActivityFilter, SyncProposalsDocument } from '#gql'
import { useScope } from '#app/scope/use-scope.ts'
import { useSession } from '#app/session/use-session.ts'
import { useConnection } from '#ui/data/use-connection.ts'
import { today } from '#ui/format/day.ts'
import { addDays, endOfWeek } from '#ui/format/day-arithmetic.ts'

export const queueGroups = ['overdue', 'today', 'week', 'held'] as const
export type QueueGroup = (typeof queueGroups)[number]

const pageSize = 10

/** What is due, overdue, coming this week, and what was held and waits to be closed, each the earliest first. */
export function useWorkQueue() {
  const { organizationId } = useScope()
  const session = useSession()

  const listOf = (filter: () => ActivityFilter, enabled: () => boolean = () => true) =>
    useConnection({
      document: ActivitiesDocument,
      variables: () => ({
        filter: { ...filter(), ...(organizationId.value !== undefined && { organization: organizationId.value }) },
        orderBy: 'DAY_ASC' as const,
      }),
      connection: (data) => data.activities,
      pageSize,
      enabled: () => session.can('activities:read') && enabled(),
    })

  const day = today()
  const tomorrow = addDays(day, 1)
  const sunday = endOfWeek(day)
  const lists = {
    overdue: listOf(() => ({ statuses: ['PLANNED'], to: addDays(day, -1) })),
    today: listOf(() => ({ statuses: ['PLANNED'], from: day, to: day })),
    // on a Sunday nothing of the week is left
    week: listOf(
      () => ({ statuses: ['PLANNED'], from: tomorrow, to: sunday }),
      () => tomorrow <= sunday,
    ),
    held: listOf(() => ({ statuses: ['HELD'] })),
  }

  /** What other systems say that an officer must decide. */
  const proposals = useConnection({
    document: SyncProposalsDocument,
    variables: () => ({
      filter: { statuses: ['PENDING' as const], ...(organizationId.value !== undefined && { organization: organizationId.value }) },
    }),
    connection: (data) => data.syncProposals,
    pageSize,
    enabled: () => session.can('members:write'),
    uncached: true,
  })

  const all = [...Object.values(lists), proposals]
  return {
    lists,
    proposals,
    day,
    loading: computed(() => all.some((list) => list.loading)),
    isEmpty: computed(() => all.every((list) => list.rows.length === 0)),
    problem: computed(() => all.find((list) => list.problem)?.problem),
    refetch: async () => {
      await Promise.all(all.map((list) => list.refetch()))
    },
  }
}
