import { nextTick, ref } from 'vue'

/** What the live region says; LiveRegion.vue shows it to screen readers only. */
export const announcement = ref('')

/** Says a result to those who do not see it appear. */
export async function announce(text: string): Promise<void> {
  // the same words twice are not a change unless the region was empty in between
  announcement.value = ''
  await nextTick()
  announcement.value = text
}
