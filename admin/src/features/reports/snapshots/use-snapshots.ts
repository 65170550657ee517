import { computed, type MaybeRefOrGetter, toValue } from 'vue'
import { useI18n } from 'vue-i18n'
import { ReportSnapshotsDocument, type SnapshotRowFragment } from '#gql'
import { useConnection } from '#ui/data/use-connection.ts'
import { formatMoment } from '#ui/format/day.ts'

/** The snapshots of a report, the latest first. */
export function useSnapshots(reportId: MaybeRefOrGetter<string>) {
  const list = useConnection({
    document: ReportSnapshotsDocument,
    variables: () => ({ id: toValue(reportId) }),
    connection: (data) => data.report?.snapshots,
    pageSize: 20,
  })
  return { list, isEmpty: computed(() => !list.loading && list.rows.length === 0 && list.problem === undefined) }
}

/** What is said of a snapshot in a line. */
export function useSnapshotWords() {
  const { t } = useI18n()
  const organizationOf = ({ organization }: Pick<SnapshotRowFragment, 'organization'>) => organization?.name ?? t('snapshots.all')
  const periodOf = ({ run }: Pick<SnapshotRowFragment, 'run'>) => {
    const { from, to, asOf } = run
    const days = from == null && to == null ? t('snapshots.allDays') : t('snapshots.period', { from: from ?? '…', to: to ?? '…' })
    return asOf == null ? days : `${days} · ${t('snapshots.asOf', { day: asOf })}`
  }
  return { organizationOf, periodOf, momentOf: ({ takenAt }: Pick<SnapshotRowFragment, 'takenAt'>) => formatMoment(takenAt) }
}
