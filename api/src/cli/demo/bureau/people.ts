import { type Day } from '@qizhi/codes'
import { activityType } from '@qizhi/rulebook'
import { expectedMemberships } from '../../../modules/activities/index.ts'
import { type MembershipKind, type MembershipStatus } from '../../../modules/memberships/index.ts'
import { type Holder } from './programme.ts'

/** A period in which somebody belonged somewhere. */
export interface Belonging {
  readonly memberId: string
  readonly name: string
  readonly sex: 'MALE' | 'FEMALE' | 'UNKNOWN'
  readonly retired: boolean
  /** Officials lead: they host, and they are the committee. */
  readonly post: string | null
  readonly kind: MembershipKind
  readonly status: MembershipStatus
  readonly path: string
  readonly from: Day
  readonly to: Day | null
}

/** Who could come to what, on any day. */
export class People {
  constructor(private readonly belongings: readonly Belonging[]) {}

  /** Who is expected at an activity of this type on a day; null where nobody is. */
  expected(typeCode: string, holder: Holder, day: Day): Belonging[] | null {
    const memberships = expectedMemberships(activityType(typeCode)!.expected, holder.kind)
    return memberships === null ? null : this.belonging(memberships.kind, memberships.statuses, holder.path, day)
  }

  /** Whom the holder could invite: its own people; for the women's committee, the women of the union. The officials come first. */
  circle(holder: Holder, day: Day): Belonging[] {
    const invited =
      holder.kind === 'WOMEN'
        ? this.belonging('UNION', ['MEMBER'], '', day).filter(({ sex }) => sex === 'FEMALE')
        : this.belonging(holder.kind as MembershipKind, ['FULL', 'PROBATIONARY', 'MEMBER'], holder.path, day)
    return invited.sort((one, other) => rank(one) - rank(other))
  }

  private belonging(kind: MembershipKind, statuses: readonly string[], path: string, day: Day): Belonging[] {
    return this.belongings.filter(
      (each) =>
        each.kind === kind &&
        statuses.includes(each.status) &&
        each.from <= day &&
        (each.to === null || day < each.to) &&
        `${each.path}/`.startsWith(`${path}/`),
    )
  }
}

const posts = ['科长', '副科长', '研究员', '馆员']

function rank({ post, retired }: Belonging): number {
  const at = posts.indexOf(post ?? '')
  return (retired ? posts.length : 0) + (at === -1 ? posts.length : at)
}
