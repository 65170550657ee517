import { expect } from '@jest/globals'
import { models } from '../modules/counts/query-check.ts'
import { type PaperBureau, type PaperIds } from './paper-bureau.ts'
import { paperCount, type PaperGroup, type PaperRequest, type PaperRow } from './paper-count.ts'
import { type TestClient } from './test-world.ts'

const nouns = { ACTIVITIES: 'Activity', MEMBERS: 'Member', MEMBERSHIP_CHANGES: 'MembershipChange' }

export type Having = Record<string, { readonly from?: number; readonly to?: number }>

/** What is asked of a count beyond what the paper counts: which of its groups come, and in which order. */
export interface Extra {
  readonly first?: number
  readonly orderBy?: string
  readonly having?: Having
  readonly emptyGroups?: boolean
  readonly subtotals?: readonly string[]
}

/** The measures of a count, by their fields. */
export function measuresOf({ source }: PaperRequest): string[] {
  return Object.keys(models[source].measures)
}

/** Those whose rows add up to the total. */
export function additiveOf({ source }: PaperRequest): string[] {
  return Object.entries(models[source].measures).flatMap(([name, { kind }]) => (kind === 'sum' || kind === 'difference' ? [name] : []))
}

/** Asks a count for everything that it can tell. One statement. */
export async function asked(client: TestClient, ids: PaperIds, request: PaperRequest, extra: Extra = {}) {
  const { source, by, depth, tree, asOf, compare } = request
  const noun = nouns[source]
  const measures = measuresOf(request)
  const figures = `${measures.join(' ')} suppressed comparison { ${measures.map((name) => `${name} { before difference percent }`).join(' ')} }`
  const objects: readonly string[] = ['organization', 'ledBy', 'type', 'education', 'ethnicity']
  const dimensions = Object.values(models[source].dimensions).map(({ field }) => (objects.includes(field) ? `${field} { code }` : field))
  const persons = source === 'MEMBERS' ? '' : 'members(first: 200) { totalCount nodes { code } }'
  const row = `${dimensions.join(' ')} ${figures} share { count } ledger(first: 200) { totalCount nodes { id } } ${persons}`
  const { data, errors, statements } = await client.query(
    `query ($filter: ${noun}Filter, $by: [${noun}Dimension!]!, $depth: Int!, $tree: CountTree!, $asOf: Date, $compare: CountComparison, $having: ${noun}CountHaving, $orderBy: ${noun}CountOrder!, $first: Int!, $emptyGroups: Boolean!, $sub: [${noun}Dimension!]!) {
      counts: ${models[source].name}(filter: $filter, by: $by, organizationDepth: $depth, tree: $tree, asOf: $asOf, compare: $compare, having: $having, orderBy: $orderBy, first: $first, emptyGroups: $emptyGroups) {
        rowCount rows { ${row} } totals { ${figures} } rest { ${figures} } subtotals(by: $sub) { ${row} }
      }
    }`,
    {
      by,
      depth,
      tree,
      asOf,
      compare,
      filter: filterOf(ids, request),
      having: extra.having,
      orderBy: extra.orderBy ?? 'DIMENSIONS',
      first: extra.first ?? 1000,
      emptyGroups: extra.emptyGroups ?? false,
      sub: extra.subtotals ?? [],
    },
  )
  expect({ errors, statements }).toEqual({ errors: [], statements: 1 })
  return data.counts
}

/** The filter with ids in place of codes. */
export function filterOf(ids: PaperIds, { filter }: PaperRequest) {
  return filter.organization === undefined ? filter : { ...filter, organization: ids.get(filter.organization) }
}

/** The key of an answered row as the paper writes it. */
export function keyOf(request: PaperRequest, row: any, by = request.by): string {
  return by
    .map((name) => {
      const value = row[models[request.source].dimensions[name]!.field]
      return String(value?.code ?? value)
    })
    .join('|')
}

/** The groups of the paper that are rows: those that have facts, in either period. Without dimensions there is always one. */
export function groupsOf(bureau: PaperBureau, request: PaperRequest, today: string, roots: readonly string[] | null = null) {
  return new Map(
    [...paperCount(bureau, request, today, roots)].filter(
      ([, { now, before }]) => request.by.length === 0 || now.ledger.size + before.ledger.size > 0,
    ),
  )
}

/** Whether a group's figures lie in the ranges; what is null lies in none. */
export function passes(having: Having, { now }: PaperRow): boolean {
  return Object.entries(having).every(([name, { from, to }]) => {
    const value = now.measures()[name]!
    return (from === undefined && to === undefined) || (value !== null && value >= (from ?? value) && value <= (to ?? value))
  })
}

/** Holds figures, and those of the earlier period, against paper. */
export function expectFigures(request: PaperRequest, figures: any, { now, before }: PaperRow): void {
  const names = measuresOf(request)
  const pick = (group: PaperGroup) => Object.fromEntries(names.map((name) => [name, group.measures()[name]!]))
  const [is, was] = [pick(now), pick(before)]
  expect(Object.fromEntries(names.map((name) => [name, figures[name]]))).toEqual(is)
  expect(figures.suppressed).toBe(false)
  if (request.compare === null) {
    expect(figures.comparison).toBeNull()
    return
  }
  const compared = (name: string) => ({
    before: was[name],
    difference: less(is[name]!, was[name]!),
    percent: percent(is[name]!, was[name]!),
  })
  expect(figures.comparison).toEqual(Object.fromEntries(names.map((name) => [name, compared(name)])))
}

/** Holds a row, its share and the rows behind it against paper. */
export function expectRow(request: PaperRequest, ids: PaperIds, row: any, paper: PaperRow, total: number): void {
  expectFigures(request, row, paper)
  expect(row.share.count).toBe(total > 0 ? Math.floor((row.count * 20000 + total) / (2 * total)) : null)
  if (request.source !== 'MEMBERS') {
    expect(row.members.totalCount).toBe(row.distinctMembers)
    expect(row.members.nodes.map(({ code }: { code: string }) => code).sort()).toEqual([...paper.now.persons].sort())
  }
  expect(row.ledger.totalCount).toBe(paper.now.ledger.size)
  expect(new Set(row.ledger.nodes.map(({ id }: { id: string }) => id))).toEqual(new Set([...paper.now.ledger].map((name) => ids.get(name))))
}

function less(is: number | null, was: number | null): number | null {
  return is === null || was === null ? null : is - was
}

function percent(is: number | null, was: number | null): number | null {
  return is === null || was === null || was <= 0 ? null : Math.floor(((is - was) * 20000 + was) / (2 * was))
}
