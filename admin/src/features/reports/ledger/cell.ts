/** A figure by the keys of its row and of its column, as the table tells them; a total has none. */
export type Cell = readonly [rowKeys: readonly (string | null)[], columnKeys: readonly (string | null)[]]

/** Reads a cell out of an address; undefined for what is none. */
export function readCell(text: string | undefined): Cell | undefined {
  if (text === undefined) return undefined
  const value = parsed(text)
  const isKeys = (keys: unknown): keys is (string | null)[] =>
    Array.isArray(keys) && keys.length <= 10 && keys.every((key) => key === null || typeof key === 'string')
  return Array.isArray(value) && value.length === 2 && isKeys(value[0]) && isKeys(value[1]) ? [value[0], value[1]] : undefined
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
