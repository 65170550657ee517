/** What an answer cost once it is there: one point for each of its values, in the same coin as the estimate. */
export function actualCost(data: unknown): number {
  if (typeof data !== 'object' || data === null) return 0
  let cost = 0
  if (Array.isArray(data)) for (const item of data) cost += actualCost(item)
  else for (const value of Object.values(data)) cost += 1 + actualCost(value)
  return cost
}
