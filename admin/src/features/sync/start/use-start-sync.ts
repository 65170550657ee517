import { useApolloClient } from '@vue/apollo-composable'
import { computed, onScopeDispose, reactive, ref, shallowRef } from 'vue'
import { useI18n } from 'vue-i18n'
import { PreviewSyncDocument, StartSyncDocument } from '#gql'
import { uploadFile } from '#app/session/upload-file.ts'
import { UploadRefusal } from '#ui/data/upload-file.ts'
import { useMutationForm } from '#ui/form/use-mutation-form.ts'

/** Begins a sync with one file and has it previewed. A file that arrived is not sent again when a later step has to be repeated. */
export function useStartSync(started: (id: string) => unknown) {
  const { t, locale } = useI18n()
  const { client } = useApolloClient()
  const file = shallowRef<File>()
  const share = ref<number>()
  const notSent = ref<string>()
  const stored = shallowRef<{ of: File; id: string }>()

  const form = useMutationForm({
    document: StartSyncDocument,
    initial: () => ({ source: 'HR', whole: false, preset: 'ROSTER' }),
    input: ({ source, whole, preset }) => ({ source: source.trim(), whole, file: { fileId: stored.value!.id, preset } }),
    payload: (data) => data.startSync,
    done: async ({ syncRun }) => {
      if (!syncRun) return
      const { id, version } = syncRun
      try {
        await client.mutate({ mutation: PreviewSyncDocument, variables: { input: { id, version } } })
      } finally {
        // where the preview did not begin, it can be asked for there
        await started(id)
      }
    },
  })
  onScopeDispose(form.claim('file'))
  // what was said of one file is not of the next
  const refusals = computed(() => (stored.value?.of === file.value ? form.errorsOf('file') : []))
  const problem = computed(() => notSent.value ?? (refusals.value.map(({ message }) => message).join(' ') || undefined))

  function choose(files: readonly File[]) {
    notSent.value = undefined
    file.value = files[0]
  }

  async function start(): Promise<boolean> {
    const chosen = file.value
    if (!chosen) return false
    notSent.value = undefined
    try {
      if (stored.value?.of !== chosen)
        stored.value = {
          of: chosen,
          id: (await uploadFile(chosen, { language: locale.value, progress: (sent) => (share.value = sent) })).id,
        }
    } catch (error) {
      notSent.value = error instanceof UploadRefusal && error.problem.reference !== undefined ? error.problem.message : t('sync.offline')
      return false
    } finally {
      share.value = undefined
    }
    return form.submit()
  }

  return reactive({ file, share, problem, form, choose, start })
}
