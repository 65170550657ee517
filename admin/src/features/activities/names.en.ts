import { type labels as zh } from './names.zh-CN.ts'

export const labels: typeof zh = {
  activities: {
    title: 'Activities',
    one: 'Activity',
    keywords: 'huodong hd meetings calendar',
  },
}
