import { type labels as zh } from './names.zh-CN.ts'

export const labels: typeof zh = {
  organizations: {
    title: 'Organisations',
    keywords: 'zuzhi zz party union league women units tree branch committee',
  },
}
