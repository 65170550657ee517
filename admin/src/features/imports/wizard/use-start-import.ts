import { reactive, ref, shallowRef } from 'vue'
import { useI18n } from 'vue-i18n'
import { type ImportTarget, StartImportDocument } from '#gql'
import { uploadFile } from '#app/session/upload-file.ts'
import { UploadRefusal } from '#ui/data/upload-file.ts'
import { useMutationForm } from '#ui/form/use-mutation-form.ts'
import { problemOfFiles } from './source-file.ts'

type Stage = 'idle' | 'uploading' | 'reading'

/** Sends a file and has its table read. A file that arrived is not sent again when the reading has to be repeated. */
export function useStartImport(target: () => ImportTarget, started: (id: string) => unknown) {
  const { t, locale } = useI18n()
  const file = shallowRef<File>()
  const stage = ref<Stage>('idle')
  const share = ref(0)
  const problem = ref<string>()
  let stored: { of: File; id: string } | undefined

  const form = useMutationForm({
    document: StartImportDocument,
    initial: () => ({ fileId: '' }),
    input: ({ fileId }) => ({ target: target(), fileId }),
    payload: (data) => data.startImport,
    done: ({ importRun }) => importRun && started(importRun.id),
  })

  function choose(files: readonly File[]) {
    const wrong = problemOfFiles(files)
    problem.value = wrong && t(`imports.file.${wrong}`)
    form.reset()
    if (!wrong) file.value = files[0]
  }

  async function start() {
    const chosen = file.value
    if (!chosen || stage.value !== 'idle') return
    problem.value = undefined
    try {
      stage.value = 'uploading'
      share.value = 0
      if (stored?.of !== chosen)
        stored = { of: chosen, id: (await uploadFile(chosen, { language: locale.value, progress: (sent) => (share.value = sent) })).id }
      stage.value = 'reading'
      form.values.fileId = stored.id
      await form.submit()
    } catch (error) {
      problem.value = failureOf(error)
    } finally {
      stage.value = 'idle'
    }
  }

  function failureOf(error: unknown): string {
    if (!(error instanceof UploadRefusal)) return t('ui.problem.INTERNAL_SERVER_ERROR.hint')
    return error.problem.reference === undefined ? t('imports.file.offline') : error.problem.message
  }

  return reactive({ file, stage, share, problem, form, choose, start })
}
