import { useApolloClient } from '@vue/apollo-composable'
import { ref, toValue, type MaybeRefOrGetter } from 'vue'
import { useI18n } from 'vue-i18n'
import {
  EndReportScheduleDocument,
  MailIsSetUpDocument,
  type ReportScheduleFragment,
  ReportSchedulesDocument,
  RunReportScheduleNowDocument,
  UpdateReportScheduleDocument,
} from '#gql'
import { useConnection } from '#ui/data/use-connection.ts'
import { useRecord } from '#ui/data/use-record.ts'
import { confirm } from '#ui/feedback/confirm.ts'
import { noticeProblem, noticeSuccess } from '#ui/feedback/notices.ts'

/** The viewer's schedules of a report, and the steps that need no form. */
export function useSchedules(reportId: MaybeRefOrGetter<string>) {
  const { t } = useI18n()
  const { client } = useApolloClient()
  const list = useConnection({
    document: ReportSchedulesDocument,
    variables: () => ({ id: toValue(reportId) }),
    connection: (data) => data.report?.schedules,
    pageSize: 20,
  })
  const mail = useRecord({ document: MailIsSetUpDocument, variables: {} })
  const busy = ref<string>()

  /** Sends a step; refusals are said, success is said in these words. */
  async function step(id: string, send: () => Promise<readonly { readonly message: string }[]>, done: string): Promise<void> {
    if (busy.value !== undefined) return
    busy.value = id
    try {
      const [refusal] = await send()
      if (refusal) noticeProblem(refusal.message)
      else noticeSuccess(t(done))
      await list.refetch()
    } catch {
      // already said by the client
    } finally {
      busy.value = undefined
    }
  }

  function setPaused({ id, version }: ReportScheduleFragment, paused: boolean): Promise<void> {
    return step(
      id,
      async () => {
        const { data } = await client.mutate({ mutation: UpdateReportScheduleDocument, variables: { input: { id, version, paused } } })
        return data?.updateReportSchedule.userErrors ?? []
      },
      paused ? 'schedules.done.paused' : 'schedules.done.resumed',
    )
  }

  async function runNow({ id, recipients }: ReportScheduleFragment): Promise<void> {
    const yes = await confirm({
      title: t('schedules.sending.title'),
      message: t('schedules.sending.message', { count: recipients.length }),
      confirm: t('schedules.action.runNow'),
      cancel: t('ui.cancel'),
    })
    if (!yes) return
    await step(
      id,
      async () => {
        const { data } = await client.mutate({ mutation: RunReportScheduleNowDocument, variables: { input: { id } } })
        return data?.runReportScheduleNow.userErrors ?? []
      },
      'schedules.done.started',
    )
  }

  async function end({ id, version }: ReportScheduleFragment): Promise<void> {
    const yes = await confirm({
      title: t('schedules.ending.title'),
      message: t('schedules.ending.message'),
      confirm: t('schedules.action.end'),
      cancel: t('ui.cancel'),
      danger: true,
    })
    if (!yes) return
    await step(
      id,
      async () => {
        const { data } = await client.mutate({ mutation: EndReportScheduleDocument, variables: { input: { id, version } } })
        return data?.endReportSchedule.userErrors ?? []
      },
      'schedules.done.ended',
    )
  }

  return { list, mail, busy, setPaused, runNow, end }
}
