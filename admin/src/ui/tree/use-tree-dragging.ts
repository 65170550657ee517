import { ref } from 'vue'
import { type TreeModel } from './tree-model.ts'

const openAfter = 700

/** Dragging a node onto another. A branch that is hovered over for a while opens. Nobody drags onto himself or below himself. */
export function useTreeDragging<T>(model: () => TreeModel<T>, dropped: (moved: string, onto: string) => void) {
  const moved = ref<string>()
  const target = ref<string>()
  let opening: ReturnType<typeof setTimeout> | undefined

  function isAllowed(onto: string): boolean {
    if (moved.value === undefined || !model().has(onto)) return false
    for (let id: string | undefined = onto; id !== undefined; id = model().parentOf(id)) if (id === moved.value) return false
    return model().parentOf(moved.value) !== onto
  }

  return {
    target,
    start(event: DragEvent, id: string) {
      moved.value = id
      event.dataTransfer?.setData('text/plain', id)
      if (event.dataTransfer) event.dataTransfer.effectAllowed = 'move'
    },
    over(event: DragEvent, onto: string) {
      if (target.value !== onto) {
        clearTimeout(opening)
        opening = setTimeout(() => target.value === onto && void model().expand(onto), openAfter)
      }
      if (!isAllowed(onto)) {
        target.value = undefined
        return
      }
      event.preventDefault()
      target.value = onto
    },
    drop(event: DragEvent, onto: string) {
      event.preventDefault()
      if (moved.value !== undefined && isAllowed(onto)) dropped(moved.value, onto)
      this.end()
    },
    end() {
      clearTimeout(opening)
      moved.value = undefined
      target.value = undefined
    },
  }
}
