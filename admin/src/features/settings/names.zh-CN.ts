export const labels = {
  settings: {
    title: '设置',
    keywords: 'shezhi sz 密码 语言 主题 设备 登录 邮箱 邮件',
    mail: { title: '邮箱' },
    devices: { title: '登录设备' },
  },
}
