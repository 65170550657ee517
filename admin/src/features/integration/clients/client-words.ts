import { useI18n } from 'vue-i18n'
import { type ApiClientRowFragment } from '#gql'
import { type StateTone } from '#ui/feedback/StateTag.vue'

/** What is said of a client in lists and on its page. */
export function useClientWords() {
  const { t, te } = useI18n()
  return {
    /** A scope that has no words yet is told by its name. */
    scopeName: (scope: string) => (te(`integration.scope.${scope}`) ? t(`integration.scope.${scope}`) : scope),
    whereOf: ({ grants }: ApiClientRowFragment) =>
      [...new Set(grants.map(({ organization }) => organization?.name ?? t('integration.clients.everyOrganization')))].join('、'),
    stateOf: ({ disabledAt }: ApiClientRowFragment): { tone: StateTone; label: string } =>
      disabledAt
        ? { tone: 'danger', label: t('integration.clients.state.DISABLED') }
        : { tone: 'success', label: t('integration.clients.state.ENABLED') },
  }
}

export function scopesOf({ grants }: ApiClientRowFragment): string[] {
  return [...new Set(grants.flatMap(({ scopes }) => scopes))]
}

export function sumOf(use: ApiClientRowFragment['use'], which: 'requests' | 'errors'): number {
  return use.reduce((sum, day) => sum + day[which], 0)
}
