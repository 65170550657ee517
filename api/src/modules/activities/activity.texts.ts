import { defineTexts, type KeysOf } from '../../platform/i18n/texts.ts'

/** What the activities module has to say. */
export const activityTexts = defineTexts({
  'zh-CN': {
    'activity.stale': '该活动已被他人修改（当前版本 {version}），请核对最新情况后重试。',
    'activity.PLANNED': '活动尚未登记举办，不能进行此操作。',
    'activity.HELD': '活动已举办，不能进行此操作。',
    'activity.ARCHIVED': '活动已归档，不能再修改。',
    'activity.CANCELLED': '活动已取消，不能再修改。',
    'activity.notTheDay': '活动计划于 {day} 举行：可在当天登记出勤，或先登记举办。',
  },
  en: {
    'activity.stale': 'Somebody else changed this activity (it is at version {version} now); look at it again and retry.',
    'activity.PLANNED': 'The activity is not stated as held yet, so this cannot be done.',
    'activity.HELD': 'The activity has been held, so this cannot be done.',
    'activity.ARCHIVED': 'The activity is archived; nothing of it changes any more.',
    'activity.CANCELLED': 'The activity was cancelled; nothing of it changes any more.',
    'activity.notTheDay': 'The activity is planned for {day}: record attendance on that day, or state first that it was held.',
  },
})

declare module '../../platform/i18n/messages.ts' {
  interface Messages extends KeysOf<typeof activityTexts> {}
}
