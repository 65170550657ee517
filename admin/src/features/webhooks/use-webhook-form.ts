import { useI18n } from 'vue-i18n'
import { type ChangeEntity, CreateWebhookDocument, type CreateWebhookMutation, UpdateWebhookDocument, type WebhookRowFragment } from '#gql'
import { type MutationForm, useMutationForm } from '#ui/form/use-mutation-form.ts'

interface WebhookValues {
  name: string
  url: string
  /** Of a program, or oneself. */
  owner: string
  entities: ChangeEntity[]
  organizationId: string | undefined
  document: string
}

/** The owner that is no program; an empty choice would look like none. */
export const oneself = 'oneself'

/** What a new address is sent unless somebody writes something else. */
const usualDocument = `query ($id: ID!) {
  node(id: $id) {
    id
    ... on Organization { code name }
    ... on Member { code name }
    ... on Membership { kind status validFrom validTo }
    ... on Activity { code title heldOn }
  }
}`

/** Registers an address; its secret is in the answer. */
export function useCreateWebhook(done: (answer: CreateWebhookMutation['createWebhook']) => unknown): MutationForm<WebhookValues> {
  return useMutationForm({
    document: CreateWebhookDocument,
    initial: (): WebhookValues => ({
      name: '',
      url: 'https://',
      owner: oneself,
      entities: ['MEMBER'],
      organizationId: undefined,
      document: usualDocument,
    }),
    input: ({ owner, ...values }) => ({ ...contentOf(values), apiClientId: owner === oneself ? null : owner, start: 'NOW' as const }),
    payload: (data) => data.createWebhook,
    // the secret is nothing to be kept
    unkept: true,
    done,
  })
}

export function useUpdateWebhook(endpoint: () => WebhookRowFragment, done: () => unknown): MutationForm<WebhookValues> {
  const { t } = useI18n()
  return useMutationForm({
    document: UpdateWebhookDocument,
    initial: (): WebhookValues => {
      const { name, url, entities, organization, document } = endpoint()
      return { name, url, owner: oneself, entities: [...entities], organizationId: organization?.id, document: document ?? '' }
    },
    input: (values) => ({ ...contentOf(values), id: endpoint().id, version: endpoint().version }),
    payload: (data) => data.updateWebhook,
    success: (_answer, { name }) => t('webhooks.updated', { name }),
    done,
  })
}

function contentOf({ name, url, entities, organizationId, document }: Omit<WebhookValues, 'owner'>) {
  return { name, url, entities, organizationId: organizationId ?? null, document: document.trim() || null }
}
