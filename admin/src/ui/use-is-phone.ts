import { useMediaQuery } from '@vueuse/core'
import { type Ref } from 'vue'

/** Whether the screen is a phone's; the same width as in the style sheets. */
export function useIsPhone(): Readonly<Ref<boolean>> {
  return useMediaQuery('(max-width: 640px)')
}
