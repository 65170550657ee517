import { useI18n } from 'vue-i18n'
import { type ReportScheduleFragment, type ReportScheduleRunFragment } from '#gql'
import { formatMoment } from '#ui/format/day.ts'
import { listed } from '#ui/format/list.ts'

/** How many recipients are called by name where space is short. */
const named = 3

/** Schedules and their runs in words. */
export function useScheduleWords() {
  const { t, locale } = useI18n()

  /** `每周一 08:00` */
  function when({ cadence, weekday, day, timeOfDay }: ReportScheduleFragment): string {
    return t(`schedules.when.${cadence}`, {
      weekday: weekday == null ? '' : t(`schedules.weekdays.${weekday}`),
      day: day == null ? '' : dayWords(day),
      time: timeOfDay,
    })
  }

  function dayWords(day: number): string {
    return day === 31 ? t('schedules.lastDay') : t('schedules.day', { day })
  }

  function recipients({ recipients: all }: ReportScheduleFragment): string {
    const names = listed(
      all.slice(0, named).map(({ displayName }) => displayName),
      locale.value,
    )
    return t('schedules.to', { names: all.length > named ? t('schedules.toMore', { names, count: all.length }) : names })
  }

  function content({ period, formats, organization }: ReportScheduleFragment): string {
    const parts = [
      t(`schedules.period.${period ?? 'REPORT'}`),
      organization?.name,
      formats.map((format) => t(`schedules.format.${format}`)).join(' + '),
    ]
    return parts.filter(Boolean).join(' · ')
  }

  /** `上次：2026-11-23 08:00，全部已发送`; nothing before the first run. */
  function latest({ latest: { nodes } }: ReportScheduleFragment): string | undefined {
    const [run] = nodes
    return run && t('schedules.runs.latest', { moment: formatMoment(run.startedAt), result: result(run) })
  }

  function result({ deliveries }: ReportScheduleRunFragment): string {
    const sent = deliveries.filter(({ outcome }) => outcome === 'SENT').length
    return sent === deliveries.length ? t('schedules.runs.allSent') : t('schedules.runs.sent', { sent, count: deliveries.length })
  }

  return { when, dayWords, recipients, content, latest, result }
}
