import { useI18n } from 'vue-i18n'
import { type OrganizationKind, type OrganizationLevel } from '#gql'

export const organizationKinds: readonly OrganizationKind[] = ['PARTY', 'UNION', 'LEAGUE', 'WOMEN', 'UNIT']

/** The words of the domain that many features say: one word, one meaning, everywhere. */
export function useVocabulary() {
  const { t } = useI18n()
  const levelNameOf = (kind: OrganizationKind, level: OrganizationLevel) => t(`vocabulary.level.${kind}.${level}`)
  return {
    kindName: (kind: OrganizationKind) => t(`vocabulary.kind.${kind}`),
    levelName: (organization: { kind: OrganizationKind; level: OrganizationLevel }) => levelNameOf(organization.kind, organization.level),
    levelNameOf,
  }
}
