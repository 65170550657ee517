import { type Ref } from 'vue'
import { type TreeModel } from './tree-model.ts'

interface Keyboard<T> {
  model: () => TreeModel<T>
  /** The node that has the keyboard's attention. */
  active: Ref<string | undefined>
  choose: (id: string) => void
  menu: (id: string) => void
}

const pageRows = 10

/** The keys of a tree as WAI-ARIA describes them: arrows walk, open and close; Enter chooses; Home and End go to the ends. */
export function useTreeKeyboard<T>({ model, active, choose, menu }: Keyboard<T>) {
  function nodes() {
    return model().rows.value.filter((row) => row.kind === 'node')
  }
  function step(by: number) {
    const all = nodes()
    const at = all.findIndex((row) => row.id === active.value)
    const to = at < 0 ? 0 : Math.min(all.length - 1, Math.max(0, at + by))
    active.value = all[to]?.id
  }

  function open() {
    const row = nodes().find((each) => each.id === active.value)
    if (!row?.hasChildren) return
    if (row.expanded) step(1)
    else void model().expand(row.id)
  }
  function close() {
    const id = active.value
    if (id === undefined) return
    if (model().isExpanded(id)) model().collapse(id)
    else active.value = model().parentOf(id) ?? id
  }

  return function press(event: KeyboardEvent) {
    const { altKey, ctrlKey, metaKey, shiftKey, key } = event
    if (altKey || ctrlKey || metaKey) return
    const id = active.value
    const actions: Record<string, () => void> = {
      ArrowDown: () => step(1),
      ArrowUp: () => step(-1),
      PageDown: () => step(pageRows),
      PageUp: () => step(-pageRows),
      Home: () => step(-Infinity),
      End: () => step(Infinity),
      ArrowRight: open,
      ArrowLeft: close,
      Enter: () => id !== undefined && choose(id),
      ' ': () => id !== undefined && choose(id),
      ContextMenu: () => id !== undefined && menu(id),
      ...(shiftKey && { F10: () => id !== undefined && menu(id) }),
    }
    const action = actions[key]
    if (!action) return
    event.preventDefault()
    // what is open above the tree must not hear the key as well
    event.stopPropagation()
    action()
  }
}
