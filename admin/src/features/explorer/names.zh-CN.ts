export const labels = {
  explorer: {
    title: '接口调试',
    keywords: 'graphql graphiql explorer 接口 查询 jiekou tiaoshi',
  },
}
