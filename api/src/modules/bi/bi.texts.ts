import { defineTexts, type KeysOf } from '../../platform/i18n/texts.ts'

export const biTexts = defineTexts({
  'zh-CN': {
    'bi.name': '名称由 2 至 41 个小写字母、数字和下划线组成，以字母开头。',
    'bi.where': '请用 --organization 指明组织，或用 --everything 授权全部组织，二者择一。',
    'bi.organization': '没有代码为“{code}”的组织。',
    'bi.roleTaken': '数据库服务器上已有名为“{role}”的角色，请换一个名称。',
  },
  en: {
    'bi.name': 'A name has 2 to 41 small letters, digits and underscores and begins with a letter.',
    'bi.where': 'Say either --organization or --everything.',
    'bi.organization': 'There is no organisation with the code {code}.',
    'bi.roleTaken': 'The database server has a role {role} already. Please take another name.',
  },
})

declare module '../../platform/i18n/messages.ts' {
  interface Messages extends KeysOf<typeof biTexts> {}
}
