import { type MembershipDetailFragment, type MembershipKind } from '#gql'
import { membershipKinds } from '../use-member-vocabulary.ts'

/** Somebody's way through one kind of membership: the period that lasts, if any, and all periods, the newest first. */
export interface MembershipCourse {
  readonly kind: MembershipKind
  readonly current: MembershipDetailFragment | undefined
  readonly periods: readonly MembershipDetailFragment[]
}

/** The courses of a member, the Party's first; kinds in which he never was are left out. */
export function coursesOf(memberships: readonly MembershipDetailFragment[]): MembershipCourse[] {
  return membershipKinds.flatMap((kind) => {
    const periods = memberships.filter((membership) => membership.kind === kind).toSorted((a, b) => b.validFrom.localeCompare(a.validFrom))
    return periods.length === 0 ? [] : [{ kind, current: periods.find((period) => period.validTo == null), periods }]
  })
}

/** What became of a period: it lasts, it became another status, moved to another organisation, or the membership ended with it. */
export type Outcome =
  { readonly is: 'LASTS' | 'ENDED' } | { readonly is: 'BECAME' | 'MOVED'; readonly next: MembershipDetailFragment | undefined }

/** Transferred out with a period of the same kind from that very day on means moved within the register. */
export function outcomeOf(period: MembershipDetailFragment, periods: readonly MembershipDetailFragment[]): Outcome {
  if (period.validTo == null) return { is: 'LASTS' }
  const next = periods.find((other) => other.id !== period.id && other.validFrom === period.validTo)
  if (period.ending === 'STATUS_CHANGED') return { is: 'BECAME', next }
  return period.ending === 'TRANSFERRED_OUT' && next ? { is: 'MOVED', next } : { is: 'ENDED' }
}

/** A stretch of the bar that shows a course, in thousandths of its length. */
export interface Stretch {
  readonly id: string
  readonly from: number
  readonly length: number
}

/** Where the periods lie between the first day of the course and today; a gap stays a gap, and the shortest is still to be seen. */
export function stretchesOf(periods: readonly MembershipDetailFragment[], today: string): Stretch[] {
  const start = Math.min(...periods.map((period) => daysOf(period.validFrom)))
  const whole = Math.max(1, daysOf(today) - start)
  const shortest = 12
  return periods.map((period) => {
    const from = Math.min(1000 - shortest, Math.round(((daysOf(period.validFrom) - start) / whole) * 1000))
    const to = Math.round(((daysOf(period.validTo ?? today) - start) / whole) * 1000)
    return { id: period.id, from, length: Math.max(shortest, to - from) }
  })
}

function daysOf(day: string): number {
  return Date.parse(`${day}T00:00:00Z`) / 86_400_000
}
