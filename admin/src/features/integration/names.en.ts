import { type labels as zh } from './names.zh-CN.ts'

export const labels: typeof zh = {
  integration: {
    title: 'Integration',
    keywords: 'api key token oauth webhook connect',
    clients: { title: 'API clients' },
  },
}
