import { computed, reactive, type Ref } from 'vue'
import { type ImportRunDetailFragment, MapImportDocument } from '#gql'
import { useMutationForm } from '#ui/form/use-mutation-form.ts'
import { missingFields } from './import-steps.ts'

/** What each column of the file is imported as. It is sent, and the rows checked anew, only where something was changed. */
export function useMapping(run: Readonly<Ref<ImportRunDetailFragment>>, refresh: () => Promise<unknown>) {
  const onRecord = () => run.value.columns.map((column) => column.field ?? null)

  const form = useMutationForm({
    document: MapImportDocument,
    initial: () => ({ mapping: onRecord() }),
    input: ({ mapping }) => ({
      id: run.value.id,
      version: run.value.version,
      mapping: run.value.columns.map(({ index }, place) => ({ index, field: mapping[place] ?? null })),
    }),
    payload: (data) => data.mapImport,
    refresh,
  })

  const missing = computed(() => missingFields(run.value.fields, form.values.mapping))
  const mapped = computed(() => form.values.mapping.filter((field) => field !== null).length)
  const changed = computed(() => onRecord().some((field, place) => field !== form.values.mapping[place]))

  /** A field comes from one column: the one that had it before lets it go. */
  function assign(place: number, field: string | null) {
    form.values.mapping = form.values.mapping.map((other, each) => (each === place ? field : other === field ? null : other))
  }

  /** Whether the rows may be looked at now. */
  async function settle(): Promise<boolean> {
    if (missing.value.length > 0) return false
    return changed.value ? form.submit() : true
  }

  return reactive({ form, missing, mapped, assign, settle })
}
