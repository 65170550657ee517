import { registerEnumType } from 'type-graphql'
import { type Language } from '../../platform/i18n/language.ts'

export const ExportSources = { MEMBERS: 'MEMBERS', ACTIVITIES: 'ACTIVITIES', ORGANIZATIONS: 'ORGANIZATIONS' } as const
export type ExportSourceName = keyof typeof ExportSources
registerEnumType(ExportSources, {
  name: 'ExportSource',
  description: 'What an export is of 「导出对象」.',
  valuesConfig: {
    MEMBERS: { description: 'Members: exportMembers 「人员」.' },
    ACTIVITIES: { description: 'Activities: exportActivities 「活动」.' },
    ORGANIZATIONS: { description: 'Organisations: exportOrganizations 「组织」.' },
  },
})

export const ExportFormats = { JSONL: 'JSONL', CSV: 'CSV', XLSX: 'XLSX' } as const
export type ExportFormat = keyof typeof ExportFormats
registerEnumType(ExportFormats, {
  name: 'ExportFormat',
  description: 'The kind of file 「文件格式」.',
  valuesConfig: {
    JSONL: {
      description: 'One JSON object a line, for programs: keys in camel case, codes instead of words, null where there is nothing.',
    },
    CSV: {
      description:
        'A heading and one line a row, in UTF-8 with a byte order mark; a text that looks like a formula has an apostrophe before it.',
    },
    XLSX: { description: 'A workbook; beyond 1,048,575 rows it goes on in further sheets 「Excel 工作簿」.' },
  },
})

export const ExportLanguages = { ZH_CN: 'zh-CN', EN: 'en' } as const satisfies Record<string, Language>
registerEnumType(ExportLanguages, {
  name: 'ExportLanguage',
  description: 'The language of headings and words 「语言」.',
  valuesConfig: { ZH_CN: { description: 'Chinese 「中文」.' }, EN: { description: 'English 「英文」.' } },
})

export const ExportStatuses = {
  QUEUED: 'QUEUED',
  READING: 'READING',
  WRITING: 'WRITING',
  READY: 'READY',
  FAILED: 'FAILED',
  CANCELLED: 'CANCELLED',
  EXPIRED: 'EXPIRED',
} as const
export type ExportStatus = keyof typeof ExportStatuses
registerEnumType(ExportStatuses, {
  name: 'ExportStatus',
  description: 'How far an export is 「导出状态」.',
  valuesConfig: {
    QUEUED: { description: 'Waits for its turn 「排队中」.' },
    READING: { description: 'Its rows are being read; where that broke off, it goes on 「读取中」.' },
    WRITING: { description: 'All rows are read; the file is being made 「生成文件中」.' },
    READY: { description: 'The file can be fetched, until `expiresAt` 「可下载」.' },
    FAILED: { description: 'There is no file; `problem` says why 「失败」.' },
    CANCELLED: { description: 'Given up; nothing of it is kept 「已取消」.' },
    EXPIRED: { description: 'The file has been removed 「已过期」.' },
  },
})

export const ExportProblems = { SCOPE_CHANGED: 'SCOPE_CHANGED', INTERNAL: 'INTERNAL' } as const
export type ExportProblem = keyof typeof ExportProblems
registerEnumType(ExportProblems, {
  name: 'ExportProblem',
  description: 'Why an export failed 「失败原因」.',
  valuesConfig: {
    SCOPE_CHANGED: { description: 'Whoever asked for it may not read all of it any more; it can be asked for anew 「权限已变更」.' },
    INTERNAL: { description: 'The server could not carry it out; it was tried several times 「系统错误」.' },
  },
})

export const ExportActions = { CANCEL: 'CANCEL', DOWNLOAD: 'DOWNLOAD' } as const
export type ExportAction = keyof typeof ExportActions
registerEnumType(ExportActions, {
  name: 'ExportAction',
  description: 'What the viewer may do with an export now.',
  valuesConfig: {
    CANCEL: { description: 'cancelExport 「取消」.' },
    DOWNLOAD: { description: 'createExportLink 「下载」.' },
  },
})
