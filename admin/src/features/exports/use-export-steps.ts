import { useApolloClient } from '@vue/apollo-composable'
import { CancelExportDocument, CreateExportLinkDocument } from '#gql'
import { noticeProblem } from '#ui/feedback/notices.ts'

/** What can be done with an export that there is: fetch its file, or give it up. */
export function useExportSteps() {
  const { resolveClient } = useApolloClient()

  /** Asks for a link, which is good for one download, and follows it. */
  async function download(id: string): Promise<void> {
    const { data } = await resolveClient().mutate({
      mutation: CreateExportLinkDocument,
      variables: { input: { id } },
      fetchPolicy: 'no-cache',
    })
    const answer = data?.createExportLink
    if (answer?.url) follow(answer.url)
    else if (answer?.userErrors[0]) noticeProblem(answer.userErrors[0].message)
  }

  async function cancel(id: string): Promise<void> {
    const { data } = await resolveClient().mutate({ mutation: CancelExportDocument, variables: { input: { id } } })
    const [refusal] = data?.cancelExport.userErrors ?? []
    if (refusal) noticeProblem(refusal.message)
  }

  return { download, cancel }
}

/** The answer is a file, so the page stays where it is. */
function follow(url: string): void {
  const link = document.createElement('a')
  link.href = url
  link.download = ''
  document.body.append(link)
  link.click()
  link.remove()
}
