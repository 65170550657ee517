export const labels = {
  integration: {
    title: '集成',
    keywords: 'jicheng jc api 接口 对接 密钥 令牌 webhook',
    clients: { title: '接口应用' },
  },
}
