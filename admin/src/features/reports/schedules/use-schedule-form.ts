import { computed } from 'vue'
import { useI18n } from 'vue-i18n'
import {
  CreateReportScheduleDocument,
  type ReportFileFormat,
  type ReportRecipientFragment,
  type ReportScheduleCadence,
  type ReportScheduleFragment,
  type ReportSchedulePeriod,
  UpdateReportScheduleDocument,
} from '#gql'
import { useMutationForm } from '#ui/form/use-mutation-form.ts'

/** What a cadence is usually of. */
export const usualPeriod: Readonly<Record<ReportScheduleCadence, ReportSchedulePeriod>> = {
  WEEKLY: 'WEEK',
  MONTHLY: 'MONTH',
  QUARTERLY: 'QUARTER',
  YEAR_END: 'YEAR',
}

interface Values {
  cadence: ReportScheduleCadence
  weekday: number
  day: number
  timeOfDay: string
  period: ReportSchedulePeriod | 'REPORT'
  organizationId: string | undefined
  formats: ReportFileFormat[]
  recipients: readonly ReportRecipientFragment[]
}

/** The form of a schedule: a new one of the report, or one that there is. */
export function useScheduleForm(reportId: () => string, schedule: () => ReportScheduleFragment | undefined, done: () => unknown) {
  const { t } = useI18n()
  const shared = { initial: () => valuesOf(schedule()), done }
  const creating = useMutationForm({
    ...shared,
    document: CreateReportScheduleDocument,
    input: (values: Values) => ({ reportId: reportId(), ...contentOf(values) }),
    payload: (data) => data.createReportSchedule,
    success: () => t('schedules.done.created'),
  })
  const updating = useMutationForm({
    ...shared,
    document: UpdateReportScheduleDocument,
    input: (values: Values) => ({ id: schedule()?.id ?? '', version: schedule()?.version ?? 0, ...contentOf(values) }),
    payload: (data) => data.updateReportSchedule,
    success: () => t('schedules.done.updated'),
  })
  const form = schedule() === undefined ? creating : updating
  const ready = computed(() => form.values.formats.length > 0 && form.values.recipients.length > 0)
  return { form, ready }
}

function valuesOf(schedule: ReportScheduleFragment | undefined): Values {
  return {
    cadence: schedule?.cadence ?? 'MONTHLY',
    weekday: schedule?.weekday ?? 1,
    day: schedule?.day ?? 1,
    timeOfDay: schedule?.timeOfDay ?? '08:00',
    period: schedule === undefined ? 'MONTH' : (schedule.period ?? 'REPORT'),
    organizationId: schedule?.organization?.id,
    formats: [...(schedule?.formats ?? (['XLSX'] as const))],
    recipients: schedule?.recipients ?? [],
  }
}

/** A cadence has a weekday, a day, or neither. */
function contentOf({ cadence, weekday, day, timeOfDay, period, organizationId, formats, recipients }: Values) {
  return {
    cadence,
    weekday: cadence === 'WEEKLY' ? weekday : null,
    day: cadence === 'MONTHLY' || cadence === 'QUARTERLY' ? day : null,
    timeOfDay,
    period: period === 'REPORT' ? null : period,
    organizationId: organizationId ?? null,
    formats,
    recipientIds: recipients.map(({ id }) => id),
  }
}
