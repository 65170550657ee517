import { defineTexts, type KeysOf } from '../../../platform/i18n/texts.ts'

/** What is said of schedules, and in the mails that they send. */
export const scheduleTexts = defineTexts({
  'zh-CN': {
    'schedule.mailNotSetUp': '系统尚未配置邮件服务器，暂不能定时发送报表，请联系系统管理员。',
    'schedule.weekday': '每周发送须选择星期一至星期日，其他周期不填。',
    'schedule.day': '每月、每季度发送须选择 1 至 31 日，其他周期不填。',
    'schedule.timeOfDay': '时间须为 00:00 至 23:59。',
    'schedule.formats': '请至少选择一种文件格式，每种一次。',
    'schedule.recipients': '收件人须为 1 至 {most} 人。',
    'schedule.recipient': '没有这个收件人，或者他看不到这张报表。可先把报表共享给他所在的组织。',
    'schedule.ended': '定时发送已停止，不能再修改。',
    'schedule.stale': '定时发送已被修改（当前版本 {version}），请看过最新内容后重试。',
    'schedule.tooMany': '一张报表最多设置 {most} 个定时发送。',
    'schedule.tooManyRuns': '一天内最多手动发送 {most} 次。',
    'schedule.mail.subject': '{report}（{period}）',
    'schedule.mail.days': '{from} 至 {to}',
    'schedule.mail.asOf': '截至 {day}',
    'schedule.mail.greeting': '{name}，您好：',
    'schedule.mail.made': '报表“{report}”已生成，见附件。',
    'schedule.mail.period': '统计期间：{period}',
    'schedule.mail.scope': '数据按您本人的管理范围统计，与其他收件人收到的可能不同。',
    'schedule.mail.open': '在系统中打开报表',
    'schedule.mail.foot': '本邮件由系统按 {owner} 的设置自动发送，请勿回复。附件含内部数据，请勿转发。',
  },
  en: {
    'schedule.mailNotSetUp': 'No mail server is set up, so reports cannot be sent yet. Please ask the operator.',
    'schedule.weekday': 'A weekly schedule needs a weekday, 1 to 7; others have none.',
    'schedule.day': 'A monthly or quarterly schedule needs a day, 1 to 31; others have none.',
    'schedule.timeOfDay': 'The time is 00:00 to 23:59.',
    'schedule.formats': 'Choose at least one kind of file, each once.',
    'schedule.recipients': 'A schedule has 1 to {most} recipients.',
    'schedule.recipient':
      'There is no such recipient, or the report is not shown to this person. Share the report with an organisation of theirs first.',
    'schedule.ended': 'The schedule has ended and cannot be changed.',
    'schedule.stale': 'The schedule has changed (it is at version {version} now); look at it again and retry.',
    'schedule.tooMany': 'A report has at most {most} schedules.',
    'schedule.tooManyRuns': 'At most {most} runs a day can be asked for.',
    'schedule.mail.subject': '{report} ({period})',
    'schedule.mail.days': '{from} to {to}',
    'schedule.mail.asOf': 'as of {day}',
    'schedule.mail.greeting': 'Dear {name},',
    'schedule.mail.made': 'the report “{report}” was made and is attached.',
    'schedule.mail.period': 'Period: {period}',
    'schedule.mail.scope': 'Its figures are of your own scope and may differ from what others receive.',
    'schedule.mail.open': 'Open the report',
    'schedule.mail.foot':
      'This mail was sent automatically, as {owner} set it up; please do not reply. The attachment holds internal figures; please do not pass it on.',
  },
})

declare module '../../../platform/i18n/messages.ts' {
  interface Messages extends KeysOf<typeof scheduleTexts> {}
}
