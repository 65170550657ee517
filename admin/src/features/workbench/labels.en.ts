import { type labels as zh } from './labels.zh-CN.ts'

export const labels: typeof zh = {
  workbench: {
    figures: 'What is waiting',
    group: { overdue: 'Overdue', today: 'Today', week: 'This week', held: 'To be closed' },
    hint: {
      overdue: 'The planned day has passed; not stated as held',
      today: 'Planned for today',
      week: 'Planned from tomorrow to Sunday',
      held: 'Held; attendance or archiving is missing',
    },
    record: 'Record attendance',
    unsaid: '{count} people not recorded',
    late: '{days} days late',
    more: 'Show more',
    rest: '{count} more',
    empty: 'Nothing is waiting for you',
    emptyHint:
      'Activities that need you stand here by their day: overdue, today, this week, and those that were held and wait to be closed.',
    activities: 'See all activities',
  },
}
