import { computed, ref } from 'vue'
import { useMutation } from '@vue/apollo-composable'
import { RevokeSessionDocument, ViewerSessionsDocument } from '#gql'
import { useRecord } from '#ui/data/use-record.ts'
import { noticeProblem, noticeSuccess } from '#ui/feedback/notices.ts'

/** Where the viewer is signed in, this place first, and ending it elsewhere. */
export function useSessions(done: () => string) {
  const { data, loading, problem, refetch } = useRecord({ document: ViewerSessionsDocument, variables: {} })
  const sessions = computed(() =>
    [...(data.value?.viewer?.sessions ?? [])].sort(
      (a, b) => Number(b.current) - Number(a.current) || b.lastSeenAt.localeCompare(a.lastSeenAt),
    ),
  )

  const { mutate } = useMutation(RevokeSessionDocument, { throws: 'never' })
  const ending = ref<string>()
  async function end(sessionId: string): Promise<void> {
    ending.value = sessionId
    const answer = await mutate({ input: { sessionId } })
    ending.value = undefined
    // a failure was said by the client
    if (!answer?.data) return
    const [refusal] = answer.data.revokeSession.userErrors
    if (refusal) noticeProblem(refusal.message)
    else noticeSuccess(done())
    await refetch()
  }
  return { sessions, loading, problem, refetch, ending, end }
}
