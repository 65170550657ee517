import { shallowReactive } from 'vue'

/** Whether the API answered the last time; the offline bar shows it. */
export const connection = shallowReactive({ reachable: true })
