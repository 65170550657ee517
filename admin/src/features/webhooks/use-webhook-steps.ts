import { useApolloClient } from '@vue/apollo-composable'
import { useI18n } from 'vue-i18n'
import {
  DeleteWebhookDocument,
  PauseWebhookDocument,
  ResumeWebhookDocument,
  RetryDeliveryDocument,
  RotateWebhookSecretDocument,
  SkipDeliveryDocument,
  TestWebhookDocument,
  type WebhookRowFragment,
} from '#gql'
import { confirm } from '#ui/feedback/confirm.ts'
import { noticeProblem, noticeSuccess } from '#ui/feedback/notices.ts'

type Refusals = readonly { readonly message: string }[]

/** What is done with an address by a click; `changed` asks again for what is shown, `shown` takes a new secret. */
export function useWebhookSteps(changed: () => Promise<unknown>, shown: (secret: string) => void) {
  const { t } = useI18n()
  const { resolveClient } = useApolloClient()

  async function told(refusals: Refusals | undefined, text: string): Promise<void> {
    if (refusals?.[0]) noticeProblem(refusals[0].message)
    else noticeSuccess(text)
    await changed()
  }

  function agreed(name: string, step: 'ROTATE_SECRET' | 'DELETE' | 'fromNow', danger: boolean): Promise<boolean> {
    return confirm({
      title: t(`webhooks.confirm.${step}.title`, { name }),
      message: t(`webhooks.confirm.${step}.message`),
      confirm: t(`webhooks.actions.${step}`),
      cancel: t('ui.cancel'),
      danger,
    })
  }

  return {
    async pause({ id, name }: WebhookRowFragment) {
      const { data } = await resolveClient().mutate({ mutation: PauseWebhookDocument, variables: { input: { id } } })
      await told(data?.pauseWebhook.userErrors, t('webhooks.done.PAUSE', { name }))
    },
    async resume({ id, name }: WebhookRowFragment, fromNow: boolean) {
      if (fromNow && !(await agreed(name, 'fromNow', true))) return
      const { data } = await resolveClient().mutate({ mutation: ResumeWebhookDocument, variables: { input: { id, fromNow } } })
      await told(data?.resumeWebhook.userErrors, t('webhooks.done.RESUME', { name }))
    },
    async test({ id }: WebhookRowFragment) {
      const { data } = await resolveClient().mutate({ mutation: TestWebhookDocument, variables: { input: { id } } })
      if (!data) return
      const { statusCode, problem, milliseconds } = data.testWebhook
      if (problem == null) return noticeSuccess(t('webhooks.test.ok', { status: statusCode ?? '', ms: milliseconds }))
      noticeProblem(t('webhooks.test.failed', { problem: [t(`webhooks.failure.${problem}`), statusCode ?? ''].join(' ').trim() }))
    },
    async rotate({ id, name }: WebhookRowFragment) {
      if (!(await agreed(name, 'ROTATE_SECRET', false))) return
      const mutation = RotateWebhookSecretDocument
      const { data } = await resolveClient().mutate({ mutation, variables: { input: { id } }, fetchPolicy: 'no-cache' })
      if (data?.rotateWebhookSecret.secret) shown(data.rotateWebhookSecret.secret)
      await changed()
    },
    async remove({ id, name }: WebhookRowFragment) {
      if (!(await agreed(name, 'DELETE', true))) return
      const { data } = await resolveClient().mutate({ mutation: DeleteWebhookDocument, variables: { input: { id } } })
      await told(data?.deleteWebhook.userErrors, t('webhooks.done.DELETE', { name }))
    },
    async retry(id: string) {
      const { data } = await resolveClient().mutate({ mutation: RetryDeliveryDocument, variables: { input: { id } } })
      await told(data?.retryDelivery.userErrors, t('webhooks.done.RETRY'))
    },
    async skip(id: string) {
      const { data } = await resolveClient().mutate({ mutation: SkipDeliveryDocument, variables: { input: { id } } })
      await told(data?.skipDelivery.userErrors, t('webhooks.done.SKIP'))
    },
  }
}

export type WebhookSteps = ReturnType<typeof useWebhookSteps>
