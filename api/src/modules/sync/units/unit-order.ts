interface Below {
  readonly row: {
    readonly externalId: string
    readonly code: string | null
    readonly parent: string | null | undefined
    readonly deleted: boolean
  }
}

/** Rows in an order in which parents come before their children, and those whose parents lead back to themselves. */
export function topDown<Row extends Below>(rows: readonly Row[]): { readonly ordered: Row[]; readonly cycles: Row[] } {
  const byName = new Map<string, Row>()
  for (const each of rows) for (const name of [each.row.code, each.row.externalId]) if (name !== null) byName.set(name, each)
  const above = ({ row }: Row) => (row.parent == null || row.deleted ? undefined : byName.get(row.parent))
  const children = new Map<Row, Row[]>()
  const tops: Row[] = []
  for (const each of rows) {
    const parent = above(each)
    if (parent === undefined) tops.push(each)
    else children.set(parent, [...(children.get(parent) ?? []), each])
  }
  const ordered: Row[] = []
  for (let next = tops; next.length > 0; next = next.flatMap((each) => children.get(each) ?? [])) ordered.push(...next)
  const reached = new Set(ordered)
  return { ordered, cycles: rows.filter((each) => !reached.has(each)) }
}
