import { type ActivityDimension } from '#gql'
import { holdingKinds } from '../../activities/use-activities.ts'
import { activityStatuses } from '../../activities/use-activity-words.ts'
import { periodNames } from '#ui/format/period.ts'
import { choice, choices, day, optional } from '#ui/url/url-fields.ts'
import { ordered } from './ordered-field.ts'
import { charts, depths, dimensions, type Measure, measures, mostDimensions, orders } from './report.ts'

/** The whole state of the page, as it stands in the address. */
export const countFields = {
  by: ordered<ActivityDimension>(dimensions, ['ORGANIZATION', 'MONTH'], mostDimensions),
  measures: ordered<Measure>(measures, ['count']),
  depth: choice(depths, '1'),
  period: choice([...periodNames, 'all', 'custom'], 'this-year'),
  from: day(),
  to: day(),
  kinds: choices(holdingKinds),
  types: choices(),
  statuses: choices(activityStatuses),
  order: choice(orders, 'DIMENSIONS'),
  chart: choice(charts, 'bar'),
  /** The measure that the chart and a table with columns show; the first of those chosen when absent. */
  show: choice(measures, 'count'),
  /** Whose activities the drawer lists. */
  cell: optional(),
}
