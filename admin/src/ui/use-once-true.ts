import { type Ref, ref, watch } from 'vue'

/** False until the source was true for the first time, then true for good: what is fetched on demand stays once it is there. */
export function useOnceTrue(source: Readonly<Ref<boolean>>): Readonly<Ref<boolean>> {
  const once = ref(source.value)
  watch(source, (now) => now && (once.value = true), { flush: 'sync' })
  return once
}
