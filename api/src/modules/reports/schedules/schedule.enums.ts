import { registerEnumType } from 'type-graphql'

export const ScheduleCadences = { WEEKLY: 'WEEKLY', MONTHLY: 'MONTHLY', QUARTERLY: 'QUARTERLY', YEAR_END: 'YEAR_END' } as const
export type ScheduleCadence = keyof typeof ScheduleCadences
registerEnumType(ScheduleCadences, {
  name: 'ReportScheduleCadence',
  description: 'How often a report is sent 「发送周期」.',
  valuesConfig: {
    WEEKLY: { description: 'On a weekday of every week 「每周」.' },
    MONTHLY: { description: 'On a day of every month 「每月」.' },
    QUARTERLY: { description: 'On a day of the first month of every quarter 「每季度」.' },
    YEAR_END: { description: 'On 31 December 「年末」.' },
  },
})

export const SchedulePeriods = { WEEK: 'WEEK', MONTH: 'MONTH', QUARTER: 'QUARTER', YEAR: 'YEAR' } as const
export type SchedulePeriod = keyof typeof SchedulePeriods
registerEnumType(SchedulePeriods, {
  name: 'ReportSchedulePeriod',
  description: 'What a scheduled report is of: the latest such unit whose last day is not after the day of the run 「统计期间」.',
  valuesConfig: {
    WEEK: { description: 'The week, Monday to Sunday, that has just ended 「刚结束的一周」.' },
    MONTH: { description: 'The month that has just ended 「刚结束的一月」.' },
    QUARTER: { description: 'The quarter that has just ended 「刚结束的一季度」.' },
    YEAR: { description: 'The year that has just ended; on 31 December, the year that ends on it 「刚结束的一年」.' },
  },
})

export const ReportFileFormats = { XLSX: 'XLSX', PDF: 'PDF', CSV: 'CSV' } as const
export type ReportFileFormat = keyof typeof ReportFileFormats
registerEnumType(ReportFileFormats, {
  name: 'ReportFileFormat',
  description: 'A kind of file that a report comes as 「文件格式」.',
  valuesConfig: {
    XLSX: { description: 'A workbook of Excel 「Excel 工作簿」.' },
    PDF: { description: 'For printing; not for tables of very many rows 「PDF」.' },
    CSV: { description: 'Plain values, separated by commas 「CSV」.' },
  },
})

export const SchedulePauses = {
  OWNER: 'OWNER',
  OWNER_DISABLED: 'OWNER_DISABLED',
  NOT_PERMITTED: 'NOT_PERMITTED',
  REPORT_ARCHIVED: 'REPORT_ARCHIVED',
  REPORT_NOT_SHOWN: 'REPORT_NOT_SHOWN',
} as const
export type SchedulePause = keyof typeof SchedulePauses
registerEnumType(SchedulePauses, {
  name: 'ReportSchedulePause',
  description: 'Why a schedule is paused 「暂停原因」.',
  valuesConfig: {
    OWNER: { description: 'Its owner wanted it so 「本人暂停」.' },
    OWNER_DISABLED: { description: 'Its owner’s account was disabled 「设置人账号已停用」.' },
    NOT_PERMITTED: { description: 'Its owner may no longer keep reports 「设置人已无报表权限」.' },
    REPORT_ARCHIVED: { description: 'The report was archived 「报表已归档」.' },
    REPORT_NOT_SHOWN: { description: 'The report is no longer shared with its owner 「报表不再共享给设置人」.' },
  },
})

export const DeliveryOutcomes = { WAITING: 'WAITING', SENDING: 'SENDING', SENT: 'SENT', SKIPPED: 'SKIPPED', FAILED: 'FAILED' } as const
export type DeliveryOutcome = keyof typeof DeliveryOutcomes
registerEnumType(DeliveryOutcomes, {
  name: 'ReportDeliveryOutcome',
  description: 'What became of one mail 「发送结果」.',
  valuesConfig: {
    WAITING: { description: 'Not sent yet, or to be tried again 「待发送」.' },
    SENDING: { description: 'Being sent 「发送中」.' },
    SENT: { description: 'The mail server has taken it over 「已发送」.' },
    SKIPPED: { description: 'Nothing was to be sent; the reason says why 「未发送」.' },
    FAILED: { description: 'It could not be sent and is not tried again 「发送失败」.' },
  },
})

export const DeliveryReasons = {
  ACCOUNT_DISABLED: 'ACCOUNT_DISABLED',
  NO_ADDRESS: 'NO_ADDRESS',
  NOT_PERMITTED: 'NOT_PERMITTED',
  REPORT_NOT_SHOWN: 'REPORT_NOT_SHOWN',
  OUT_OF_SCOPE: 'OUT_OF_SCOPE',
  NOT_RUNNABLE: 'NOT_RUNNABLE',
  TOO_LARGE: 'TOO_LARGE',
  MAIL_NOT_SET_UP: 'MAIL_NOT_SET_UP',
  UNREACHABLE: 'UNREACHABLE',
  REJECTED: 'REJECTED',
  CANCELLED: 'CANCELLED',
} as const
export type DeliveryReason = keyof typeof DeliveryReasons
registerEnumType(DeliveryReasons, {
  name: 'ReportDeliveryReason',
  description: 'Why a mail was not sent, or not yet 「未发送原因」.',
  valuesConfig: {
    ACCOUNT_DISABLED: { description: 'The recipient’s account is disabled 「账号已停用」.' },
    NO_ADDRESS: { description: 'The recipient has no mail address 「未填写邮箱」.' },
    NOT_PERMITTED: { description: 'The recipient may no longer read reports and counts 「已无查看权限」.' },
    REPORT_NOT_SHOWN: { description: 'The report is not, or no longer, shared with the recipient 「报表未共享给收件人」.' },
    OUT_OF_SCOPE: { description: 'The recipient may see nothing of what the report is of 「不在管理范围内」.' },
    NOT_RUNNABLE: { description: 'The report cannot be run as it is defined 「报表无法生成」.' },
    TOO_LARGE: { description: 'The files are too large, or the table too long to be printed 「文件过大」.' },
    MAIL_NOT_SET_UP: { description: 'The operator has set up no mail server 「未配置邮件服务器」.' },
    UNREACHABLE: { description: 'The mail server could not be reached, or did not take the mail for now 「邮件服务器暂不可用」.' },
    REJECTED: { description: 'The mail server refused the mail or its address for good 「邮件服务器拒收」.' },
    CANCELLED: { description: 'The schedule was ended, or the report archived, before it was sent 「已取消」.' },
  },
})

export const ScheduleActions = { UPDATE: 'UPDATE', PAUSE: 'PAUSE', RESUME: 'RESUME', RUN_NOW: 'RUN_NOW', END: 'END' } as const
export type ScheduleAction = keyof typeof ScheduleActions
registerEnumType(ScheduleActions, {
  name: 'ReportScheduleAction',
  description: 'What the viewer may do with a schedule 「可用操作」.',
  valuesConfig: {
    UPDATE: { description: 'updateReportSchedule 「修改」.' },
    PAUSE: { description: 'updateReportSchedule with `paused: true` 「暂停」.' },
    RESUME: { description: 'updateReportSchedule with `paused: false` 「恢复」.' },
    RUN_NOW: { description: 'runReportScheduleNow 「立即发送」.' },
    END: { description: 'endReportSchedule 「停止」.' },
  },
})
