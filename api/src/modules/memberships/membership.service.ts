import { rulesAsOf } from '@qizhi/rulebook'
import { type Actor, type Transaction, type Writer } from '../../platform/database/write.ts'
import { AppError } from '../../platform/errors/app-error.ts'
import { userError } from '../../platform/errors/user-error.ts'
import { type UserError } from '../../platform/errors/user-error.type.ts'
import { findAndLockOrganization, findAndLockOrganizations } from '../organizations/index.ts'
import { isKnownTo, type LockedMembership, lockMembership, type Period, periodsOf, type Persons } from './membership-directory.ts'
import { type ChangeMembershipStatusInput, type EndMembershipInput, type MembershipPayload, type OpenMembershipInput, type TransferMemberInput } from './membership.inputs.ts'
import { continuePeriod, endPeriod, openPeriod } from './membership-periods.ts'
import { membershipRefusals } from './membership-refusals.ts'
import { endingObstacles, isStatusOf, openingObstacles, openingVerb, statusObstacles, transferObstacles } from './membership.rules.ts'

/** Opening, changing, transferring and ending memberships, along the ways of the rule book. */
export class MembershipService {
  constructor(
    private readonly writer: Writer,
    private readonly persons: Persons,
  ) {}

  /** The same use cases as parts of one that is open already. */
  within(tx: Transaction): MembershipService {
    return new MembershipService(this.writer.within(tx), this.persons)
  }

  open(actor: Actor, input: OpenMembershipInput): Promise<MembershipPayload> {
    return this.writer.write(actor, 'membership.open', input, async (tx) => {
      const { kind, status, validFrom } = input
      const person = await this.persons.lock(tx, input.memberId)
      if (person === null || !isKnownTo(tx, person, 'members:read')) throw new AppError('NOT_FOUND')
      const refused = (...userErrors: UserError[]): MembershipPayload => ({ membershipId: null, memberId: person.id, userErrors })
      const organization = await findAndLockOrganization(tx, input.organizationId, 'members:write')
      if (organization === null) return refused(userError('NOT_FOUND', 'membership.organizationNotFound', { field: 'organizationId' }))
      const errors = notInFuture(tx, validFrom, 'validFrom')
      if (!isStatusOf(kind, status)) errors.push(userError('INVALID', 'membership.statusOfKind', { field: 'status' }))
      if (errors.length > 0) return refused(...errors)

      const periods = await periodsOf(tx, person.id, kind)
      const rules = rulesAsOf(validFrom)
      const obstacles = openingObstacles({ kind, status, validFrom, verb: openingVerb(kind, status) }, person, organization, periods, rules)
      if (obstacles.length > 0) return refused(...membershipRefusals(obstacles, rules, openingFields))
      const id = overlaps(periods, validFrom) ? null : await openPeriod(tx, { memberId: person.id, kind, organizationId: organization.id, status, from: validFrom })
      if (id === null) return refused(userError('CONFLICT', 'membership.overlaps', { field: 'validFrom', params: { earliest: periods[0]?.to ?? validFrom } }))
      tx.audit({ entity: 'Membership', entityId: id, organizationId: organization.id, after: { kind, status, organization: organization.name, validFrom } })
      return { membershipId: id, memberId: person.id, userErrors: [] }
    })
  }

  changeStatus(actor: Actor, input: ChangeMembershipStatusInput): Promise<MembershipPayload> {
    return this.change(actor, 'membership.changeStatus', input.id, input, async (tx, membership) => {
      const { status, effectiveOn } = input
      if (!isStatusOf(membership.kind, status)) return [userError('INVALID', 'membership.statusOfKind', { field: 'status' })]
      const rules = rulesAsOf(effectiveOn)
      const obstacles = statusObstacles(membership, status, effectiveOn, rules)
      if (obstacles.length > 0) return membershipRefusals(obstacles, rules, { step: 'status', day: 'effectiveOn' })
      const id = await continuePeriod(tx, membership, { status, on: effectiveOn, ending: 'STATUS_CHANGED' })
      tx.audit({ entity: 'Membership', entityId: id, organizationId: membership.organizationId, before: { status: membership.status }, after: { status, effectiveOn } })
      return id
    })
  }

