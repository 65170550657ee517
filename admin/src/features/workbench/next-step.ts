import { type ActivityRowFragment } from '#gql'
import { unsaidOf } from '../activities/attendance/unsaid.ts'

/** What settles an activity of the queue: the form that is opened for it. */
export type NextStep = 'hold' | 'attendance' | 'archive'

type Standing = Pick<
  ActivityRowFragment,
  'status' | 'onDay' | 'viewerCan' | 'expectedCount' | 'attendanceRate' | 'leaveCount' | 'absentCount'
>

/** The one thing to do next, out of what the viewer may; none for what is still to come. */
export function nextStepOf(activity: Standing, today: string): NextStep | undefined {
  const may = (action: Standing['viewerCan'][number]) => activity.viewerCan.includes(action)
  if (activity.status === 'PLANNED') return activity.onDay <= today && may('HOLD') ? 'hold' : undefined
  if (unsaidOf(activity) > 0 && may('RECORD_ATTENDANCE')) return 'attendance'
  return may('ARCHIVE') ? 'archive' : undefined
}
