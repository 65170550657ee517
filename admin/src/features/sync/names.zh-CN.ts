export const labels = {
  sync: {
    title: '数据同步',
    keywords: 'shujutongbu tongbu sjtb hr 人事 同步',
    run: '同步批次',
  },
}
