import { useI18n } from 'vue-i18n'
import {
  type ApiClientDetailFragment,
  CreateApiClientDocument,
  type CreateApiClientMutation,
  type OrganizationKind,
  UpdateApiClientDocument,
} from '#gql'
import { organizationKinds } from '#app/vocabulary/use-vocabulary.ts'
import { type MutationForm, useMutationForm } from '#ui/form/use-mutation-form.ts'

/** What the form asks for; a program has one grant, as a rule. */
export interface ClientValues {
  name: string
  clientId: string
  description: string
  scopes: string[]
  organizationId: string | undefined
  kinds: OrganizationKind[]
  /** One a line. */
  addresses: string
  days: number
}

export function useCreateClient(options: {
  done: (answer: CreateApiClientMutation['createApiClient']) => unknown
}): MutationForm<ClientValues> {
  return useMutationForm({
    document: CreateApiClientDocument,
    initial: (): ClientValues => ({
      name: '',
      clientId: '',
      description: '',
      scopes: [],
      organizationId: undefined,
      kinds: [...organizationKinds],
      addresses: '',
      days: 365,
    }),
    input: (values) => ({
      clientId: values.clientId,
      name: values.name,
      description: values.description || null,
      grants: [grantOf(values)],
      addresses: addressesOf(values),
      keyExpiresInDays: values.days,
    }),
    payload: (data) => data.createApiClient,
    // the answer holds the key
    unkept: true,
    done: options.done,
  })
}

export function useUpdateClient(client: () => ApiClientDetailFragment): MutationForm<ClientValues> {
  const { t } = useI18n()
  return useMutationForm({
    document: UpdateApiClientDocument,
    initial: () => valuesOf(client()),
    input: (values) => ({
      id: client().id,
      version: client().version,
      name: values.name,
      description: values.description || null,
      addresses: addressesOf(values),
      ...(client().grants.length === 1 && { grants: [grantOf(values)] }),
    }),
    payload: (data) => data.updateApiClient,
    success: (_answer, { name }) => t('integration.form.saved', { name }),
    refetch: ['ApiClient'],
  })
}

function valuesOf({ name, clientId, description, addresses, grants }: ApiClientDetailFragment): ClientValues {
  const [grant] = grants
  return {
    name,
    clientId,
    description: description ?? '',
    scopes: [...(grant?.scopes ?? [])],
    organizationId: grant?.organization?.id,
    kinds: [...(grant?.kinds ?? [])],
    addresses: (addresses ?? []).join('\n'),
    days: 365,
  }
}

function grantOf({ scopes, organizationId, kinds }: ClientValues) {
  return { scopes, organizationId: organizationId ?? null, kinds }
}

function addressesOf({ addresses }: ClientValues): string[] | null {
  const lines = addresses
    .split(/[\s,，;；]+/)
    .map((line) => line.trim())
    .filter((line) => line !== '')
  return lines.length === 0 ? null : lines
}
