import { defineTexts, type KeysOf } from '../../../platform/i18n/texts.ts'

export const reportLinkTexts = defineTexts({
  'zh-CN': {
    'report.link.unknown': '数据链接无效、已撤销或已过期。',
    'report.link.personsOnly': '接口应用请直接使用密钥下载报表，无需数据链接。',
    'report.link.tooMany': '每张报表最多 {most} 个有效的数据链接，请先撤销不用的。',
  },
  en: {
    'report.link.unknown': 'The link is not valid, or no longer.',
    'report.link.personsOnly': 'A program fetches reports with its key, without a link.',
    'report.link.tooMany': 'A report has at most {most} live links. Please revoke one that is not used.',
  },
})

declare module '../../../platform/i18n/messages.ts' {
  interface Messages extends KeysOf<typeof reportLinkTexts> {}
}
