import { computed, ref, shallowRef, watch } from 'vue'
import { useRoute } from 'vue-router'
import { type ReportMeasure, ReportDocument, ReportResultDocument, type TableFragment } from '#gql'
import { useRecord } from '#ui/data/use-record.ts'
import { optional, type UrlField } from '#ui/url/url-fields.ts'
import { useUrlState } from '#ui/url/use-url-state.ts'
import { blank, type Definition, fittingCharts, inputOf, isSame } from '../definition/definition.ts'
import { queryKeys, queryOf, readDefinition } from '../definition/definition-url.ts'
import { readCell } from '../ledger/cell.ts'

/** A table as it was asked for. */
export interface Settled {
  readonly table: TableFragment
  readonly definition: Definition
}

const fields = Object.fromEntries(queryKeys.map((key) => [key, optional()]))
const view: Record<'show' | 'cell', UrlField<string | undefined>> = { show: optional(), cell: optional() }

/** A report, or what is going to be one: as it was saved, as the address changes it, and what it comes to. */
export function useBuilder() {
  const route = useRoute()
  const id = computed(() => (typeof route.params['id'] === 'string' ? route.params['id'] : undefined))
  const record = useRecord({
    document: ReportDocument,
    variables: () => ({ id: id.value ?? '' }),
    enabled: () => id.value !== undefined,
  })
  // the report before is not the base of the next one's changes
  const report = computed(() => (record.data.value?.report?.id === id.value ? (record.data.value?.report ?? undefined) : undefined))
  const base = computed<Definition>(() => report.value?.definition ?? blank)
  const isReady = computed(() => id.value === undefined || report.value !== undefined)

  const url = useUrlState(fields)
  const place = useUrlState(view, { history: 'push' })
  const definition = computed(() => readDefinition(url.state as Record<string, string | undefined>, base.value))
  const isDirty = computed(() => isReady.value && !isSame(definition.value, base.value))
  const isBlank = computed(() => id.value === undefined && definition.value.rows.length + definition.value.columns.length === 0)
  /** Whether something was changed here, rather than found in the address. */
  const touched = ref(false)

  function change(next: Partial<Definition>) {
    touched.value = true
    replace({ ...definition.value, ...next })
  }
  /** Begins from a layout, which is nobody's work yet. */
  function replace(next: Definition) {
    url.patch(queryOf(next, base.value))
    if (place.state.cell !== undefined) place.patch({ cell: undefined })
  }
  function revert() {
    touched.value = false
    url.reset()
  }

  const input = computed(() => inputOf(definition.value))
  const result = useRecord({
    document: ReportResultDocument,
    variables: () => ({ definition: input.value }),
    enabled: () => isReady.value && !isBlank.value,
    uncached: true,
  })
  // while another layout is counted, the last table stays on the screen, and so it does beside a refusal
  const settled = shallowRef<Settled>()
  watch(
    result.data,
    (data) => {
      if (data?.reportResult.table) settled.value = { table: data.reportResult.table, definition: definition.value }
    },
    { immediate: true },
  )
  watch(id, () => {
    settled.value = undefined
    touched.value = false
  })

  const measure = computed<ReportMeasure>(() => {
    const { measures } = settled.value?.definition ?? definition.value
    return measures.find((name) => name === place.state.show) ?? measures[0] ?? 'COUNT'
  })
  const charts = computed(() => fittingCharts((settled.value ?? { definition: definition.value }).definition))

  return {
    id,
    record,
    report,
    isReady,
    isDirty,
    isBlank,
    touched,
    definition,
    input,
    change,
    replace,
    revert,
    result,
    refusals: computed(() => result.data.value?.reportResult.userErrors ?? []),
    settled,
    measure,
    charts,
    show: (name: ReportMeasure) => place.patch({ show: name }),
    cell: computed({ get: () => readCell(place.state.cell), set: (cell) => place.patch({ cell: cell && JSON.stringify(cell) }) }),
  }
}

export type Builder = ReturnType<typeof useBuilder>
