import { type labels as zh } from './labels.zh-CN.ts'

export const labels: typeof zh = {
  activities: {
    calendar: {
      label: 'Activity calendar',
      month: 'Month',
      week: 'Week',
      span: 'Calendar span',
      today: 'Today',
      previous: { month: 'Previous month', week: 'Previous week' },
      next: { month: 'Next month', week: 'Next week' },
      more: '{count} more',
      count: '{count} activities',
      free: 'Nothing on',
      freeHint: 'No activity of this day matches.',
      outside: 'Outside the period',
      unknown: 'Not loaded yet',
      partial: '{total} activities in all, loaded up to {day}. Narrow them down, or load on.',
      loadMore: 'Load on',
      keys: 'Arrow keys choose a day, PageUp and PageDown turn the page',
      planOn: 'Plan an activity on this day',
    },
  },
}
