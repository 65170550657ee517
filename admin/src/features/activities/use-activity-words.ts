import { Archive, Ban, CalendarClock, CalendarX2, CircleCheck } from '@lucide/vue'
import { type Component } from 'vue'
import { useI18n } from 'vue-i18n'
import { type ActivityStatus, type AttendanceStatus } from '#gql'
import { type StateTone } from '#ui/feedback/StateTag.vue'
import { today } from '#ui/format/day.ts'

export const activityStatuses: readonly ActivityStatus[] = ['PLANNED', 'HELD', 'ARCHIVED', 'CANCELLED']

export interface StateWords {
  readonly label: string
  readonly tone: StateTone
  readonly icon: Component
}

/** The words for activities: states, attendance, categories. */
export function useActivityWords() {
  const { t, te } = useI18n()

  /** How an activity stands; one that should have been held by now says so. */
  function stateOf(activity: { readonly status: ActivityStatus; readonly onDay: string }): StateWords {
    if (activity.status === 'PLANNED' && activity.onDay < today())
      return { label: t('activities.overdue'), tone: 'warning', icon: CalendarX2 }
    const looks: Record<ActivityStatus, { tone: StateTone; icon: Component }> = {
      PLANNED: { tone: 'progress', icon: CalendarClock },
      HELD: { tone: 'success', icon: CircleCheck },
      ARCHIVED: { tone: 'neutral', icon: Archive },
      CANCELLED: { tone: 'neutral', icon: Ban },
    }
    return { label: t(`activities.status.${activity.status}`), ...looks[activity.status] }
  }

  return {
    stateOf,
    statusName: (status: ActivityStatus) => t(`activities.status.${status}`),
    attendanceName: (status: AttendanceStatus) => t(`activities.attendance.status.${status}`),
    categoryName: (category: string) => (te(`activities.category.${category}`) ? t(`activities.category.${category}`) : category),
    expectationName: (expects: string) => (te(`activities.expects.${expects}`) ? t(`activities.expects.${expects}`) : expects),
  }
}
