import { draggable, dropTargetForElements } from '@atlaskit/pragmatic-drag-and-drop/element/adapter'
import { type ObjectDirective, type Ref, ref, shallowRef } from 'vue'

/** What is dragged: a dimension or a measure. */
export interface Dragged {
  readonly kind: 'dimension' | 'measure'
  readonly name: string
}

/** What is dragged now; undefined at rest. */
export const dragged: Readonly<Ref<Dragged | undefined>> = shallowRef<Dragged>()
const current = dragged as Ref<Dragged | undefined>

const cleanups = new WeakMap<Element, () => void>()

/** `v-drag="{ kind, name }"`: the element can be taken and dropped where its kind is taken. */
export const vDrag: ObjectDirective<HTMLElement, Dragged> = {
  mounted(element, { value }) {
    const data = { value }
    values.set(element, data)
    cleanups.set(
      element,
      draggable({
        element,
        getInitialData: () => ({ dragged: data.value }),
        onDragStart: () => (current.value = data.value),
        onDrop: () => (current.value = undefined),
      }),
    )
  },
  updated(element, { value }) {
    const data = values.get(element)
    if (data) data.value = value
  },
  unmounted(element) {
    cleanups.get(element)?.()
  },
}
const values = new WeakMap<Element, { value: Dragged }>()

/** Takes what is dropped on a list of chips, at the place where it is dropped: `[data-chip]` are the chips. */
export function useDropList(takes: (dragged: Dragged) => boolean, drop: (dragged: Dragged, at: number) => void) {
  /** Before which chip it would come; undefined while nothing is over the list. */
  const at = ref<number>()
  const directive: ObjectDirective<HTMLElement> = {
    mounted(element) {
      const placeOf = (input: { clientX: number; clientY: number }) => placeAmong(element, input)
      cleanups.set(
        element,
        dropTargetForElements({
          element,
          canDrop: ({ source }) => isDragged(source.data['dragged']) && takes(source.data['dragged']),
          onDrag: ({ location }) => (at.value = placeOf(location.current.input)),
          onDragLeave: () => (at.value = undefined),
          onDrop({ source, location }) {
            at.value = undefined
            if (isDragged(source.data['dragged'])) drop(source.data['dragged'], placeOf(location.current.input))
          },
        }),
      )
    },
    unmounted(element) {
      cleanups.get(element)?.()
    },
  }
  return { at, vDropList: directive }
}

function isDragged(value: unknown): value is Dragged {
  return typeof value === 'object' && value !== null && 'kind' in value && 'name' in value
}

/** How many chips stand before the pointer. Chips run in lines: a line above counts whole. */
function placeAmong(element: HTMLElement, { clientX, clientY }: { clientX: number; clientY: number }): number {
  const chips = [...element.querySelectorAll('[data-chip]')].map((chip) => chip.getBoundingClientRect())
  return chips.filter((box) => box.bottom < clientY || (box.top <= clientY && box.left + box.width / 2 < clientX)).length
}
