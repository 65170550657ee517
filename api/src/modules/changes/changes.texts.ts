import { defineTexts, type KeysOf } from '../../platform/i18n/texts.ts'

export const changeTexts = defineTexts({
  'zh-CN': {
    'changes.ranges': '一次须核对 1 至 {most} 个区间。',
    'changes.badCursor': '这不是本系统给出的变更游标。',
  },
  en: {
    'changes.ranges': 'One call compares 1 to {most} ranges.',
    'changes.badCursor': 'This is no cursor of this change feed.',
  },
})

declare module '../../platform/i18n/messages.ts' {
  interface Messages extends KeysOf<typeof changeTexts> {}
}
