import { covers, type Scope } from '../../../platform/access/scope.ts'
import { type ReadContext } from '../../../platform/graph/statement.ts'
import { type CountModel, type CountRequest } from './model.ts'

/**
 * Whether the viewer may see every person that a count may take in: members:read, and what the dimensions and the filter tell beyond it,
 * wherever he may count. Otherwise figures about persons are told in steps, and no ledger names them.
 */
export function seesPersons(model: CountModel, request: CountRequest, context: Pick<ReadContext, 'scope'>): boolean {
  const counted = context.scope(model.permission)
  const further = model.personal?.(request) ?? null
  return takesIn(context.scope('members:read'), counted) && (further === null || takesIn(context.scope(further), counted))
}

function takesIn(one: Scope, other: Scope): boolean {
  return one.everything || (!other.everything && other.roots.every((root) => covers(one, root)))
}
