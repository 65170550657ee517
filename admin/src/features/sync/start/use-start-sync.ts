import { useApolloClient } from '@vue/apollo-composable'
import { reactive, ref, shallowRef } from 'vue'
import { useI18n } from 'vue-i18n'
import { AddSyncFileDocument, PreviewSyncDocument, StartSyncDocument } from '#gql'
import { uploadFile } from '#app/session/upload-file.ts'
import { UploadRefusal } from '#ui/data/upload-file.ts'
import { type FieldError, useMutationForm } from '#ui/form/use-mutation-form.ts'

/** Begins a sync with one file and has it previewed. A file that arrived is not sent again when a later step has to be repeated. */
export function useStartSync(started: (id: string) => unknown) {
  const { t, locale } = useI18n()
  const { client } = useApolloClient()
  const file = shallowRef<File>()
  const share = ref<number>()
  const problem = ref<string>()
  let stored: { of: File; id: string } | undefined

  const form = useMutationForm({
    document: StartSyncDocument,
    initial: () => ({ source: 'HR', whole: false, preset: 'ROSTER' }),
    input: ({ source, whole }) => ({ source: source.trim(), whole }),
    payload: (data) => data.startSync,
    done: async ({ syncRun }) => syncRun && (await fill(syncRun.id)),
  })

  function choose(files: readonly File[]) {
    problem.value = undefined
    file.value = files[0]
  }

  async function fill(id: string) {
    const added = await client.mutate({
      mutation: AddSyncFileDocument,
      variables: { input: { id, fileId: stored!.id, preset: form.values.preset } },
    })
    const refused: readonly FieldError[] = added.data?.addSyncFile.userErrors ?? []
    if (refused.length > 0) {
      problem.value = refused.map(({ message }) => message).join(' ')
      return
    }
    const version = added.data?.addSyncFile.syncRun?.version ?? 0
    await client.mutate({ mutation: PreviewSyncDocument, variables: { input: { id, version } } })
    await started(id)
  }

  async function start(): Promise<boolean> {
    const chosen = file.value
    if (!chosen) return false
    problem.value = undefined
    try {
      if (stored?.of !== chosen)
        stored = { of: chosen, id: (await uploadFile(chosen, { language: locale.value, progress: (sent) => (share.value = sent) })).id }
    } catch (error) {
      problem.value = error instanceof UploadRefusal && error.problem.reference !== undefined ? error.problem.message : t('sync.offline')
      return false
    } finally {
      share.value = undefined
    }
    return (await form.submit()) && problem.value === undefined
  }

  return reactive({ file, share, problem, form, choose, start })
}
