import { type labels as zh } from './names.zh-CN.ts'

export const labels: typeof zh = {
  webhooks: {
    title: 'Webhooks',
    keywords: 'push callback notify subscription event',
  },
}
