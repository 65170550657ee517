import { defineTexts, type KeysOf } from '../../platform/i18n/texts.ts'

/** What the members module has to say. */
export const memberTexts = defineTexts({
  'zh-CN': {
    'member.nameRequired': '姓名不能为空。',
    'member.birthDate': '出生日期应在 {earliest} 至 {today} 之间。',
    'member.code': '代码表中没有“{code}”。',
    'member.employmentStarted': '参加工作时间应写作 2012-07 或 2012-07-01，且不晚于今天。',
    'member.post': '职务最多 {most} 个字符，不能有换行等控制字符。',
    'member.unitNotFound': '找不到该单位，或不在您的管理范围内。',
    'member.unitKind': '所在单位须为单位，不能是党、工、团、妇女组织。',
    'member.unitDissolved': '该单位已于 {day} 撤销。',
    'member.unitRequired': '请填写所在单位：否则登记后不在您的管理范围内。',
    'member.employedElsewhere': '此人现在的所在单位不在您的管理范围内，请由该单位调整。',
    'member.stale': '该人员已被他人修改（当前版本 {version}），请核对最新情况后重试。',
    'member.numberHeldBy': '该身份证号已登记在 {name}（{code}）名下。',
    'member.numberHeld': '登记册中已有此身份证号，请联系平台管理员。',
    'member.purposeRequired': '请填写用途，用途将记入审计。',
    'member.nothingToReveal': '请选择要查看的内容。',
  },
  en: {
    'member.nameRequired': 'The name cannot be empty.',
    'member.birthDate': 'The birth date must be between {earliest} and {today}.',
    'member.code': 'The code table has no "{code}".',
    'member.employmentStarted': 'Write when employment began as 2012-07 or 2012-07-01, today or earlier.',
    'member.post': 'A post has at most {most} characters and no line breaks.',
    'member.unitNotFound': 'The unit was not found, or is outside what you manage.',
    'member.unitKind': 'An employer is a unit, not a Party, union, league or women’s organisation.',
    'member.unitDissolved': 'The unit was dissolved on {day}.',
    'member.unitRequired': 'State the employer unit: without it the person would be outside what you manage.',
    'member.employedElsewhere': 'The person’s present unit is outside what you manage; that unit has to change it.',
    'member.stale': 'Somebody else changed this entry (it is at version {version} now); look at it again and retry.',
    'member.numberHeldBy': 'This national ID number is that of {name} ({code}).',
    'member.numberHeld': 'This national ID number is on the register already; please ask the platform’s administrator.',
    'member.purposeRequired': 'State the purpose; it stays in the audit trail.',
    'member.nothingToReveal': 'Choose what to show.',
  },
})

declare module '../../platform/i18n/messages.ts' {
  interface Messages extends KeysOf<typeof memberTexts> {}
}
