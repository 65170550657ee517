import { LRUCache } from 'lru-cache'
import { AppError } from '../../errors/app-error.ts'
import { type Database } from '../../database/database.ts'
import { limits } from './limits.ts'

/** Where a principal stands, as of an answer. */
export interface Standing {
  /** Points of cost that can be asked for at once. */
  readonly remaining: number
  /** Seconds until all of it can be asked for again. */
  readonly reset: number
  /** Seconds to wait, where what was asked for was refused. */
  readonly retryAfter?: number
}

interface Held {
  /** Points that the database has given to this process and that nobody has used. */
  credit: number
  /** What was in the bucket then, and when that was, in milliseconds. */
  level: number
  at: number
}

/**
 * A leaky bucket for each principal: what operations cost runs in, so many points a second run off, and what would make it overflow is refused.
 * The buckets stand in the database and go by its clock, so that they hold across processes. A process takes a second's worth at a time and spends it
 * by itself: of many small requests of one principal, few meet the database.
 */
export class RateLimit {
  private readonly held = new LRUCache<string, Held>({ max: 10_000 })
  private taken = 0

  constructor(
    private readonly database: Database,
    private readonly perSecond: number,
  ) {}

  /** Points that can be asked for at once by whoever has not asked for anything lately. */
  get capacity(): number {
    return Math.max(this.perSecond * secondsOfCapacity, 2 * limits.cost)
  }

  /** Takes what an operation is estimated to cost. A standing with `retryAfter` says that it was refused. */
  async take(subject: string, cost: number): Promise<Standing> {
    const held = this.held.get(subject)
    if (held !== undefined && held.credit >= cost && Date.now() - held.at < creditLife) {
      held.credit -= cost
      return this.standing(held)
    }
    const { rows } = await this.database.query({
      name: 'rate-take',
      text: takeSql,
      values: [subject, cost, this.perSecond, this.capacity, this.perSecond],
    })
    const { level, granted } = rows[0] as { level: number; granted: number }
    await this.forgetTheIdle()
    if (granted === 0) {
      const retryAfter = Math.max(1, Math.ceil((level + cost - this.capacity) / this.perSecond))
      return { ...this.standing({ credit: 0, level, at: Date.now() }), retryAfter }
    }
    const settled = { credit: (this.held.get(subject)?.credit ?? 0) + granted - cost, level, at: Date.now() }
    this.held.set(subject, settled)
    return this.standing(settled)
  }

  /** What an operation was estimated to cost beyond what it did. */
  giveBack(subject: string, points: number): void {
    const held = this.held.get(subject)
    if (held !== undefined && points > 0) held.credit += points
  }

  private standing({ credit, level, at }: Held): Standing {
    const left = Math.max(0, level - ((Date.now() - at) / 1000) * this.perSecond)
    return {
      remaining: Math.floor(Math.min(this.capacity, Math.max(0, this.capacity - left + credit))),
      reset: Math.ceil(left / this.perSecond),
    }
  }

  /** A bucket that has run dry is as good as none. */
  private async forgetTheIdle(): Promise<void> {
    this.taken += 1
    if (this.taken % takesPerSweep === 0)
      await this.database.query({ text: `DELETE FROM rate_bucket WHERE at < now() - interval '1 hour'`, values: [] })
  }
}

const secondsOfCapacity = 100

/** In milliseconds: credit that is not used by then is lost to its principal, as much as a second's worth. */
const creditLife = 10_000

const takesPerSweep = 1_000

/**
 * $1 whose bucket, $2 what is needed, $3 what is wanted beside it, $4 how much it holds, $5 what runs off in a second. One row: what is in it now, and how much was
 * given, 0 for nothing. Of several who come at once, each finds what the others left.
 */
const takeSql = `
WITH taken AS (
  INSERT INTO rate_bucket AS b (subject, level, granted, at) VALUES ($1, $2::float8 + $3::float8, $2::float8 + $3::float8, clock_timestamp())
  ON CONFLICT (subject) DO UPDATE SET (level, granted, at) = (
    SELECT n.left + n.given, n.given, clock_timestamp()
    FROM (SELECT l.left, CASE WHEN l.left + $2::float8 + $3::float8 <= $4::float8 THEN $2::float8 + $3::float8 ELSE $2::float8 END AS given
          FROM (SELECT greatest(b.level - $5::float8 * extract(epoch FROM clock_timestamp() - b.at), 0) AS "left") l) n
  )
  WHERE greatest(b.level - $5::float8 * extract(epoch FROM clock_timestamp() - b.at), 0) + $2::float8 <= $4::float8
  RETURNING level, granted
)
SELECT level, granted FROM taken
UNION ALL
SELECT greatest(b.level - $5::float8 * extract(epoch FROM clock_timestamp() - b.at), 0)::float8, 0::float8 FROM rate_bucket b WHERE b.subject = $1 AND NOT EXISTS (SELECT FROM taken)`

/**
 * The fields of draft-ietf-httpapi-ratelimit-headers-10 (`RateLimit-Policy`, `RateLimit`), with cost as the unit of the quota, and
 * `Retry-After` of RFC 9110 where something was refused.
 */
export function rateHeaders(rate: RateLimit, { remaining, reset, retryAfter }: Standing): Record<string, string> {
  return {
    'ratelimit-policy': `"cost";q=${rate.capacity};w=${secondsOfCapacity};qu="cost"`,
    ratelimit: `"cost";r=${remaining};t=${reset}`,
    ...(retryAfter === undefined ? {} : { 'retry-after': String(retryAfter) }),
  }
}

/** @throws AppError THROTTLED, which says for how long */
export function throwIfRefused({ retryAfter }: Standing): void {
  if (retryAfter !== undefined) throw new AppError('THROTTLED', 'query.throttled', { seconds: retryAfter }, { details: { retryAfter } })
}
