import { type TypedDocumentNode } from '@apollo/client/core'
import { useApolloClient } from '@vue/apollo-composable'
import { onScopeDispose, ref } from 'vue'
import { useI18n } from 'vue-i18n'
import {
  type ActivityFilter,
  type ExportActivitiesMutation,
  ExportActivitiesDocument,
  type ExportFormat,
  type ExportLanguage,
  ExportMembersDocument,
  type ExportMembersInput,
  type ExportMembersMutation,
  ExportProgressDocument,
  type MemberExportField,
  type MemberFilter,
} from '#gql'
import { noticeProblem, noticeSuccess } from '#ui/feedback/notices.ts'
import { shownInPlace } from '#ui/data/use-record.ts'
import { useMutationForm } from '#ui/form/use-mutation-form.ts'
import { useExportSteps } from './use-export-steps.ts'

/** What a list asks to be exported: exactly what it shows. */
export type Exported =
  { readonly source: 'MEMBERS'; readonly filter: MemberFilter } | { readonly source: 'ACTIVITIES'; readonly filter: ActivityFilter }

/** In milliseconds. */
const often = 700

/** Asks for an export and follows it; once its file is there, it is downloaded, if the page still stands. */
export function useExportForm(exported: () => Exported) {
  const { t, locale } = useI18n()
  const { resolveClient } = useApolloClient()
  const { download } = useExportSteps()
  const making = ref(false)
  let gone = false
  onScopeDispose(() => (gone = true))

  const form = useMutationForm({
    // the two inputs differ in their filter and in the names of their fields, which both are what the API gave
    document: (exported().source === 'MEMBERS' ? ExportMembersDocument : ExportActivitiesDocument) as TypedDocumentNode<
      ExportMembersMutation | ExportActivitiesMutation,
      { input: ExportMembersInput }
    >,
    initial: () => ({ format: 'XLSX' as ExportFormat, fields: [] as string[] }),
    input: ({ format, fields }) => ({
      format,
      fields: fields as MemberExportField[],
      filter: exported().filter as MemberFilter,
      language: (locale.value === 'en' ? 'EN' : 'ZH_CN') as ExportLanguage,
    }),
    payload: (data) => ('exportMembers' in data ? data.exportMembers : data.exportActivities),
    success: () => t('exports.started'),
    done: ({ export: begun }) => begun && void followed(begun.id),
  })

  async function followed(id: string) {
    making.value = true
    try {
      for (;;) {
        await new Promise((resolve) => setTimeout(resolve, often))
        if (gone) return
        const { data } = await resolveClient().query({
          query: ExportProgressDocument,
          variables: { id },
          fetchPolicy: 'network-only',
          context: shownInPlace,
        })
        const { status, problem } = data.export ?? {}
        if (status === 'QUEUED' || status === 'READING' || status === 'WRITING') continue
        if (status === 'READY') {
          noticeSuccess(t('exports.ready'))
          await download(id)
        } else if (problem) noticeProblem(t(`exports.problem.${problem}`))
        return
      }
    } catch {
      // it goes on without this page, and stands in the list of exports
    } finally {
      making.value = false
    }
  }

  return { form, making }
}
