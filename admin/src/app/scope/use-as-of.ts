import { computed } from 'vue'
import { today } from '#ui/format/day.ts'
import { day } from '#ui/url/url-fields.ts'
import { useUrlState } from '#ui/url/use-url-state.ts'

/** The day that is looked at. `asOf` is undefined for today, which is how the API wants it; then things may be changed, too. */
export function useAsOf() {
  const { state } = useUrlState({ asOf: day() }, { history: 'push' })
  const asOf = computed({
    get: () => (state.asOf === undefined || state.asOf >= today() ? undefined : state.asOf),
    set: (value) => (state.asOf = value === today() ? undefined : value),
  })
  return { asOf, isPast: computed(() => asOf.value !== undefined), shownDay: computed(() => asOf.value ?? today()) }
}
