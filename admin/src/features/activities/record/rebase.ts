/** What a person wrote, carried over to a newer state of the same thing. */
export interface Rebased<Values> {
  /** What he changed as he wrote it, the rest as it is now. */
  readonly values: Values
  /** What both changed, and not alike: somebody has to choose. */
  readonly differing: readonly (keyof Values)[]
}

/** Holds what was begun with, what was made of it, and what it has become against each other. */
export function rebased<Values extends object>(base: Values, mine: Values, theirs: Values): Rebased<Values> {
  const keys = Object.keys(theirs) as (keyof Values)[]
  const changed = keys.filter((key) => !same(mine[key], base[key]))
  const values = { ...theirs, ...Object.fromEntries(changed.map((key) => [key, mine[key]])) }
  const differing = changed.filter((key) => !same(theirs[key], base[key]) && !same(theirs[key], mine[key]))
  return { values, differing }
}

/** Only what was changed, for an update that leaves the rest alone. */
export function changes<Values extends object>(base: Values, mine: Values): Partial<Values> {
  const changed = (Object.keys(mine) as (keyof Values)[]).filter((key) => !same(mine[key], base[key]))
  return Object.fromEntries(changed.map((key) => [key, mine[key]])) as Partial<Values>
}

function same(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b)
}
