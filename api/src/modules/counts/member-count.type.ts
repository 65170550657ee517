import { MemberFilter } from '../members/index.ts'
import { countTypes } from './engine/count-types.ts'
import { memberCountModel } from './member-count.model.ts'

export const {
  Args: MemberCountArgs,
  Counts: MemberCounts,
  Row: MemberCountRow,
  Dimensions: MemberDimensions,
} = countTypes(
  memberCountModel,
  MemberFilter,
  'Which persons, as in the list; of whom the places in or below `organization`, of `placeKinds`, are counted.',
)
