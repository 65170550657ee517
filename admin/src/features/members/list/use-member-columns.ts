import { ageOn } from '@qizhi/codes'
import { computed, type ComputedRef } from 'vue'
import { useI18n } from 'vue-i18n'
import { type MemberRowFragment, type MembershipBriefFragment } from '#gql'
import { useSession } from '#app/session/use-session.ts'
import { today } from '#ui/format/day.ts'
import { type Column } from '#ui/list/columns.ts'
import { employerName } from '../employer-name.ts'
import { useMemberVocabulary } from '../use-member-vocabulary.ts'

type MemberColumn = Column<MemberRowFragment>

/** The columns of the list. On a phone: who, where from, and in which organisation. */
export function useMemberColumns(): ComputedRef<readonly MemberColumn[]> {
  const { t } = useI18n()
  const session = useSession()
  const { sexName, employmentName, statusOf } = useMemberVocabulary()
  const label = (field: string) => t(`members.field.${field}`)

  return computed(() => [
    {
      key: 'name',
      label: label('name'),
      value: (row) => row.name,
      minWidth: 120,
      order: { asc: 'NAME_ASC', desc: 'NAME_DESC' },
      card: 'title',
    },
    {
      key: 'code',
      label: label('code'),
      value: (row) => row.code,
      width: 130,
      order: { asc: 'CODE_ASC', desc: 'CODE_DESC' },
      optional: 'shown',
    },
    { key: 'sex', label: label('sex'), value: (row) => sexName(row.sex), width: 70, optional: 'shown' },
    ...(session.can('members:personal')
      ? ([
          {
            key: 'age',
            label: label('age'),
            value: (row) => row.birthDate && ageOn(row.birthDate, today()),
            width: 70,
            numeric: true,
            optional: 'shown',
          },
          { key: 'birthDate', label: label('birthDate'), value: (row) => row.birthDate, width: 120, optional: 'hidden' },
        ] satisfies MemberColumn[])
      : []),
    {
      key: 'employerUnit',
      label: label('employerUnit'),
      value: (row) => employerName(row.employerUnit),
      minWidth: 180,
      optional: 'shown',
      card: 'fact',
    },
    { key: 'post', label: label('post'), value: (row) => row.post, minWidth: 100, optional: 'shown' },
    {
      key: 'memberships',
      label: label('memberships'),
      value: (row) => openOnes(row).map(statusOf).join(' · '),
      minWidth: 180,
      card: 'state',
    },
    { key: 'party', label: label('party'), value: (row) => row.party?.organization?.name, minWidth: 200, optional: 'shown', card: 'fact' },
    { key: 'union', label: label('union'), value: (row) => row.union?.organization?.name, minWidth: 200, optional: 'hidden' },
    { key: 'league', label: label('league'), value: (row) => row.league?.organization?.name, minWidth: 200, optional: 'hidden' },
    {
      key: 'employmentStatus',
      label: label('employmentStatus'),
      value: (row) => employmentName(row.employmentStatus),
      width: 100,
      optional: 'hidden',
    },
    { key: 'ethnicity', label: label('ethnicity'), value: (row) => row.ethnicity?.name, width: 100, optional: 'hidden' },
    { key: 'education', label: label('education'), value: (row) => row.education?.name, minWidth: 120, optional: 'hidden' },
    {
      key: 'politicalStatus',
      label: label('politicalStatus'),
      value: (row) => row.politicalStatus?.name,
      minWidth: 120,
      optional: 'hidden',
    },
    { key: 'employmentStarted', label: label('employmentStarted'), value: (row) => row.employmentStarted, width: 130, optional: 'hidden' },
    ...(session.can('members:personal')
      ? ([
          { key: 'nationalId', label: label('nationalId'), value: (row) => row.nationalId, width: 190, optional: 'hidden' },
          { key: 'phone', label: label('phone'), value: (row) => row.phone, width: 130, optional: 'hidden' },
        ] satisfies MemberColumn[])
      : []),
  ])
}

/** The memberships that last, the Party's first. */
export function openOnes(row: Pick<MemberRowFragment, 'party' | 'union' | 'league'>): MembershipBriefFragment[] {
  return [row.party, row.union, row.league].filter((membership) => membership != null)
}
