import { type TypedDocumentNode } from '@apollo/client/core'
import { useApolloClient } from '@vue/apollo-composable'
import { useIntervalFn } from '@vueuse/core'
import { computed, type MaybeRefOrGetter, ref, toValue, watch } from 'vue'
import { useI18n } from 'vue-i18n'
import { ApplySyncDocument, CancelSyncDocument, LiftSyncLimitDocument, PreviewSyncDocument, SyncRunDocument } from '#gql'
import { useRecord } from '#ui/data/use-record.ts'
import { confirm } from '#ui/feedback/confirm.ts'
import { noticeProblem, noticeSuccess } from '#ui/feedback/notices.ts'
import { formatCount } from '#ui/format/number.ts'
import { type FieldError } from '#ui/form/use-mutation-form.ts'

const pollEvery = 1500

/** One sync: how it stands, asked again and again while it is worked on, and what can be decided about it. */
export function useSyncRun(id: MaybeRefOrGetter<string>) {
  const { t } = useI18n()
  const { client } = useApolloClient()
  const record = useRecord({ document: SyncRunDocument, variables: () => ({ id: toValue(id) }) })
  const run = computed(() => record.data.value?.syncRun ?? undefined)
  const working = computed(() => run.value?.status === 'PREVIEWING' || run.value?.status === 'APPLYING')
  const { pause, resume } = useIntervalFn(() => void record.refetch().catch(() => undefined), pollEvery, { immediate: false })
  watch(working, (is) => (is ? resume() : pause()), { immediate: true })

  const busy = ref(false)
  async function send<Data>(
    mutation: TypedDocumentNode<Data, never>,
    input: object,
    errorsOf: (data: Data) => readonly FieldError[],
    done?: string,
  ) {
    busy.value = true
    try {
      const { data } = await client.mutate({
        mutation,
        variables: { input: { id: toValue(id), version: run.value?.version ?? 0, ...input } } as never,
      })
      const [refusal] = data ? errorsOf(data as Data) : []
      if (refusal) noticeProblem(refusal.message)
      else if (done) noticeSuccess(done)
      await record.refetch()
    } catch {
      // the client has said it
    } finally {
      busy.value = false
    }
  }

  const ask = (title: string, message: string, verb: string, danger = false) =>
    confirm({ title, message, confirm: verb, cancel: t('ui.cancel'), danger })

  return {
    run,
    working,
    busy,
    loading: record.loading,
    problem: record.problem,
    refetch: record.refetch,
    preview: () => send(PreviewSyncDocument, {}, (data) => data.previewSync.userErrors),
    async apply() {
      const { created = 0, updated = 0, proposed = 0 } = run.value?.counts ?? {}
      const words = t('sync.applyText', { created: formatCount(created), updated: formatCount(updated), proposed: formatCount(proposed) })
      if (!(await ask(t('sync.applyTitle'), words, t('sync.apply')))) return
      await send(ApplySyncDocument, { token: run.value?.token ?? '' }, (data) => data.applySync.userErrors, t('sync.done.applied'))
    },
    async cancel() {
      if (await ask(t('sync.cancelTitle'), t('sync.cancelText'), t('sync.cancel'), true))
        await send(CancelSyncDocument, {}, (data) => data.cancelSync.userErrors, t('sync.done.cancelled'))
    },
    async lift() {
      const { absentCount = 0, knownCount = 0 } = run.value ?? {}
      const words = t('sync.liftText', { absent: formatCount(absentCount), known: formatCount(knownCount) })
      if (await ask(t('sync.liftTitle'), words, t('sync.lift')))
        await send(LiftSyncLimitDocument, {}, (data) => data.liftSyncLimit.userErrors, t('sync.done.lifted'))
    },
  }
}
