import { defineTexts, type KeysOf } from '../../platform/i18n/texts.ts'

export const webhookTexts = defineTexts({
  'zh-CN': {
    'webhook.owner': '该应用须有“读取变更”和“变更推送”两项权限。',
    'webhook.name': '推送名称须为 1 至 {most} 个字。',
    'webhook.url': '地址须为 https 开头的网址，最多 {most} 个字符，且不含用户名和密码。',
    'webhook.address': '不允许向此地址发送：它是内网地址，或未加密。请联系系统运维人员。',
    'webhook.entities': '请至少选择一类对象。',
    'webhook.entityForbidden': '您没有查看其中某类对象变更的权限。',
    'webhook.organization': '在您的管理范围内没有这个组织。',
    'webhook.query': '查询有误：{detail}',
    'webhook.queryShape': '查询须为单个 query 操作，且只有 $id: ID! 一个变量。',
    'webhook.queryForbidden': '您没有执行此查询的权限。',
    'webhook.queryCost': '查询成本为 {cost}，上限为 {limit}。',
    'webhook.tooMany': '每个账号最多 {most} 个推送地址。',
    'webhook.stale': '推送地址已被修改（当前版本 {version}），请看过最新内容后重试。',
    'webhook.delivered': '这次投递已送达。',
    'webhook.over': '这次投递已结束。',
    'webhook.replayFrom': '请指定游标或起始时间，二者取一。',
  },
  en: {
    'webhook.owner': 'The program needs the scopes changes:read and webhooks:run.',
    'webhook.name': 'The name of an endpoint has 1 to {most} characters.',
    'webhook.url': 'The address begins with https, has at most {most} characters, and no user name or password.',
    'webhook.address': 'This address is not allowed: it is private, or not encrypted. Ask the operator.',
    'webhook.entities': 'Choose at least one kind of object.',
    'webhook.entityForbidden': 'You may not follow the changes of all of these kinds.',
    'webhook.organization': 'There is no such organisation in your scope.',
    'webhook.query': 'The query is not valid: {detail}',
    'webhook.queryShape': 'It must be one query operation whose only variable is $id: ID!.',
    'webhook.queryForbidden': 'You may not run this query.',
    'webhook.queryCost': 'The query costs {cost}, and the limit is {limit}.',
    'webhook.tooMany': 'An account has at most {most} endpoints.',
    'webhook.stale': 'The endpoint has changed (it is at version {version}). Look at it again before you retry.',
    'webhook.delivered': 'This delivery was taken already.',
    'webhook.over': 'This delivery is over.',
    'webhook.replayFrom': 'State either a cursor or a moment.',
  },
})

declare module '../../platform/i18n/messages.ts' {
  interface Messages extends KeysOf<typeof webhookTexts> {}
}
