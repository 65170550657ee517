import { useStorage } from '@vueuse/core'
import { computed, type ComputedRef, toValue, type MaybeRefOrGetter } from 'vue'

export interface Column<Row> {
  readonly key: string
  readonly label: string
  /** The cell's text where no slot `cell-<key>` draws it; an export writes it too. */
  readonly value?: (row: Row) => string | number | null | undefined
  /** Pixels; columns without one share what is left. */
  readonly width?: number
  readonly minWidth?: number
  /** Numbers stand at the right edge. */
  readonly numeric?: boolean
  /** What the list is to be ordered by, upwards and downwards, when the heading is pressed. */
  readonly order?: { readonly asc: string; readonly desc: string }
  /** Whether a person may hide it, and how it starts. Columns without it always show. */
  readonly optional?: 'shown' | 'hidden'
  /** Its place on the card that a row becomes on a phone; columns without one do not show there. */
  readonly card?: 'title' | 'state' | 'fact'
}

export type Density = 'comfortable' | 'compact'

/** Which columns a person wants to see and how close; remembered per list. */
export function useTablePreferences<Row>(name: string, columns: MaybeRefOrGetter<readonly Column<Row>[]>) {
  const density = useStorage<Density>('qizhi.list.density', 'comfortable')
  const choices = useStorage<Record<string, boolean>>(`qizhi.list.${name}.columns`, {})
  const isShown = (column: Column<Row>) => column.optional === undefined || (choices.value[column.key] ?? column.optional === 'shown')
  const shown: ComputedRef<Column<Row>[]> = computed(() => toValue(columns).filter(isShown))
  const optional = computed(() => toValue(columns).filter((column) => column.optional !== undefined))

  function toggle(key: string, show: boolean) {
    choices.value = { ...choices.value, [key]: show }
  }
  return { density, shown, optional, isShown, toggle }
}
