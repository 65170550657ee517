import { useApolloClient } from '@vue/apollo-composable'
import { ref, shallowRef } from 'vue'
import { AttendanceSheetDocument, type AttendanceSheetQuery } from '#gql'
import { type Problem, toProblem } from '#ui/data/problem.ts'
import { shownInPlace } from '#ui/data/use-record.ts'
import { type SheetRow } from './attendance-sheet.ts'

const pageSize = 200
const byPinyin = new Intl.Collator('zh-Hans-CN-u-co-pinyin')

/** The whole list of an activity, fetched page by page: those expected first, each group as a register has it. */
export function useSheetRows(id: () => string) {
  const { client } = useApolloClient()
  const rows = shallowRef<readonly SheetRow[]>()
  const problem = shallowRef<Problem>()
  const loading = ref(false)

  async function load(): Promise<readonly SheetRow[] | undefined> {
    loading.value = true
    problem.value = undefined
    const wanted = id()
    try {
      const lines: Line[] = []
      let after: string | null = null
      do {
        const answer: { data: AttendanceSheetQuery } = await client.query({
          query: AttendanceSheetDocument,
          variables: { id: wanted, first: pageSize, after },
          fetchPolicy: 'no-cache',
          context: shownInPlace,
        })
        const page: Page | undefined = answer.data.activity?.attendances
        lines.push(...(page?.nodes ?? []))
        after = page?.pageInfo.hasNextPage ? (page.pageInfo.endCursor ?? null) : null
      } while (after !== null)
      // another activity was opened meanwhile
      if (wanted !== id()) return undefined
      return (rows.value = lines.map(toRow).sort(inOrder))
    } catch (error) {
      problem.value = toProblem(error)
      return undefined
    } finally {
      loading.value = false
    }
  }

  return { rows, problem, loading, load }
}

type Page = NonNullable<AttendanceSheetQuery['activity']>['attendances']
type Line = Page['nodes'][number]

function toRow(line: Line): SheetRow {
  return {
    memberId: line.memberId,
    name: line.memberName,
    expected: line.expected,
    exclusionReason: line.exclusionReason ?? null,
    status: line.status ?? null,
  }
}

function inOrder(a: SheetRow, b: SheetRow): number {
  if (a.expected !== b.expected) return a.expected ? -1 : 1
  return byPinyin.compare(a.name, b.name) || (a.memberId < b.memberId ? -1 : 1)
}
