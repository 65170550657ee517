import { useApolloClient } from '@vue/apollo-composable'
import { useDebounceFn } from '@vueuse/core'
import { computed, type Ref, ref, shallowRef, watch } from 'vue'
import { useI18n } from 'vue-i18n'
import { type SearchHit } from '../feature.ts'
import { features, menu } from '../features.ts'
import { visiblePages } from '../sections.ts'
import { useSession } from '../session/use-session.ts'

interface Group {
  key: string
  label: string
  items: readonly SearchHit[]
}

/** Asks every feature that the viewer may use at once; a slow or failing one does not hold up the others. */
export function useGlobalSearch(open: Ref<boolean>) {
  const { t, te } = useI18n()
  const { client } = useApolloClient()
  const session = useSession()
  const text = ref('')
  const found = shallowRef<readonly Group[]>([])
  const searching = ref(false)
  let running: AbortController | undefined

  const pages = computed<Group>(() => {
    const wanted = text.value.trim().toLowerCase()
    const items = visiblePages(menu, session.can)
      .filter((entry) =>
        `${t(entry.label)} ${entry.keywords && te(entry.keywords) ? t(entry.keywords) : ''}`.toLowerCase().includes(wanted),
      )
      .map((entry) => ({ id: entry.route, title: t(entry.label), icon: entry.icon, to: { name: entry.route } }))
    return { key: 'pages', label: t('app.search.pages'), items }
  })

  async function search(wanted: string) {
    running?.abort()
    const run = (running = new AbortController())
    const providers = features.flatMap((feature) => feature.search ?? []).filter((provider) => session.can(provider.permission))
    const groups = new Map<string, Group>()
    await Promise.all(
      providers.map(async (provider) => {
        const items = await provider.find(wanted, client, run.signal).catch(() => [])
        groups.set(provider.label, { key: provider.label, label: t(provider.label), items })
        if (!run.signal.aborted) found.value = providers.flatMap(({ label }) => groups.get(label) ?? [])
      }),
    )
    if (!run.signal.aborted) searching.value = false
  }
  const searchSoon = useDebounceFn((wanted: string) => search(wanted), 150)

  watch(text, (value) => {
    const wanted = value.trim()
    running?.abort()
    if (wanted === '') {
      found.value = []
      searching.value = false
      return
    }
    searching.value = true
    void searchSoon(wanted)
  })
  watch(open, (isOpen) => !isOpen && running?.abort())

  // while nothing is typed, the pages are what is offered
  const groups = computed(() => (text.value.trim() === '' ? [pages.value] : [...found.value, pages.value]))
  return { text, groups, searching }
}
