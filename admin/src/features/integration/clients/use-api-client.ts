import { useApolloClient } from '@vue/apollo-composable'
import { computed } from 'vue'
import { useI18n } from 'vue-i18n'
import { ApiClientDocument, DisableApiClientDocument, RevokeApiKeyDocument } from '#gql'
import { useRecord } from '#ui/data/use-record.ts'
import { confirm } from '#ui/feedback/confirm.ts'
import { noticeProblem, noticeSuccess } from '#ui/feedback/notices.ts'

/** One client, and what is done with it without a form. */
export function useApiClient(id: () => string) {
  const { t } = useI18n()
  const { resolveClient } = useApolloClient()
  const { data, loading, problem, refetch } = useRecord({ document: ApiClientDocument, variables: () => ({ id: id() }) })
  const client = computed(() => data.value?.apiClient ?? undefined)

  async function setDisabled(disabled: boolean) {
    const of = client.value
    if (!of) return
    const { name, version } = of
    const question = {
      title: t('integration.clients.disableTitle', { name }),
      message: t('integration.clients.disableMessage'),
      confirm: t('integration.clients.disable'),
      cancel: t('ui.cancel'),
      danger: true,
    }
    if (disabled && !(await confirm(question))) return
    const answer = await resolveClient().mutate({
      mutation: DisableApiClientDocument,
      variables: { input: { id: of.id, version, disabled } },
    })
    const [refused] = answer.data?.disableApiClient.userErrors ?? []
    if (refused) noticeProblem(refused.message)
    else noticeSuccess(t(disabled ? 'integration.clients.disabled' : 'integration.clients.enabled', { name }))
    await refetch()
  }
  return { client, loading, problem, refetch, setDisabled }
}

/** Ends a key, once it is sure. */
export function useRevokeKey(refresh: () => Promise<unknown>) {
  const { t } = useI18n()
  const { resolveClient } = useApolloClient()
  return async ({ id, prefix }: { id: string; prefix: string }) => {
    const sure = await confirm({
      title: t('integration.keys.revokeTitle', { prefix }),
      message: t('integration.keys.revokeMessage'),
      confirm: t('integration.keys.revoke'),
      cancel: t('ui.cancel'),
      danger: true,
    })
    if (!sure) return
    const { data } = await resolveClient().mutate({ mutation: RevokeApiKeyDocument, variables: { input: { keyId: id } } })
    if (data?.revokeApiKey.userErrors.length === 0) noticeSuccess(t('integration.keys.revoked', { prefix }))
    await refresh()
  }
}
