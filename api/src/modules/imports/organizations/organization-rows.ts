import { type OrganizationRecord } from './organization-record.ts'

/** The records of a file held against each other: one for each code, parents before their children. */
export interface OrganizationRows {
  readonly ordered: readonly OrganizationRecord[]
  /** Rows that say again what another one says. */
  readonly repeated: readonly OrganizationRecord[]
  readonly byCode: ReadonlyMap<string, OrganizationRecord>
}

/** Finds rows that repeat or contradict each other, and brings the others into an order in which they can be made. */
export function orderOrganizations(records: readonly OrganizationRecord[]): OrganizationRows {
  const byCode = new Map<string, OrganizationRecord>()
  const repeated: OrganizationRecord[] = []
  for (const [code, sameCode] of grouped(records)) {
    const [first, ...others] = sameCode
    byCode.set(code, first)
    const differ = others.some(({ row }) => row.content !== first.row.content)
    if (differ)
      for (const { row } of sameCode) row.note('ORGANIZATION_CODE_TWICE', 'code', { lines: sameCode.map(({ line }) => line).join('、') })
    else for (const { row } of others) row.note('ROW_REPEATED', null, { line: first.line })
    repeated.push(...others)
  }
  return { ordered: inOrder(byCode), repeated, byCode }
}

function grouped(records: readonly OrganizationRecord[]): Map<string, [OrganizationRecord, ...OrganizationRecord[]]> {
  const groups = new Map<string, [OrganizationRecord, ...OrganizationRecord[]]>()
  for (const record of records) {
    // rows without a usable code are refused one by one
    const key = record.code === '' ? `row ${record.line}` : record.code
    const group = groups.get(key)
    if (group === undefined) groups.set(key, [record])
    else group.push(record)
  }
  return groups
}

/** Parents before those that name them, and Party organisations before those that they lead. A row whose parents lead back to itself is refused. */
function inOrder(byCode: ReadonlyMap<string, OrganizationRecord>): OrganizationRecord[] {
  const ordered = new Set<OrganizationRecord>()
  for (const record of byCode.values()) {
    const way = new Set<OrganizationRecord>()
    let above: OrganizationRecord | undefined = record
    while (above !== undefined && !ordered.has(above) && !way.has(above)) {
      way.add(above)
      above = above.parentCode === null ? undefined : byCode.get(above.parentCode)
    }
    const upwards = [...way]
    if (above !== undefined && way.has(above))
      for (const { row } of upwards.slice(upwards.indexOf(above))) row.note('PARENT_CYCLE', 'parentCode')
    for (const each of upwards.reverse()) ordered.add(each)
  }
  return [...ordered].sort((one, other) => Number(one.kind !== 'PARTY') - Number(other.kind !== 'PARTY'))
}
