export const labels = {
  settings: {
    appearance: {
      title: '语言和外观',
      language: '语言',
      theme: '外观',
      themes: { system: '跟随系统', light: '浅色', dark: '深色' },
      hint: '仅对当前浏览器生效。',
    },
    mail: {
      hint: '定时报表、变更推送停用通知发送到这个邮箱；报表内容按您本人的管理范围统计。',
      email: '邮箱地址',
      language: '邮件语言',
      password: '当前密码',
      passwordHint: '修改邮箱须验证密码，防止他人把您的报表发到别处。',
      save: '保存',
      done: '邮箱设置已保存。',
    },
    devices: {
      hint: '您的账号在以下设备上处于登录状态。如有陌生设备，请将其下线并修改密码。',
      current: '当前设备',
      unknown: '未知设备',
      since: '登录于 {moment}',
      seen: '最近使用 {moment}',
      end: '下线',
      endOf: '下线：{device}',
      endTitle: '下线设备',
      endHint: '“{device}”须重新登录后才能使用。',
      done: '设备已下线。',
    },
  },
}
