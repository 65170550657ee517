import { defineTexts, type KeysOf } from '../../platform/i18n/texts.ts'

/** What the exports module has to say. */
export const exportTexts = defineTexts({
  'zh-CN': {
    'export.tooMany': '已有 {most} 个导出任务未完成，请等其中一个完成或取消后再试。',
    'export.noFields': '请至少选择一个字段。',
    'export.over':
      '{status, select, READY {导出已经完成。} FAILED {导出已经失败。} CANCELLED {导出已经取消。} EXPIRED {导出文件已过期。} other {导出尚未完成。}}',
    'export.scopeChanged': '您的权限或组织结构自导出以来已有变化，该文件不能再下载，请重新导出。',
    'export.link': '下载链接无效、已使用或已过期，请重新获取。',
  },
  en: {
    'export.tooMany': '{most} exports are unfinished already; wait for one of them or cancel it.',
    'export.noFields': 'Choose one field at least.',
    'export.over':
      '{status, select, READY {The export is finished.} FAILED {The export has failed.} CANCELLED {The export was cancelled.} EXPIRED {The file has been removed.} other {The export is not finished yet.}}',
    'export.scopeChanged': 'What you may read, or the tree, has changed since; the file cannot be fetched any more. Please export again.',
    'export.link': 'The link is unknown, used or expired; ask for a new one.',
  },
})

declare module '../../platform/i18n/messages.ts' {
  interface Messages extends KeysOf<typeof exportTexts> {}
}
