import { defineTexts, type KeysOf } from '../../platform/i18n/texts.ts'

/** What the counts module has to say. */
export const countTexts = defineTexts({
  'zh-CN': { 'counts.dimensions': '统计维度最多 {most} 个，且不能重复。' },
  en: { 'counts.dimensions': 'A count has at most {most} dimensions, each once.' },
})

declare module '../../platform/i18n/messages.ts' {
  interface Messages extends KeysOf<typeof countTexts> {}
}
