import { computed } from 'vue'
import { useI18n } from 'vue-i18n'
import { type ActivityRowFragment } from '#gql'
import { formatRate } from '#ui/format/number.ts'
import { type Column } from '#ui/list/columns.ts'
import { isRecorded } from './attendance/unsaid.ts'
import { useActivityWords } from './use-activity-words.ts'

/** The columns of the list of activities. */
export function useActivityColumns() {
  const { t } = useI18n()
  const { stateOf } = useActivityWords()
  const counted = <T>(activity: ActivityRowFragment, value: T) => (activity.heldOn && isRecorded(activity) ? value : null)

  return computed<Column<ActivityRowFragment>[]>(() => [
    {
      key: 'day',
      label: t('activities.day'),
      value: (row) => row.onDay,
      width: 112,
      order: { asc: 'DAY_ASC', desc: 'DAY_DESC' },
      card: 'fact',
    },
    { key: 'title', label: t('activities.name'), value: (row) => row.title, minWidth: 240, card: 'title' },
    { key: 'type', label: t('activities.type'), value: (row) => row.type.name, optional: 'shown' },
    { key: 'organization', label: t('activities.organization'), value: (row) => row.organization.name, card: 'fact' },
    { key: 'state', label: t('activities.state'), value: (row) => stateOf(row).label, width: 120, card: 'state' },
    { key: 'expected', label: t('activities.expected'), value: (row) => row.expectedCount, numeric: true, width: 72, optional: 'shown' },
    {
      key: 'present',
      label: t('activities.came'),
      value: (row) => counted(row, row.presentCount),
      numeric: true,
      width: 72,
      optional: 'shown',
    },
    {
      key: 'rate',
      label: t('activities.rate'),
      value: (row) => counted(row, formatRate(row.attendanceRate)),
      numeric: true,
      width: 88,
      optional: 'shown',
    },
    { key: 'place', label: t('activities.place'), value: (row) => row.place, optional: 'hidden' },
    {
      key: 'code',
      label: t('activities.code'),
      value: (row) => row.code,
      width: 120,
      optional: 'hidden',
      order: { asc: 'CODE_ASC', desc: 'CODE_DESC' },
    },
  ])
}
