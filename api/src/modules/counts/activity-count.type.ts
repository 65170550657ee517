import { ActivityFilter } from '../activities/index.ts'
import { activityCountModel } from './activity-count.model.ts'
import { countTypes } from './engine/count-types.ts'

export const {
  Args: ActivityCountArgs,
  Counts: ActivityCounts,
  Row: ActivityCountRow,
  Dimensions: ActivityDimensions,
} = countTypes(
  activityCountModel,
  ActivityFilter,
  'Which activities, as in the list; without `statuses` those that were held (HELD, ARCHIVED).',
)
