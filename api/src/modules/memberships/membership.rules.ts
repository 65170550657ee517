import {
  admissionObstacles,
  findTransition,
  holdingObstacles,
  isEnding,
  type MembershipVerb,
  type Obstacle,
  openStatusesOf,
  type Rules,
  transitionObstacles,
  transitions,
  transitionsFrom,
} from '@qizhi/rulebook'
import { type LockedOrganization } from '../organizations/index.ts'
import { type LockedMembership, type LockedPerson, type Period } from './membership-directory.ts'
import { type MembershipAction, type MembershipEnding, type MembershipKind, type MembershipStatus } from './membership.enums.ts'

/** The statuses to which the rule book's table leads from this one. */
export function nextStatuses(kind: MembershipKind, status: MembershipStatus): MembershipStatus[] {
  const open = transitionsFrom(kind, status).filter(({ to }) => !isEnding(to))
  return open.map(({ to }) => to as MembershipStatus)
}

/** How a membership in this status may end. */
export function endingsFrom(kind: MembershipKind, status: MembershipStatus): MembershipEnding[] {
  const ends = transitionsFrom(kind, status).filter(({ to }) => isEnding(to))
  // two ways may lead to one ending: a probationary member is removed by disqualification, too
  return [...new Set(ends.map(({ to }) => to as MembershipEnding))]
}

/** What the table lets anybody do with an open membership in this status. */
export function actionsFrom(kind: MembershipKind, status: MembershipStatus): MembershipAction[] {
  const actions: MembershipAction[] = []
  if (nextStatuses(kind, status).length > 0) actions.push('CHANGE_STATUS')
  if (findTransition(kind, status, 'TRANSFER_OUT') !== undefined) actions.push('TRANSFER')
  if (endingsFrom(kind, status).length > 0) actions.push('END')
  return actions
}

/** Whether memberships of the kind have such a status at all. */
export function isStatusOf(kind: MembershipKind, status: MembershipStatus): boolean {
  return (openStatusesOf(kind) as readonly string[]).includes(status)
}

/** How a membership opens in a status: somebody new applies or joins, any other status is put on record as it is held already. */
export function openingVerb(kind: MembershipKind, status: MembershipStatus): MembershipVerb {
  if (findTransition(kind, null, 'APPLY', status) !== undefined) return 'APPLY'
  return findTransition(kind, null, 'JOIN', status) === undefined ? 'REGISTER' : 'JOIN'
}

interface Opening {
  readonly kind: MembershipKind
  readonly status: MembershipStatus
  readonly validFrom: string
  readonly verb: MembershipVerb
}

/** What of an organisation decides whether it may hold a membership. */
type Held = Pick<LockedOrganization, 'kind' | 'level' | 'establishedOn' | 'dissolvedOn'>

/** What the rule book has against opening a membership; `periods` are the person's own of this kind. */
export function openingObstacles(opening: Opening, person: Pick<LockedPerson, 'birthDate'>, organization: Held, periods: readonly Period[], rules: Rules): Obstacle[] {
  const { kind, status, validFrom, verb } = opening
  const expelled = periods.find((period) => period.ending === 'EXPELLED')
  const obstacles = admissionObstacles(
    { kind, verb, status, on: validFrom, birthDate: person.birthDate, organization, hasOpenMembership: periods.some((period) => period.to === null), expelledOn: expelled?.to ?? null },
    rules,
  )
  return [...obstacles, ...(obstacles.length === 0 ? gone(kind, organization, rules) : [])]
}

/** What the rule book has against another status from a day on. */
export function statusObstacles(membership: LockedMembership, status: MembershipStatus, on: string, rules: Rules): Obstacle[] {
  const way = transitionsFrom(membership.kind, membership.status).find(({ to }) => to === status)
  // where no way leads, the refusal names the step that leads there from elsewhere
  const verb = way?.verb ?? transitions.find(({ kind, from, to }) => kind === membership.kind && from !== null && to === status)?.verb ?? 'REGISTER'
  return stepObstacles(membership, verb, on, rules)
}

/** What the rule book has against an ending on a day; several steps may lead to one ending, and one that is free is enough. */
export function endingObstacles(membership: LockedMembership, ending: Exclude<MembershipEnding, 'STATUS_CHANGED'>, on: string, rules: Rules): Obstacle[] {
  const ways = transitionsFrom(membership.kind, membership.status).filter(({ to }) => to === ending)
  const verbs = ways.length > 0 ? ways.map(({ verb }) => verb) : [transitions.find(({ to }) => to === ending)!.verb]
  const attempts = verbs.map((verb) => stepObstacles(membership, verb, on, rules))
  return attempts.find((obstacles) => obstacles.length === 0) ?? attempts[0]!
}

/** What the rule book has against a transfer to an organisation on a day. */
export function transferObstacles(membership: LockedMembership, target: Held, on: string, rules: Rules): Obstacle[] {
  const obstacles = [...stepObstacles(membership, 'TRANSFER_OUT', on, rules), ...holdingObstacles(membership.kind, target, on, rules)]
  return [...obstacles, ...(obstacles.length === 0 ? gone(membership.kind, target, rules) : [])]
}

/** A membership that lasts cannot be held in what was dissolved since. */
function gone(kind: MembershipKind, organization: Held, rules: Rules): Obstacle[] {
  return organization.dissolvedOn === null ? [] : holdingObstacles(kind, organization, organization.dissolvedOn, rules)
}

function stepObstacles(membership: LockedMembership, verb: MembershipVerb, on: string, rules: Rules): Obstacle[] {
  const { kind, status: from, person } = membership
  // terms run from the day of the status, wherever it was held; a day before the present period is out of order
  const since = on < membership.from ? membership.from : heldSince(membership)
  return transitionObstacles({ kind, from, verb, on, since, birthDate: person.birthDate }, rules)
}

/** The day on which the present status began: a transfer does not begin it anew. */
export function heldSince({ status, from, earlier }: Pick<LockedMembership, 'status' | 'from' | 'earlier'>): string {
  const before = earlier.find((period) => period.to === from && period.status === status && period.ending === 'TRANSFERRED_OUT')
  return before === undefined ? from : heldSince({ status, from: before.from, earlier: earlier.filter((period) => period.from < before.from) })
}
