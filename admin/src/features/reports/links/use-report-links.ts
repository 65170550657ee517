import { useApolloClient } from '@vue/apollo-composable'
import { computed } from 'vue'
import { useI18n } from 'vue-i18n'
import { CreateReportLinkDocument, type ReportLinkRowFragment, ReportLinksDocument, RevokeReportLinkDocument } from '#gql'
import { useRecord } from '#ui/data/use-record.ts'
import { confirm } from '#ui/feedback/confirm.ts'
import { noticeSuccess } from '#ui/feedback/notices.ts'
import { useMutationForm } from '#ui/form/use-mutation-form.ts'

/** The viewer's own links to a report, and what is done with them. */
export function useReportLinks(reportId: () => string) {
  const { t } = useI18n()
  const { resolveClient } = useApolloClient()
  const { data, loading, problem, refetch } = useRecord({
    document: ReportLinksDocument,
    variables: () => ({ id: reportId() }),
    uncached: true,
  })
  const links = computed(() => data.value?.report?.links ?? [])

  async function revoke({ id, name }: ReportLinkRowFragment) {
    const sure = await confirm({
      title: t('reportLinks.revokeTitle', { name }),
      message: t('reportLinks.revokeMessage'),
      confirm: t('reportLinks.revoke'),
      cancel: t('ui.cancel'),
      danger: true,
    })
    if (!sure) return
    const { data } = await resolveClient().mutate({ mutation: RevokeReportLinkDocument, variables: { input: { linkId: id } } })
    if (data?.revokeReportLink.userErrors.length === 0) noticeSuccess(t('reportLinks.revoked', { name }))
    await refetch()
  }
  return { links, loading, problem, refetch, revoke }
}

/** Makes a link; its address is in the answer, this once. */
export function useCreateLink(reportId: () => string, done: (address: string) => unknown) {
  return useMutationForm({
    document: CreateReportLinkDocument,
    initial: () => ({ name: '', days: 90 }),
    input: ({ name, days }) => ({ reportId: reportId(), name, expiresInDays: days }),
    payload: (data) => data.createReportLink,
    // the answer holds what opens the report
    unkept: true,
    done: ({ url }) => url && done(new URL(url, window.location.origin).href),
  })
}
