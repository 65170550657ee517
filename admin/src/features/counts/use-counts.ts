import { computed, shallowRef, watch } from 'vue'
import { ActivityCountsDocument, type ActivityCountsQuery, type ActivityCountsQueryVariables, type ActivityFilter } from '#gql'
import { useAsOf } from '#app/scope/use-as-of.ts'
import { useScope } from '#app/scope/use-scope.ts'
import { useRecord } from '#ui/data/use-record.ts'
import { today } from '#ui/format/day.ts'
import { earlierOf } from '#ui/format/day-arithmetic.ts'
import { type Period, periodOf } from '#ui/format/period.ts'
import { useUrlState } from '#ui/url/use-url-state.ts'
import { countFields } from './report/count-url.ts'
import { pivoted } from './report/pivot.ts'
import { depthNumber, type Measure, sidesOf } from './report/report.ts'
import { useCountWords } from './report/use-count-words.ts'

/** The report that the address describes, counted. */
export function useCounts() {
  const url = useUrlState(countFields)
  const { organizationId, organization } = useScope()
  const { asOf } = useAsOf()
  const { labelOf } = useCountWords()

  const measures = computed<readonly Measure[]>(() => (url.state.measures.length > 0 ? url.state.measures : ['count']))
  const shown = computed<Measure>(() => measures.value.find((measure) => measure === url.state.show) ?? measures.value[0] ?? 'count')
  const period = computed<Period>(() => {
    if (url.state.period === 'custom') return { from: url.state.from, to: url.state.to }
    return url.state.period === 'all' ? { from: undefined, to: undefined } : periodOf(url.state.period, today())
  })
  // nothing has been held yet of what is to come: a table without plans ends today
  const told = computed<Period>(() => {
    const looksAhead = url.state.statuses.some((status) => status === 'PLANNED' || status === 'CANCELLED')
    const to = looksAhead ? period.value.to : earlierOf(period.value.to, asOf.value ?? today())
    return {
      from: period.value.from,
      to: period.value.from !== undefined && to !== undefined && to < period.value.from ? period.value.to : to,
    }
  })
  const sides = computed(() => sidesOf(url.state.by))

  const filter = computed<ActivityFilter>(() => {
    const { kinds, types, statuses } = url.state
    return {
      ...(organizationId.value !== undefined && { organization: organizationId.value }),
      ...(period.value.from && { from: period.value.from }),
      ...(period.value.to && { to: period.value.to }),
      ...(kinds.length > 0 && { kinds }),
      ...(types.length > 0 && { types }),
      ...(statuses.length > 0 && { statuses }),
    }
  })
  const variables = computed<ActivityCountsQueryVariables>(() => ({
    filter: filter.value,
    by: url.state.by,
    down: [...sides.value.down],
    across: sides.value.across ? [sides.value.across] : [],
    depth: depthNumber(url.state.depth),
    asOf: asOf.value ?? null,
    order: url.state.order,
    sides: sides.value.across !== undefined,
    attendances: measures.value.includes('attendances'),
    attendanceRate: measures.value.includes('attendanceRate'),
    distinctMembers: measures.value.includes('distinctMembers'),
  }))

  const record = useRecord({ document: ActivityCountsDocument, variables, uncached: true })
  // while another report is counted, the last one stays on the screen, laid out as it was asked for
  const settled = shallowRef<{ data: ActivityCountsQuery; layout: ReturnType<typeof sidesOf>; period: Period }>()
  watch(
    record.data,
    (data) => {
      if (data) settled.value = { data, layout: sides.value, period: told.value }
    },
    { immediate: true },
  )

  const pivot = computed(() => {
    if (!settled.value) return undefined
    const { data, layout } = settled.value
    const margins = { rowTotals: data.down?.rows ?? [], columnTotals: data.across?.rows ?? [] }
    return pivoted({ ...layout, ...margins, rows: data.counts.rows, totals: data.counts.totals, labelOf, period: settled.value.period })
  })
  const rows = computed(() => settled.value?.data.counts.rows ?? [])
  /** How many groups there are, where the API lists only the first of them. */
  const beyond = computed(() => {
    const { rowCount } = settled.value?.data.counts ?? { rowCount: 0 }
    return rowCount > rows.value.length ? { shown: rows.value.length, total: rowCount } : undefined
  })

  return {
    url,
    organizationId,
    organization,
    asOf,
    measures,
    shown,
    period,
    filter,
    variables,
    pivot,
    rows,
    beyond,
    loading: record.loading,
    refreshing: record.refreshing,
    problem: record.problem,
    refetch: record.refetch,
  }
}

export type Counts = ReturnType<typeof useCounts>
