import { useApolloClient } from '@vue/apollo-composable'
import { useIntervalFn } from '@vueuse/core'
import { computed, type MaybeRefOrGetter, ref, toValue, watch } from 'vue'
import { useI18n } from 'vue-i18n'
import { ApplyImportDocument, DiscardImportDocument, ImportRunDocument } from '#gql'
import { useRecord } from '#ui/data/use-record.ts'
import { confirm } from '#ui/feedback/confirm.ts'
import { noticeProblem, noticeSuccess } from '#ui/feedback/notices.ts'
import { useMutationForm } from '#ui/form/use-mutation-form.ts'

const pollEvery = 1500

/** One import: how it stands, asked again and again while it is written, and what can be decided about it. */
export function useImportRun(id: MaybeRefOrGetter<string>) {
  const { t } = useI18n()
  const { client } = useApolloClient()
  const record = useRecord({ document: ImportRunDocument, variables: () => ({ id: toValue(id) }) })
  const run = computed(() => record.data.value?.importRun ?? undefined)
  const isMissing = computed(() => record.data.value?.importRun === null && !record.refreshing.value)
  const problem = computed(
    () => record.problem.value ?? (isMissing.value ? { code: 'NOT_FOUND', message: '', reference: undefined } : undefined),
  )

  const applying = useMutationForm({
    document: ApplyImportDocument,
    initial: () => ({}),
    input: () => ({ id: toValue(id), version: run.value?.version ?? 0 }),
    payload: (data) => data.applyImport,
    refresh: record.refetch,
  })

  // somebody's other window, or a page that was left and opened again; a poll that fails is followed by the next one
  const { pause, resume } = useIntervalFn(() => void record.refetch().catch(() => undefined), pollEvery, { immediate: false })
  watch(
    () => run.value?.status === 'APPLYING' && !applying.busy,
    (watching) => (watching ? resume() : pause()),
    { immediate: true },
  )

  const discarding = ref(false)
  async function discard() {
    const { filename, version } = run.value ?? { filename: '', version: 0 }
    const sure = await confirm({
      title: t('imports.discardTitle'),
      message: t('imports.discardText', { filename }),
      confirm: t('imports.discardConfirm'),
      cancel: t('ui.cancel'),
      danger: true,
    })
    if (!sure) return
    discarding.value = true
    try {
      const { data } = await client.mutate({ mutation: DiscardImportDocument, variables: { input: { id: toValue(id), version } } })
      const [refusal] = data?.discardImport.userErrors ?? []
      if (refusal) noticeProblem(refusal.message)
      else noticeSuccess(t('imports.discarded', { filename }))
    } catch {
      // the client has said it
    } finally {
      discarding.value = false
    }
  }

  return { run, problem, loading: record.loading, refetch: record.refetch, applying, discard, discarding }
}
