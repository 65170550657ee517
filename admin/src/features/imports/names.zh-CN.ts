export const labels = {
  imports: {
    title: '数据导入',
    keywords: 'daoru shujudaoru dr excel csv 花名册 批量',
    start: '导入文件',
  },
}