  transfer(actor: Actor, input: TransferMemberInput): Promise<MembershipPayload> {
    return this.change(actor, 'membership.transfer', input.membershipId, input, async (tx, membership) => {
      const { toOrganizationId, effectiveOn } = input
      if (toOrganizationId === membership.organizationId) return [userError('INVALID', 'membership.sameOrganization', { field: 'toOrganizationId' })]
      const wanted = [membership.organizationId, toOrganizationId].map((each) => [each, 'members:write'] as const)
      const locked = await findAndLockOrganizations(tx, new Map(wanted))
      const [source, target] = [locked.get(membership.organizationId), locked.get(toOrganizationId)]
      if (source === undefined || target === undefined) return [userError('NOT_FOUND', 'membership.organizationNotFound', { field: 'toOrganizationId' })]
      const rules = rulesAsOf(effectiveOn)
      const obstacles = transferObstacles(membership, target, effectiveOn, rules)
      if (obstacles.length > 0) return membershipRefusals(obstacles, rules, { organization: 'toOrganizationId', day: 'effectiveOn' })
      const id = await continuePeriod(tx, membership, { organizationId: target.id, on: effectiveOn, ending: 'TRANSFERRED_OUT' })
      tx.audit({ entity: 'Membership', entityId: id, organizationId: target.id, before: { organization: source.name }, after: { organization: target.name, effectiveOn } })
      return id
    })
  }

  end(actor: Actor, input: EndMembershipInput): Promise<MembershipPayload> {
    return this.change(actor, 'membership.end', input.id, input, async (tx, membership) => {
      const { ending, effectiveOn } = input
      if (ending === 'STATUS_CHANGED') return [userError('INVALID', 'membership.endingByChange', { field: 'ending' })]
      const rules = rulesAsOf(effectiveOn)
      const obstacles = endingObstacles(membership, ending, effectiveOn, rules)
      if (obstacles.length > 0) return membershipRefusals(obstacles, rules, { step: 'ending', day: 'effectiveOn' })
      const id = await endPeriod(tx, membership, effectiveOn, ending)
      tx.audit({ entity: 'Membership', entityId: membership.id, organizationId: membership.organizationId, before: { status: membership.status }, after: { ending, effectiveOn } })
      return id
    })
  }

  /** A change of one open membership: locked, as it was seen, and not in the future. The step returns the period that is left, or why not. */
  private change(
    actor: Actor,
    action: string,
    id: string,
    input: { readonly idempotencyKey?: string | null; readonly version: number; readonly effectiveOn: string },
    step: (tx: Transaction, membership: LockedMembership) => Promise<string | null | UserError[]>,
  ): Promise<MembershipPayload> {
    return this.writer.write(actor, action, input, async (tx) => {
      const membership = await lockMembership(tx, this.persons, id, 'members:write')
      const errors = [...changeable(membership, input.version), ...notInFuture(tx, input.effectiveOn, 'effectiveOn')]
      const outcome = errors.length > 0 ? errors : await step(tx, membership)
      const { memberId } = membership
      return Array.isArray(outcome) ? { membershipId: membership.id, memberId, userErrors: outcome } : { membershipId: outcome, memberId, userErrors: [] }
    })
  }
}

const openingFields = { kind: 'kind', organization: 'organizationId', step: 'status', day: 'validFrom' }

function changeable({ version, to }: Period, seen: number): UserError[] {
  if (version !== seen) return [userError('STALE_VERSION', 'membership.stale', { field: 'version', params: { version } })]
  return to === null ? [] : [userError('CONFLICT', 'membership.ended', { params: { day: to } })]
}

function notInFuture(tx: Transaction, day: string, field: string): UserError[] {
  return day > tx.today ? [userError('INVALID', 'membership.future', { field, params: { day } })] : []
}

/** A membership that lasts from a day on overlaps whatever ended after that day. */
function overlaps(periods: readonly Period[], from: string): boolean {
  return periods.some((period) => period.to === null || period.to > from)
}
