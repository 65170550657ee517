import { useI18n } from 'vue-i18n'
import { type ChangeEntity, CreateWebhookDocument, UpdateWebhookDocument, type WebhookRowFragment } from '#gql'
import { useMutationForm } from '#ui/form/use-mutation-form.ts'

interface Values {
  name: string
  url: string
  entities: ChangeEntity[]
  query: string
}

/** What a new endpoint is sent unless somebody writes something else. */
const usualQuery = 'query ($id: ID!) {\n  node(id: $id) {\n    id\n    ... on Member { code name }\n  }\n}'

/** Registers an endpoint, or changes one. A new secret is shown by whoever asked. */
export function useWebhookForm(endpoint: () => WebhookRowFragment | null, shown: (secret: string) => void, done: () => unknown) {
  const { t } = useI18n()
  const create = useMutationForm({
    document: CreateWebhookDocument,
    initial: (): Values => ({ name: '', url: 'https://', entities: ['MEMBER'], query: usualQuery }),
    input: ({ query, ...values }: Values) => ({ ...values, query: query.trim() === '' ? null : query, start: 'NOW' as const }),
    payload: (data) => data.createWebhook,
    // the secret is nothing to be kept
    unkept: true,
    success: () => t('webhooks.created'),
    done: ({ secret }) => {
      if (secret) shown(secret)
      return done()
    },
  })
  const update = useMutationForm({
    document: UpdateWebhookDocument,
    initial: (): Values => ({
      name: endpoint()?.name ?? '',
      url: endpoint()?.url ?? '',
      entities: [...(endpoint()?.entities ?? [])],
      query: endpoint()?.query ?? '',
    }),
    input: ({ query, ...values }: Values) => ({
      ...values,
      id: endpoint()?.id ?? '',
      version: endpoint()?.version ?? 0,
      query: query.trim() === '' ? null : query,
    }),
    payload: (data) => data.updateWebhook,
    success: () => t('webhooks.updated'),
    done,
  })
  return { create, update }
}
