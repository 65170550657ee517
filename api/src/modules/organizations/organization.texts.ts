import { defineTexts, type KeysOf } from '../../platform/i18n/texts.ts'

/** What the organisations module has to say. */
export const organizationTexts = defineTexts({
  'zh-CN': {
    'organization.codeTaken': '组织编码 {code} 已被使用，请换一个。',
    'organization.parentNotFound': '找不到上级组织，或不在您的管理范围内。',
    'organization.notFound': '找不到该组织，或不在您的管理范围内。',
    'organization.future': '生效日期 {day} 晚于今天；结构变动请在生效当日或之后登记。',
    'organization.tooEarly': '生效日期不能早于 {earliest}，否则会改写此后已登记的变动。',
    'organization.stale': '该组织已被他人修改（当前版本 {version}），请核对最新情况后重试。',
    'organization.sameName': '新名称与现名称相同。',
    'organization.sameParent': '该组织已经在这个上级之下。',
    'organization.dissolved': '该组织已于 {day} 撤销。',
    'organization.leaderKind': '领导方须为党组织，被领导方须为工会、团或妇女组织。',
    'organization.coveredKind': '覆盖对象须为单位，且覆盖方不能是单位。',
    'organization.alreadyLinked': '这一关联已经存在，或该组织已由其他党组织领导；请先解除原有关联。',
    'organization.noLink': '当前没有这一关联。',
  },
  en: {
    'organization.codeTaken': 'The code {code} is in use; please choose another.',
    'organization.parentNotFound': 'The parent was not found, or is outside what you manage.',
    'organization.notFound': 'The organisation was not found, or is outside what you manage.',
    'organization.future': 'The effective day {day} is after today; record a structural change on the day it takes effect, or later.',
    'organization.tooEarly': 'The effective day may not be before {earliest}: it would rewrite changes that were recorded since.',
    'organization.stale': 'Somebody else changed this organisation (it is at version {version} now); look at it again and retry.',
    'organization.sameName': 'The new name is the present one.',
    'organization.sameParent': 'It stands under this parent already.',
    'organization.dissolved': 'The organisation was dissolved on {day}.',
    'organization.leaderKind': 'A Party organisation leads; a union, league or women’s unit is led.',
    'organization.coveredKind': 'Units are covered, by organisations that are no units.',
    'organization.alreadyLinked': 'This link exists already, or another Party organisation leads the unit; end that link first.',
    'organization.noLink': 'There is no such link now.',
  },
})

declare module '../../platform/i18n/messages.ts' {
  interface Messages extends KeysOf<typeof organizationTexts> {}
}
