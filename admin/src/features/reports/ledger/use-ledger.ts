import { type TypedDocumentNode } from '@apollo/client/core'
import { computed, type Ref, watch, shallowRef } from 'vue'
import { useI18n } from 'vue-i18n'
import {
  ActivityLedgerDocument,
  type ActivityLedgerQuery,
  type ActivityLedgerQueryVariables,
  MemberLedgerDocument,
  type MemberLedgerQuery,
  MembershipLedgerDocument,
  type MembershipLedgerQuery,
} from '#gql'
import { type Connection, type ListSource, useConnection } from '#ui/data/use-connection.ts'
import { type Builder } from '../builder/use-builder.ts'
import { type Cell } from './cell.ts'

interface Row {
  readonly id: string
}

/** The rows behind a cell, page by page, and what the cell is called. While the drawer closes, it shows what it showed. */
export function useLedger(builder: Builder, cell: Readonly<Ref<Cell | undefined>>) {
  const { t } = useI18n()
  const last = shallowRef<Cell>([[], []])
  watch(cell, (next) => next && (last.value = next), { immediate: true })

  const sourceOf = builder.definition
  const lists: Record<'ACTIVITIES' | 'MEMBERS' | 'MEMBERSHIP_CHANGES', ListSource<Row>> = {
    ACTIVITIES: listOf('ACTIVITIES', ActivityLedgerDocument, (data: ActivityLedgerQuery) => data.reportLedger.activities),
    MEMBERS: listOf('MEMBERS', MemberLedgerDocument, (data: MemberLedgerQuery) => data.reportLedger.members),
    MEMBERSHIP_CHANGES: listOf(
      'MEMBERSHIP_CHANGES',
      MembershipLedgerDocument,
      (data: MembershipLedgerQuery) => data.reportLedger.memberships,
    ),
  }

  function listOf<Data>(
    source: keyof typeof lists,
    document: TypedDocumentNode<Data, ActivityLedgerQueryVariables>,
    connection: (data: Data) => Connection<Row> | null | undefined,
  ): ListSource<Row> {
    return useConnection<Data, ActivityLedgerQueryVariables, Row>({
      document,
      variables: () => ({
        definition: builder.input.value,
        rowKeys: [...last.value[0]],
        columnKeys: [...last.value[1]],
      }),
      connection,
      uncached: true,
      enabled: () => cell.value !== undefined && builder.isReady.value && sourceOf.value.source === source,
    })
  }

  /** The words of the keys, as the table says them. */
  const title = computed(() => {
    const [rowKeys, columnKeys] = last.value
    const table = builder.settled.value?.table
    const same = (one: readonly (string | null)[], other: readonly (string | null)[]) =>
      one.length === other.length && one.every((key, at) => key === other[at])
    const row = rowKeys.length === 0 ? undefined : table?.rows.find(({ keys }) => same(keys, rowKeys))
    const column = columnKeys.length === 0 ? undefined : table?.columns.find(({ keys, isTotal }) => !isTotal && same(keys, columnKeys))
    const names = [...(row?.labels ?? rowKeys.map((key) => key ?? '–')), ...(column?.labels ?? columnKeys.map((key) => key ?? '–'))]
    return names.join(' · ') || t('reports.everything')
  })

  return { list: computed(() => lists[builder.definition.value.source]), title }
}
