export const labels = {
  organizations: {
    title: '组织',
    keywords: 'zuzhi zz 党委 总支 支部 工会 团委 妇委会 单位',
  },
}
