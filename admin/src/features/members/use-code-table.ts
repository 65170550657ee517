import { useQuery } from '@vue/apollo-composable'
import { computed, type ComputedRef } from 'vue'
import { type CodeTableName, CodeTableDocument } from '#gql'
import { shownInPlace } from '#ui/data/use-record.ts'

/** The entries of a national code table, in the language of the screen; empty until they are there. */
export function useCodeTable(name: CodeTableName): ComputedRef<readonly { code: string; name: string }[]> {
  const { result } = useQuery(CodeTableDocument, { name }, { context: shownInPlace })
  return computed(() => result.value?.codeTable ?? [])
}
