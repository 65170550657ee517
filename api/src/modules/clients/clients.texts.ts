import { defineTexts, type KeysOf } from '../../platform/i18n/texts.ts'

export const clientTexts = defineTexts({
  'zh-CN': {
    'client.clientId': '应用标识由 2 至 64 个小写字母、数字、点、下划线或连字符组成，以字母或数字开头。',
    'client.clientIdTaken': '应用标识“{clientId}”已被使用。',
    'client.name': '请填写名称，最多 {most} 个字符。',
    'client.description': '用途说明最多 {most} 个字符。',
    'client.address': '不是有效的 IP 地址或网段，例如 10.1.0.0/16。',
    'client.scope': '没有可授予应用的权限“{scope}”。',
    'client.organization': '没有找到该组织，或您不能管理其接口应用。',
    'client.beyond': '不能授予超出您自己管理范围的权限：{scopes}。',
    'client.disabled': '该应用已停用，请先启用。',
    'client.twoKeys': '同时有效的密钥最多两个，请先吊销一个。',
    'client.keyEnded': '该密钥已失效，请新建密钥。',
    'client.stale': '该应用已被修改（当前版本 {version}），请刷新后再试。',
  },
  en: {
    'client.clientId': 'A client id has 2 to 64 small letters, digits, dots, underscores or hyphens and begins with a letter or digit.',
    'client.clientIdTaken': 'The client id {clientId} is taken.',
    'client.name': 'Please give a name of at most {most} characters.',
    'client.description': 'A description has at most {most} characters.',
    'client.address': 'This is no IP address or network such as 10.1.0.0/16.',
    'client.scope': 'There is no permission {scope} that a program can have.',
    'client.organization': 'There is no such organisation, or you do not manage its API clients.',
    'client.beyond': 'You cannot give more than you have yourself: {scopes}.',
    'client.disabled': 'The client is disabled. Please enable it first.',
    'client.twoKeys': 'At most two keys are live at once. Please revoke one first.',
    'client.keyEnded': 'The key has ended. Please make a new one.',
    'client.stale': 'The client has changed (version {version} now). Please reload and try again.',
  },
})

declare module '../../platform/i18n/messages.ts' {
  interface Messages extends KeysOf<typeof clientTexts> {}
}
