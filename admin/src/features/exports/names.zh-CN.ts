export const labels = {
  exports: {
    title: '数据导出',
    keywords: 'daochu shujudaochu dc 下载 excel csv json 批量',
  },
}
