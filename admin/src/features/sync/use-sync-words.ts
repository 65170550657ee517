import { useI18n } from 'vue-i18n'
import { type SyncProposalLineFragment } from '#gql'

/** The words of a sync: fields and their values. */
export function useSyncWords() {
  const { t, te } = useI18n()
  const known = (key: string, text: string) => (te(key) ? t(key) : text)
  const valueOf = (field: string, value: string | null | undefined) => {
    if (value === null || value === undefined) return t('sync.nothing')
    if (field === 'employmentStatus') return known(`members.employment.${value}`, value)
    return field === 'sex' ? known(`sync.sex.${value}`, value) : value
  }
  const aspectOf = ({ type }: Pick<SyncProposalLineFragment, 'type'>) =>
    type === 'LEAVE' || type === 'RETIRE' ? 'employmentStatus' : 'name'
  return {
    fieldName: (field: string) => known(`sync.field.${field}`, field),
    valueOf,
    /** One of the two values of a proposal. */
    proposalValue: (proposal: SyncProposalLineFragment, side: 'before' | 'after') =>
      side === 'after' && proposal.type === 'DISSOLVE_UNIT' ? t('sync.proposals.gone') : valueOf(aspectOf(proposal), proposal[side]),
    proposalName: ({ member, organization }: Pick<SyncProposalLineFragment, 'member' | 'organization'>) =>
      member?.name ?? organization?.name ?? '',
  }
}
