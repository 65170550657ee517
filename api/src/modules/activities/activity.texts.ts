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
    'activity.typeNotFound': '没有这个活动类型。',
    'activity.titleRequired': '标题不能为空。',
    'activity.startRequired': '计划开始时间不能为空。',
    'activity.ownCompanion': '主办组织不必再列为协办组织。',
    'activity.beforeOrganizer': '日期早于主办组织的成立日期 {day}。',
    'activity.tooFarAhead': '计划开始时间最晚为 {day}，请检查年份。',
    'activity.heldInFuture': '举办日期 {day} 晚于今天；请在举办当天或之后登记。',
    'activity.notExpected': '该人员不在本活动的应到名单中。',
    'activity.listedTwice': '名单中同一人出现了不止一次。',
    'activity.memberNotFound': '找不到该人员，或不在您的管理范围内。',
    'activity.notListed': '该人员不在本活动的名单中。',
    'activity.guestStatus': '不在应到之列的人员只能登记为出席或列席。',
    'activity.fileNotFound': '找不到该文件：只能使用您自己上传且尚未使用的文件。',
    'activity.tooManyFiles': '一个活动最多 {most} 个附件。',
  },
  en: {
    'activity.stale': 'Somebody else changed this activity (it is at version {version} now); look at it again and retry.',
    'activity.PLANNED': 'The activity is not stated as held yet, so this cannot be done.',
    'activity.HELD': 'The activity has been held, so this cannot be done.',
    'activity.ARCHIVED': 'The activity is archived; nothing of it changes any more.',
    'activity.CANCELLED': 'The activity was cancelled; nothing of it changes any more.',
    'activity.notTheDay': 'The activity is planned for {day}: record attendance on that day, or state first that it was held.',
    'activity.typeNotFound': 'There is no such type of activity.',
    'activity.titleRequired': 'The title cannot be empty.',
    'activity.startRequired': 'The planned start cannot be empty.',
    'activity.ownCompanion': 'The organiser need not be named among the co-organisers.',
    'activity.beforeOrganizer': 'The day is before {day}, when the organiser was established.',
    'activity.tooFarAhead': 'The planned start is at the latest on {day}; please check the year.',
    'activity.heldInFuture': 'The day {day} is after today; state that it was held on that day or later.',
    'activity.notExpected': 'This person is not among those expected.',
    'activity.listedTwice': 'The list names the same person more than once.',
    'activity.memberNotFound': 'The person was not found, or is outside what you manage.',
    'activity.notListed': 'This person is not on the list of the activity.',
    'activity.guestStatus': 'Somebody who is not expected can only be recorded as present or as an observer.',
    'activity.fileNotFound': 'The file was not found: only a file that you uploaded yourself and that is not used yet can be attached.',
    'activity.tooManyFiles': 'An activity has at most {most} attachments.',
  },
})

declare module '../../platform/i18n/messages.ts' {
  interface Messages extends KeysOf<typeof activityTexts> {}
}
