import { canCompare, type Definition } from '../definition/definition.ts'

/** How many of the settings behind the button are not at rest, and take effect. */
export function activeSettings(definition: Definition): number {
  const { tree, having, orderBy, first, emptyGroups, compare, showTotals, showShares, columns, parameters } = definition
  return [
    tree === 'AS_IT_WAS' || parameters.asOf !== null,
    having.some(({ from, to }) => from !== null || to !== null),
    columns.length === 0 && orderBy !== null,
    columns.length === 0 && first !== null,
    emptyGroups,
    compare !== null && canCompare(definition),
    !showTotals,
    showShares,
  ].filter(Boolean).length
}
