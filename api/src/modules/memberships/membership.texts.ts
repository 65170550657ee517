import { defineTexts, type KeysOf } from '../../platform/i18n/texts.ts'

/** What the memberships module has to say. */
export const membershipTexts = defineTexts({
  'zh-CN': {
    'membership.organizationNotFound': '找不到该组织，或不在您的管理范围内。',
    'membership.future': '日期 {day} 晚于今天；请在当日或之后登记。',
    'membership.overlaps': '此人同类身份的另一段时间与之重叠；起始日期最早为 {earliest}。',
    'membership.statusOfKind': '这一类身份没有这个状态。',
    'membership.stale': '该身份已被他人修改（当前版本 {version}），请核对最新情况后重试。',
    'membership.ended': '该身份已于 {day} 终止。',
    'membership.sameOrganization': '该身份已经在这个组织。',
    'membership.endingByChange': '状态变更请使用“变更状态”，不能作为终止原因。',
  },
  en: {
    'membership.organizationNotFound': 'The organisation was not found, or is outside what you manage.',
    'membership.future': 'The day {day} is after today; record it on the day, or later.',
    'membership.overlaps': 'Another membership of this kind overlaps it; the first day may be {earliest} at the earliest.',
    'membership.statusOfKind': 'Memberships of this kind have no such status.',
    'membership.stale': 'Somebody else changed this membership (it is at version {version} now); look at it again and retry.',
    'membership.ended': 'The membership ended on {day}.',
    'membership.sameOrganization': 'The membership is held in this organisation already.',
    'membership.endingByChange': 'A change of status is a change, not an ending.',
  },
})

declare module '../../platform/i18n/messages.ts' {
  interface Messages extends KeysOf<typeof membershipTexts> {}
}
