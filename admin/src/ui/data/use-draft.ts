import { useEventListener } from '@vueuse/core'
import { onScopeDispose } from 'vue'

/** What was begun and left unsaved: in memory only, until the page is loaded anew. */
const drafts = new Map<string, unknown>()

interface Options<Value> {
  /** Whose draft of what: it names the person, so that the next one at this screen does not find it. */
  readonly key: string
  /** What is unsaved now; undefined when nothing is. */
  readonly unsaved: () => Value | undefined
  /** A draft was kept as the page was left. */
  readonly kept?: () => void
}

/** Keeps what is unsaved when its page is left, gives it back on return, and asks before the window closes over it. */
export function useDraft<Value>({ key, unsaved, kept }: Options<Value>): Value | undefined {
  const found = drafts.get(key) as Value | undefined
  drafts.delete(key)
  useEventListener(window, 'beforeunload', (event) => {
    if (unsaved() !== undefined) event.preventDefault()
  })
  onScopeDispose(() => {
    const left = unsaved()
    if (left === undefined) return
    drafts.set(key, left)
    kept?.()
  })
  return found
}
