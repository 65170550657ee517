import { computed, nextTick, reactive, shallowReactive, type UnwrapNestedRefs, type WritableComputedRef } from 'vue'
import { type LocationQueryRaw, type Router, useRoute, useRouter } from 'vue-router'
import { type UrlField } from './url-fields.ts'

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- each field has a type of its own
type Fields = Record<string, UrlField<any>>
type Values<F extends Fields> = { [K in keyof F]: F[K] extends UrlField<infer T> ? T : never }

/** A page's state as it stands in the address. `state` is read and written like any reactive object. */
export interface UrlState<V extends object> {
  readonly state: V
  /** Sets several values in one step of the history. */
  patch(values: Partial<V>): void
  /** Takes the named values, or all of them, back to rest. */
  reset(...keys: (keyof V)[]): void
  /** Whether a value is not at rest. */
  isActive(key: keyof V): boolean
}

interface Options {
  /** `push` makes every change a step that the back button undoes; filters replace, places push. */
  history?: 'push' | 'replace'
}

/**
 * Filters, order, tab and page live in the address, so that a page can be sent, reloaded and gone back to.
 * Changes made in the same tick, also by several parts of a page, become one navigation.
 */
export function useUrlState<F extends Fields>(fields: F, { history = 'replace' }: Options = {}): UrlState<Values<F>> {
  const router = useRouter()
  const route = useRoute()
  const pending = pendingOf(router)

  const raw = (key: string) => {
    if (key in pending.values) return pending.values[key]
    const value = route.query[key]
    return (Array.isArray(value) ? value[0] : value) ?? undefined
  }
  const set = (key: string, value: unknown) => {
    pending.values[key] = fields[key]?.write(value)
    pending.push ||= history === 'push'
    void pending.flush()
  }

  const computeds: Record<string, WritableComputedRef<unknown>> = {}
  for (const [key, field] of Object.entries(fields)) {
    computeds[key] = computed({ get: () => field.read(raw(key)) as unknown, set: (value) => set(key, value) })
  }
  const state = reactive(computeds) as UnwrapNestedRefs<typeof computeds> as Values<F>

  return {
    state,
    patch: (values) => Object.entries(values).forEach(([key, value]) => set(key, value)),
    reset: (...keys) =>
      (keys.length > 0 ? keys : Object.keys(fields)).forEach((key) => set(key as string, fields[key as string]?.read(undefined))),
    isActive: (key) => raw(key as string) !== undefined,
  }
}

interface Pending {
  values: Record<string, string | undefined>
  push: boolean
  flush(): Promise<void>
}

const pendings = new WeakMap<Router, Pending>()

/** What was set but is not in the address yet; one per router, since all parts of a page share the address. */
function pendingOf(router: Router): Pending {
  const existing = pendings.get(router)
  if (existing) return existing

  let scheduled = false
  let leaving = false
  const pending: Pending = {
    values: shallowReactive<Record<string, string | undefined>>({}),
    push: false,
    async flush() {
      if (scheduled) return
      scheduled = true
      await nextTick()
      scheduled = false
      // a navigation of ours would call off the one that leaves the page
      if (leaving) return forget()
      const { path, query: current, hash } = router.currentRoute.value
      const query: LocationQueryRaw = { ...current, ...pending.values }
      const push = pending.push
      pending.push = false
      const keys = Object.keys(pending.values)
      await router[push ? 'push' : 'replace']({ path, query: withoutAbsent(query), hash })
      forget(keys)
    },
  }
  const forget = (keys = Object.keys(pending.values)) => keys.forEach((key) => Reflect.deleteProperty(pending.values, key))

  // a page that is left takes with it what was not in the address yet
  router.beforeEach((to, from) => {
    leaving = to.path !== from.path
    if (leaving) forget()
  })
  router.afterEach(() => void (leaving = false))
  pendings.set(router, pending)
  return pending
}

function withoutAbsent(query: LocationQueryRaw): LocationQueryRaw {
  return Object.fromEntries(Object.entries(query).filter(([, value]) => value !== undefined))
}
