import fc from 'fast-check'

/** What the count on paper knows of an activity. */
export interface PaperActivity {
  readonly organization: string
  readonly type: string
  readonly day: string
  readonly status: 'PLANNED' | 'HELD' | 'ARCHIVED' | 'CANCELLED'
  readonly expected: number
  readonly present: number
  readonly observers: number
  readonly persons: readonly number[]
}

/** An organisation, and what it stands below now. */
export interface PaperNode {
  readonly code: string
  readonly kind: string
  parent: string | null
}

export const types = ['BRANCH_MEETING', 'THEME_DAY', 'PARTY_LECTURE']
const days = ['2025-12-31', '2026-01-01', '2026-01-31', '2026-02-01', '2026-03-31', '2026-04-01', '2026-12-31']

/** Two trees and what was held in them. */
interface PaperBureau {
  readonly nodes: ReadonlyMap<string, PaperNode>
  readonly activities: readonly PaperActivity[]
}

/** P0 ─ P1, P2 ─ P3 … ; T0 ─ T1: two trees, the first three levels deep. */
export const tree: [string, string, string | null][] = [
  ['P0', 'COMMITTEE', null],
  ['P1', 'GENERAL_BRANCH', 'P0'],
  ['P2', 'GENERAL_BRANCH', 'P0'],
  ['P3', 'BRANCH', 'P1'],
  ['P4', 'BRANCH', 'P1'],
  ['P5', 'BRANCH', 'P2'],
  ['P6', 'BRANCH', 'P0'],
  ['T0', 'COMMITTEE', null],
  ['T1', 'COMMITTEE', 'T0'],
]

/** A count that is asked for. */
export interface PaperRequest {
  readonly by: readonly string[]
  readonly depth: number
  readonly filter: { organization?: string; from?: string; to?: string; kinds?: string[]; types?: string[]; statuses?: string[] }
}

/** The count as anybody would make it on paper, by what the dimensions say, joined by `|`. */
export function countOnPaper(
  { nodes, activities }: PaperBureau,
  { by, depth, filter }: PaperRequest,
): Map<string, { count: number; attendances: number; rate: number | null; persons: number; codes: number }> {
  const statuses = filter.statuses ?? ['HELD', 'ARCHIVED']
  const groups = new Map<string, PaperActivity[]>()
  if (by.length === 0) groups.set('', [])
  for (const held of activities) {
    const line = ancestry(nodes, held.organization)
    const kind = nodes.get(held.organization)!.kind
    if (filter.organization !== undefined && !line.includes(filter.organization)) continue
    if (!statuses.includes(held.status)) continue
    if (filter.kinds !== undefined && !filter.kinds.includes(kind)) continue
    if (filter.types !== undefined && !filter.types.includes(held.type)) continue
    if (filter.from !== undefined && held.day < filter.from) continue
    if (filter.to !== undefined && held.day > filter.to) continue
    const top = filter.organization === undefined ? 0 : line.indexOf(filter.organization)
    const values: Record<string, string> = {
      KIND: kind,
      TYPE: held.type,
      ORGANIZATION: line[Math.min(line.length - 1, top + depth)]!,
      MONTH: held.day.slice(0, 7),
      QUARTER: `${held.day.slice(0, 4)}-Q${Math.ceil(Number(held.day.slice(5, 7)) / 3)}`,
      YEAR: held.day.slice(0, 4),
    }
    const key = by.map((dimension) => values[dimension]).join('|')
    groups.set(key, [...(groups.get(key) ?? []), held])
  }
  return new Map(
    [...groups].map(([key, group]) => {
      const expected = group.reduce((sum, held) => sum + held.expected, 0)
      const expectedPresent = group.reduce((sum, held) => sum + Math.min(held.expected, held.present), 0)
      return [
        key,
        {
          count: group.length,
          attendances: group.reduce((sum, held) => sum + held.present + held.observers, 0),
          rate: expected === 0 ? null : Math.floor((expectedPresent * 20000 + expected) / (2 * expected)),
          persons: new Set(group.flatMap((held) => held.persons)).size,
          codes: group.length,
        },
      ]
    }),
  )
}

function ancestry(nodes: PaperBureau['nodes'], code: string): string[] {
  const above = nodes.get(code)!.parent
  return above === null ? [code] : [...ancestry(nodes, above), code]
}

/** Any count. */
export const requests = fc.record({
  by: fc.uniqueArray(fc.constantFrom('KIND', 'TYPE', 'ORGANIZATION', 'MONTH', 'QUARTER', 'YEAR'), { maxLength: 4 }),
  depth: fc.integer({ min: 0, max: 3 }),
  filter: fc.record(
    {
      organization: fc.constantFrom('P0', 'P1', 'P2', 'P3', 'T0'),
      from: fc.constantFrom('2026-01-01', '2026-01-15', '2026-02-01'),
      to: fc.constantFrom('2026-01-31', '2026-02-10', '2026-12-31'),
      kinds: fc.subarray(['PARTY', 'UNION'], { minLength: 1 }),
      types: fc.subarray(types, { minLength: 1 }),
      statuses: fc.subarray(['PLANNED', 'HELD', 'ARCHIVED', 'CANCELLED'], { minLength: 1 }),
    },
    { requiredKeys: [] },
  ),
})

/** Anything that may happen to the figures. */
export const steps = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constant('hold' as const),
      organization: fc.constantFrom(...tree.map(([code]) => code)),
      type: fc.constantFrom(...types),
      day: fc.constantFrom(...days),
      status: fc.constantFrom('PLANNED' as const, 'HELD' as const, 'ARCHIVED' as const, 'CANCELLED' as const),
      expected: fc.integer({ min: 0, max: 9 }),
      present: fc.integer({ min: 0, max: 9 }),
      observers: fc.integer({ min: 0, max: 3 }),
      persons: fc.uniqueArray(fc.integer({ min: 0, max: 5 })),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant('move' as const),
      code: fc.constantFrom('P3', 'P4', 'P5', 'P6', 'P2'),
      parent: fc.constantFrom('P0', 'P1', 'P2'),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('fold' as const) }) },
)
