import { type Component, defineAsyncComponent, defineComponent, h, nextTick, onMounted, onUnmounted, ref, shallowRef, watch } from 'vue'

/** In milliseconds: by then a page has what it shows at first. */
const rest = 3000

/**
 * A dialog or drawer that its page can do without at first: fetched when it is opened, or before, once the page has come to rest, so
 * that nobody waits for it. Its `v-model` says whether it is open. For a component's setup.
 */
export function openedLater<Layer extends Component>(load: () => Promise<{ default: Layer }>): Layer {
  fetchAtRest(load)
  const Later = defineComponent({
    inheritAttrs: false,
    props: { modelValue: { type: null, default: undefined } },
    setup(props, { attrs, slots }) {
      const layer = shallowRef<Component>()
      const ready = ref(false)
      watch(
        () => props.modelValue !== false && props.modelValue !== undefined,
        async (open) => {
          if (!open || layer.value) return
          layer.value = (await load()).default
          // it comes closed and is opened then: the first time is like every other
          await nextTick()
          ready.value = true
        },
        { immediate: true },
      )
      const closed = () => (typeof props.modelValue === 'boolean' ? false : undefined)
      return () => layer.value && h(layer.value, { ...attrs, modelValue: ready.value ? (props.modelValue as unknown) : closed() }, slots)
    },
  })
  return Later as unknown as Layer
}

/** A part that is not on the screen at first, the content of another tab for instance: fetched when it is shown, or once the page rests. */
export function shownLater<Part extends Component>(load: () => Promise<{ default: Part }>): Part {
  fetchAtRest(load)
  return defineAsyncComponent(load) as unknown as Part
}

/** Fetches what will be wanted next once there is nothing better to do. For a component's setup. */
export function fetchAtRest(load: () => Promise<unknown>): void {
  let timer: ReturnType<typeof setTimeout> | undefined
  // nobody asked for it: whoever does is told when it cannot be fetched
  onMounted(() => (timer = setTimeout(() => void load().catch(() => undefined), rest)))
  onUnmounted(() => clearTimeout(timer))
}
