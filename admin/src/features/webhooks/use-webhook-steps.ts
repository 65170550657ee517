import { useApolloClient } from '@vue/apollo-composable'
import { useI18n } from 'vue-i18n'
import {
  DeleteWebhookDocument,
  PauseWebhookDocument,
  ResumeWebhookDocument,
  RetryDeliveryDocument,
  RotateWebhookSecretDocument,
  TestWebhookDocument,
  type WebhookRowFragment,
} from '#gql'
import { confirm } from '#ui/feedback/confirm.ts'
import { noticeProblem, noticeSuccess } from '#ui/feedback/notices.ts'

type Refusals = readonly { readonly message: string }[]

/** What is done with an endpoint by a click; `changed` asks again for what is shown. */
export function useWebhookSteps(changed: () => Promise<unknown>, shown: (secret: string) => void) {
  const { t } = useI18n()
  const { resolveClient } = useApolloClient()

  const question = (message: string, action: string, danger: boolean) => ({ title: action, message, confirm: action, cancel: t('ui.cancel'), danger })

  async function told(refusals: Refusals | undefined, text: string): Promise<void> {
    if (refusals?.[0]) noticeProblem(refusals[0].message)
    else noticeSuccess(text)
    await changed()
  }

  return {
    async pause({ id }: WebhookRowFragment) {
      const { data } = await resolveClient().mutate({ mutation: PauseWebhookDocument, variables: { input: { id } } })
      await told(data?.pauseWebhook.userErrors, t('webhooks.done.PAUSE'))
    },
    async resume({ id }: WebhookRowFragment, fromNow: boolean) {
      const { data } = await resolveClient().mutate({ mutation: ResumeWebhookDocument, variables: { input: { id, fromNow } } })
      await told(data?.resumeWebhook.userErrors, t('webhooks.done.RESUME'))
    },
    async test({ id }: WebhookRowFragment) {
      const { data } = await resolveClient().mutate({ mutation: TestWebhookDocument, variables: { input: { id } } })
      const outcome = data?.testWebhook
      if (!outcome) return
      const { statusCode, problem, milliseconds } = outcome
      if (!problem) return noticeSuccess(t('webhooks.test.ok', { status: statusCode ?? 0, ms: milliseconds }))
      noticeProblem(t('webhooks.test.failed', { problem: [t(`webhooks.failure.${problem}`), statusCode ?? ''].join(' ').trim() }))
    },
    async rotate({ id, name }: WebhookRowFragment) {
      if (!(await confirm(question(t('webhooks.confirmRotate', { name }), t('webhooks.actions.ROTATE_SECRET'), false)))) return
      const { data } = await resolveClient().mutate({
        mutation: RotateWebhookSecretDocument,
        variables: { input: { id } },
        fetchPolicy: 'no-cache',
      })
      if (data?.rotateWebhookSecret.secret) shown(data.rotateWebhookSecret.secret)
      await changed()
    },
    async remove({ id, name }: WebhookRowFragment) {
      if (!(await confirm(question(t('webhooks.confirmDelete', { name }), t('webhooks.actions.DELETE'), true)))) return
      const { data } = await resolveClient().mutate({ mutation: DeleteWebhookDocument, variables: { input: { id } } })
      await told(data?.deleteWebhook.userErrors, t('webhooks.done.DELETE'))
    },
    async retry(id: string) {
      const { data } = await resolveClient().mutate({ mutation: RetryDeliveryDocument, variables: { input: { id } } })
      await told(data?.retryDelivery.userErrors, t('webhooks.done.retry'))
    },
  }
}
