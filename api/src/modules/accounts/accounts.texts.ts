import { defineTexts, type KeysOf } from '../../platform/i18n/texts.ts'

export const accountTexts = defineTexts({
  'zh-CN': {
    'account.badCredentials': '用户名或密码不正确。',
    'account.locked': '连续失败次数过多，已暂时锁定，请半小时后再试。',
    'account.currentPassword': '当前密码不正确。',
    'account.samePassword': '新密码不能与当前密码相同。',
    'account.passwordShort': '密码至少 8 个字符。',
    'account.passwordSimple': '密码须包含大写字母、小写字母、数字、符号中的三种，或者至少 16 个字符，且不能只重复几个字符。',
    'account.passwordHoldsName': '密码不能包含用户名。',
    'account.username': '用户名由 2 至 64 个小写字母、数字、点、下划线或连字符组成，以字母或数字开头。',
    'account.usernameTaken': '用户名“{username}”已被使用。',
    'account.displayName': '请填写姓名。',
    'account.email': '这不是有效的邮箱地址。',
    'account.notFound': '没有名为“{username}”的账号。',
    'account.organizationNotFound': '没有代码为“{code}”的组织。',
    'account.personsOnly': '接口应用没有会话和密码，不能执行此操作。',
    'account.badBearer': '接口密钥或令牌无效，或已失效。',
  },
  en: {
    'account.badCredentials': 'The user name or the password is not right.',
    'account.locked': 'Too many failures in a row: locked for now. Please try again in half an hour.',
    'account.currentPassword': 'The current password is not right.',
    'account.samePassword': 'The new password is the current one.',
    'account.passwordShort': 'A password has at least 8 characters.',
    'account.passwordSimple':
      'A password holds three of capital letters, small letters, digits and signs, or at least 16 characters, and does not just repeat a few.',
    'account.passwordHoldsName': 'A password cannot hold the user name.',
    'account.username': 'A user name has 2 to 64 small letters, digits, dots, underscores or hyphens and begins with a letter or digit.',
    'account.usernameTaken': 'The user name {username} is taken.',
    'account.displayName': 'Please give a name.',
    'account.email': 'This is not a mail address.',
    'account.notFound': 'There is no account {username}.',
    'account.organizationNotFound': 'There is no organisation with the code {code}.',
    'account.personsOnly': 'A program has no sessions and no password.',
    'account.badBearer': 'The key or token is not valid, or no longer.',
  },
})

declare module '../../platform/i18n/messages.ts' {
  interface Messages extends KeysOf<typeof accountTexts> {}
}
