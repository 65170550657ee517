import { computed, reactive, watch } from 'vue'
import { ActivitiesDocument, type ActivityFilter } from '#gql'
import { useConnection } from '#ui/data/use-connection.ts'
import { today } from '#ui/format/day.ts'
import { earlierOf, laterOf } from '#ui/format/day-arithmetic.ts'
import { choice, day as dayField } from '#ui/url/url-fields.ts'
import { useUrlState } from '#ui/url/use-url-state.ts'
import { byDay, knownThrough, shownDays, turned, weeksOf } from './calendar-model.ts'

const pageSize = 200
/** So many are fetched without being asked for; a whole bureau's month may be longer. */
const unasked = 1000

/** The activities of a month or a week, day by day, and the day that is looked at. */
export function useCalendar(filter: () => ActivityFilter, enabled: () => boolean) {
  const { state, patch } = useUrlState({ span: choice(['month', 'week'], 'month'), day: dayField() })
  const selected = computed({ get: () => state.day ?? today(), set: (day) => patch({ day: day === today() ? undefined : day }) })
  const span = computed({ get: () => state.span, set: (value) => patch({ span: value }) })

  const shown = computed(() => shownDays(span.value, selected.value))
  // the calendar shows its month, and of that no more than the filter's period
  const from = computed(() => laterOf(shown.value.from, filter().from ?? undefined) ?? shown.value.from)
  const to = computed(() => earlierOf(shown.value.to, filter().to ?? undefined) ?? shown.value.to)
  const overlaps = computed(() => from.value <= to.value)

  const list = useConnection({
    document: ActivitiesDocument,
    variables: () => ({ filter: { ...filter(), from: from.value, to: to.value }, orderBy: 'DAY_ASC' as const }),
    connection: (data) => data.activities,
    pageSize,
    enabled: () => enabled() && overlaps.value,
  })
  watch(
    () => list.rows.length,
    (loaded) => {
      if (list.hasMore && loaded < unasked) void list.loadMore()
    },
    { immediate: true },
  )

  // while the next month is fetched, the last one's rows are still there: they are of other days
  const days = computed(() => byDay(overlaps.value ? list.rows.filter((row) => row.onDay >= from.value && row.onDay <= to.value) : []))
  const known = computed(() => (overlaps.value ? knownThrough(list.rows, list.hasMore, to.value) : to.value))

  return reactive({
    list,
    span,
    selected,
    weeks: computed(() => weeksOf(span.value, selected.value, today())),
    entriesOf: (day: string) => days.value.get(day) ?? [],
    /** Why a day shows nothing that it may have. */
    blankOf: (day: string) =>
      day < from.value || day > to.value
        ? ('outside' as const)
        : known.value === undefined || day > known.value
          ? ('unknown' as const)
          : undefined,
    /** The last day that is there in full, while there are more. */
    partialThrough: computed(() => (list.hasMore && !list.loadingMore && list.rows.length >= unasked ? known.value : undefined)),
    turn: (pages: number) => (selected.value = turned(span.value, selected.value, pages)),
  })
}

export type Calendar = ReturnType<typeof useCalendar>
