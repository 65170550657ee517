import { type labels as zh } from './names.zh-CN.ts'

export const labels: typeof zh = {
  explorer: {
    title: 'Explorer',
    keywords: 'graphql graphiql api query console',
  },
}
