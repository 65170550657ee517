export const labels = {
  webhooks: {
    title: '变更推送',
    keywords: 'biangengtuisong bgts huidiao 回调 推送 通知 订阅 webhook',
  },
}
