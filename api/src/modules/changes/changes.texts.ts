import { defineTexts, type KeysOf } from '../../platform/i18n/texts.ts'

export const changeTexts = defineTexts({
  'zh-CN': {
    'changes.badCursor': '这不是本系统给出的变更游标。',
  },
  en: {
    'changes.badCursor': 'This is no cursor of this change feed.',
  },
})

declare module '../../platform/i18n/messages.ts' {
  interface Messages extends KeysOf<typeof changeTexts> {}
}
