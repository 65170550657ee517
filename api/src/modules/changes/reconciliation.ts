import { compileVisible } from '../../platform/graph/clauses.ts'
import { type Compiled } from '../../platform/graph/compile.ts'
import { type Statement } from '../../platform/graph/statement.ts'
import { type FeedEntity } from './feed-entities.ts'
import { type ReconcileDifferenceType, type ReconcilePartType, type ReconcileRange, type ReconciliationType } from './reconcile.type.ts'

/** A range is told in so many parts, until it is small enough to be told object by object. */
const parts = 32
const mostRows = 200

/** A part of a range as the statement finds it. */
export interface FoundPart {
  /** Which of the ranges, from 1. */
  readonly range: number
  /** How many objects the whole range holds. */
  readonly size: number
  /** The first id in the part. */
  readonly first: string
  readonly count: number
  /** The sum of the digests of its objects, as a decimal. */
  readonly sum: string
  readonly rows: readonly (readonly [string, number])[] | null
}

/** The statement that takes all ranges to parts: what the viewer sees in each, counted and digested. */
export function compileParts(
  { graph, within }: FeedEntity,
  ranges: readonly ReconcileRange[],
  organization: string | null,
  q: Statement,
): Compiled {
  const t = q.alias()
  const [from, to] = [q.param(ranges.map((range) => range.from ?? lowest)), q.param(ranges.map((range) => range.to ?? null))]
  const inRange = [`${t}.id >= a.first`, `(a.beyond IS NULL OR ${t}.id < a.beyond)`]
  const visible = compileVisible(graph, t, `${t}.id, ${t}.version`, q, [
    ...inRange,
    ...(organization === null ? [] : [within(t, q, organization)]),
  ])
  const digest = `('x' || left(encode(sha256(convert_to(p.id::text || ':' || p.version, 'UTF8')), 'hex'), 16))::bit(64)::bigint`
  return {
    sql: `(SELECT coalesce(json_agg(r ORDER BY r.range, r.part), '[]'::json) FROM (
      SELECT p.range, (p.at * ${parts} / p.size)::int AS part, min(p.size)::int AS size, min(p.id::text) AS first, count(*)::int AS count, sum(${digest})::text AS sum,
        CASE WHEN min(p.size) <= ${mostRows} THEN json_agg(json_build_array(p.id, p.version) ORDER BY p.id) END AS rows
      FROM (
        SELECT a.range, v.id, v.version, row_number() OVER (PARTITION BY a.range ORDER BY v.id) - 1 AS at, count(*) OVER (PARTITION BY a.range) AS size
        FROM unnest(${from}::uuid[], ${to}::uuid[]) WITH ORDINALITY AS a (first, beyond, range) CROSS JOIN LATERAL (${visible}) v
      ) p GROUP BY 1, 2
    ) r)`,
    finish: null,
  }
}

/** Which ranges of a copy differ from what was found, and how. */
export function compared(ranges: readonly ReconcileRange[], found: readonly FoundPart[]): ReconciliationType {
  const differences = ranges.flatMap((range, at) => {
    const own = found.filter((part) => part.range === at + 1)
    const count = own.reduce((sum, part) => sum + part.count, 0)
    const digest = hex(own.reduce((sum, part) => sum + BigInt(part.sum), 0n))
    return count === range.count && digest === range.digest ? [] : [difference(range, own, count)]
  })
  return { equal: differences.length === 0, differences }
}

function difference({ from = null, to = null }: ReconcileRange, own: readonly FoundPart[], count: number): ReconcileDifferenceType {
  if (count <= mostRows) {
    const rows = own.flatMap((part) => part.rows ?? []).map(([id, version]) => ({ id, version }))
    return { from, to, count, parts: null, rows }
  }
  const pieces = own.map((part, at): ReconcilePartType => ({
    from: at === 0 ? from : part.first,
    to: own[at + 1]?.first ?? to,
    count: part.count,
    digest: hex(BigInt(part.sum)),
  }))
  return { from, to, count, parts: pieces, rows: null }
}

function hex(sum: bigint): string {
  return BigInt.asUintN(64, sum).toString(16).padStart(16, '0')
}

const lowest = '00000000-0000-0000-0000-000000000000'
