import { defineTexts, type KeysOf } from '../../platform/i18n/texts.ts'

/** What is said of documents that are to be registered. */
export const documentTexts = defineTexts({
  'zh-CN': {
    'document.syntax': '查询文档有语法错误或过长。',
    'document.invalid': '查询文档与接口定义不符：{detail}',
    'document.tooMany': '一个账号最多登记 {most} 个查询文档。',
  },
  en: {
    'document.syntax': 'The document has a syntax error, or is too long.',
    'document.invalid': 'The document does not fit the schema: {detail}',
    'document.tooMany': 'An account may register {most} documents.',
  },
})

declare module '../../platform/i18n/messages.ts' {
  interface Messages extends KeysOf<typeof documentTexts> {}
}
