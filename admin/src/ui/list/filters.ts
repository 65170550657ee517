/** A filter that a list offers. Its value stands in the address under `key`. */
export type FilterDefinition =
  | { readonly kind: 'choices'; readonly key: string; readonly label: string; readonly options: readonly FilterOption[] }
  | { readonly kind: 'choice'; readonly key: string; readonly label: string; readonly options: readonly FilterOption[] }
  /** A period: two values in the address, `from` and `to` being their keys. */
  | { readonly kind: 'period'; readonly key: string; readonly label: string; readonly from: string; readonly to: string }
  /** Drawn by the page in the slot `filter-<key>`; `summary` is what the chip says of its value. */
  | {
      readonly kind: 'custom'
      readonly key: string
      readonly label: string
      readonly summary: string | undefined
      readonly keys?: readonly string[]
    }

export interface FilterOption {
  readonly value: string
  readonly label: string
}

/** The keys in the address that a filter owns. */
export function keysOf(filter: FilterDefinition): readonly string[] {
  if (filter.kind === 'period') return [filter.from, filter.to]
  return filter.kind === 'custom' ? (filter.keys ?? [filter.key]) : [filter.key]
}

/** What a filter's chip says: nothing while the filter is at rest. `separator` stands between several values. */
export function summaryOf(filter: FilterDefinition, state: Record<string, unknown>, separator: string): string | undefined {
  const labelOf = (options: readonly FilterOption[], value: unknown) => options.find((option) => option.value === value)?.label
  switch (filter.kind) {
    case 'custom':
      return filter.summary
    case 'choice':
      return labelOf(filter.options, state[filter.key])
    case 'choices': {
      const labels = ((state[filter.key] ?? []) as string[]).map((value) => labelOf(filter.options, value) ?? value)
      if (labels.length === 0) return undefined
      return labels.length > 2 ? `${labels.slice(0, 2).join(separator)} +${labels.length - 2}` : labels.join(separator)
    }
    case 'period': {
      const from = state[filter.from] as string | undefined
      const to = state[filter.to] as string | undefined
      return from || to ? `${from ?? '…'} – ${to ?? '…'}` : undefined
    }
  }
}
