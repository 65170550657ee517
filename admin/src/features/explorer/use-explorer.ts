import { buildClientSchema, getIntrospectionQuery, type GraphQLSchema, type IntrospectionQuery, parse, print } from 'graphql'
import { computed, onBeforeUnmount, ref, shallowRef } from 'vue'
import { useI18n } from 'vue-i18n'
import { useSession } from '#app/session/use-session.ts'
import { send, type Sent } from './send.ts'

interface Cost {
  readonly requested: number
  readonly actual: number
  readonly limit: number
}

/** What is tried, and what came of it. None of it is kept anywhere: what somebody asked for, and what he was told, may be about persons. */
export function useExplorer() {
  const { t, locale } = useI18n()
  const session = useSession()
  const schema = shallowRef<GraphQLSchema>()
  const schemaFailed = ref(false)
  const query = ref(`${t('explorer.start')}{\n  viewer {\n    displayName\n  }\n}\n`)
  const variables = ref('')
  const result = ref('')
  const problem = ref<string>()
  const running = ref(false)
  const last = shallowRef<Sent>()
  let request: AbortController | undefined
  onBeforeUnmount(() => request?.abort())

  const cost = computed(() => (last.value?.body as { extensions?: { cost?: Cost } } | undefined)?.extensions?.cost)

  /** A session that ended is taken up over the page, and what was asked is asked anew. */
  async function asked(text: string, values: object, signal?: AbortSignal): Promise<Sent> {
    const sent = await send({ query: text, variables: values, language: locale.value, ...(signal && { signal }) })
    if (sent.code !== 'UNAUTHENTICATED') return sent
    await session.lapse()
    return asked(text, values, signal)
  }

  async function load() {
    try {
      const { body } = await asked(getIntrospectionQuery({ descriptions: true, inputValueDeprecation: true }), {})
      schema.value = buildClientSchema((body as { data: IntrospectionQuery }).data)
    } catch {
      schemaFailed.value = true
    }
  }
  void load()

  async function run() {
    const values = objectOf(variables.value)
    problem.value = values === undefined ? t('explorer.badVariables') : undefined
    if (values === undefined) return
    request?.abort()
    const own = (request = new AbortController())
    running.value = true
    try {
      last.value = await asked(query.value, values, own.signal)
      result.value = JSON.stringify(last.value.body, null, 2)
    } catch {
      if (!own.signal.aborted) problem.value = t('explorer.unreachable')
    } finally {
      if (request === own) running.value = false
    }
  }

  /** Leaves what cannot be parsed as it is: the editor marks it. */
  function prettify() {
    try {
      // comments are no part of what is parsed; a text that has some is left alone
      if (!query.value.replace(t('explorer.start'), '').includes('#')) query.value = `${print(parse(query.value))}\n`
      if (variables.value.trim() !== '') variables.value = JSON.stringify(JSON.parse(variables.value), null, 2)
    } catch {
      // as above
    }
  }

  return {
    schema,
    schemaFailed,
    query,
    variables,
    result,
    problem,
    running,
    cost,
    took: computed(() => last.value?.milliseconds),
    run,
    stop: () => request?.abort(),
    prettify,
  }
}

function objectOf(text: string): object | undefined {
  if (text.trim() === '') return {}
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : undefined
  } catch {
    return undefined
  }
}
