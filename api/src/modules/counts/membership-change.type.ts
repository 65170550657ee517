import { countTypes } from './engine/count-types.ts'
import { MembershipChangeFilter } from './membership-change.inputs.ts'
import { membershipChangeModel } from './membership-change.model.ts'

export const {
  Args: MembershipChangeCountArgs,
  Counts: MembershipChangeCounts,
  Row: MembershipChangeCountRow,
  Dimensions: MembershipChangeDimensions,
} = countTypes(membershipChangeModel, MembershipChangeFilter, 'Which changes; all in scope when absent.')
