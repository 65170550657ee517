import { useApolloClient } from '@vue/apollo-composable'
import { reactive, ref } from 'vue'
import { useI18n } from 'vue-i18n'
import { type ActivityAttachmentFragment, type ActivityDetailFragment, AttachFileDocument, RemoveAttachmentDocument } from '#gql'
import { uploadFile } from '#app/session/upload-file.ts'
import { UploadRefusal } from '#ui/data/upload-file.ts'
import { confirm } from '#ui/feedback/confirm.ts'
import { noticeProblem, noticeSuccess } from '#ui/feedback/notices.ts'

/** A file on its way; `failure` says why it did not arrive. */
export interface Upload {
  readonly key: number
  readonly file: File
  share: number
  failure: string | undefined
}

/** The files of an activity: uploaded one after the other, each attached as soon as it is there. */
export function useAttachments(activity: () => ActivityDetailFragment) {
  const { t, locale } = useI18n()
  const { client } = useApolloClient()
  const uploads = ref<Upload[]>([])
  let lastKey = 0
  let queue = Promise.resolve()

  function add(files: Iterable<File>) {
    for (const file of files) {
      uploads.value.push({ key: ++lastKey, file, share: 0, failure: undefined })
      const upload = uploads.value.at(-1)
      if (upload) queue = queue.then(() => send(upload))
    }
  }

  async function send(upload: Upload) {
    upload.failure = undefined
    upload.share = 0
    const { name } = upload.file
    try {
      const stored = await uploadFile(upload.file, { language: locale.value, progress: (share) => (upload.share = share) })
      const { data } = await client.mutate({
        mutation: AttachFileDocument,
        variables: { input: { activityId: activity().id, fileId: stored.id } },
      })
      const [refusal] = data?.attachFile.userErrors ?? []
      if (refusal) {
        upload.failure = refusal.message
        return
      }
      dismiss(upload)
      noticeSuccess(t('activities.attachments.added', { name }))
    } catch (error) {
      upload.failure = failureOf(error)
    }
  }

  /** The server's words: it knows what it takes and how much. */
  function failureOf(error: unknown): string {
    if (!(error instanceof UploadRefusal)) return t('ui.problem.kept')
    if (error.problem.code === 'OFFLINE') return t('activities.attachments.offline')
    return error.problem.reference === undefined ? t('activities.attachments.tooLarge') : error.problem.message
  }

  function retry(upload: Upload) {
    queue = queue.then(() => send(upload))
  }
  function dismiss(upload: Upload) {
    uploads.value = uploads.value.filter((other) => other.key !== upload.key)
  }

  async function remove(attachment: ActivityAttachmentFragment) {
    const sure = await confirm({
      title: t('activities.attachments.removeTitle'),
      message: t('activities.attachments.removeText', { name: attachment.filename }),
      confirm: t('activities.attachments.removeConfirm'),
      cancel: t('ui.cancel'),
      danger: true,
    })
    if (!sure) return
    const { data } = await client
      .mutate({ mutation: RemoveAttachmentDocument, variables: { input: { id: attachment.id } } })
      .catch(() => ({ data: undefined }))
    const [refusal] = data?.removeAttachment.userErrors ?? []
    if (refusal) noticeProblem(refusal.message)
    else if (data) noticeSuccess(t('activities.attachments.removed', { name: attachment.filename }))
  }

  return reactive({ uploads, add, retry, dismiss, remove })
}
