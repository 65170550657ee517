import { findTransition, isEnding, type MembershipStatus as RuleStatus, transitionsFrom } from '@qizhi/rulebook'
import { type MembershipAction, type MembershipKind, type MembershipStatus } from './membership.enums.ts'

/** The statuses to which the rule book's table leads from this one. */
export function nextStatuses(kind: MembershipKind, status: MembershipStatus): MembershipStatus[] {
  return waysOn(kind, status).map(({ to }) => to as MembershipStatus)
}

/** What the table lets anybody do with an open membership in this status. */
export function actionsFrom(kind: MembershipKind, status: MembershipStatus): MembershipAction[] {
  const actions: MembershipAction[] = []
  if (waysOn(kind, status).length > 0) actions.push('CHANGE_STATUS')
  if (findTransition(kind, status, 'TRANSFER_OUT') !== undefined && findTransition(kind, null, 'TRANSFER_IN', status) !== undefined) actions.push('TRANSFER')
  if (transitionsFrom(kind, status).some(({ to }) => isEnding(to))) actions.push('END')
  return actions
}

function waysOn(kind: MembershipKind, status: RuleStatus) {
  return transitionsFrom(kind, status).filter(({ to }) => !isEnding(to))
}
