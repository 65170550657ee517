import { computed, reactive, type Ref } from 'vue'

/** Which rows are ticked, by key. Rows that a filter hides stay ticked: the bulk bar says how many there are. */
export function useSelection(keys: () => readonly string[], selected: Ref<readonly string[]>) {
  const set = computed(() => new Set(selected.value))
  const all = computed(() => keys().length > 0 && keys().every((key) => set.value.has(key)))
  const some = computed(() => !all.value && keys().some((key) => set.value.has(key)))

  function toggle(key: string) {
    selected.value = set.value.has(key) ? selected.value.filter((other) => other !== key) : [...selected.value, key]
  }
  function toggleAll() {
    const shown = new Set(keys())
    selected.value = all.value ? selected.value.filter((key) => !shown.has(key)) : [...new Set([...selected.value, ...shown])]
  }
  return reactive({ all, some, has: (key: string) => set.value.has(key), toggle, toggleAll })
}
