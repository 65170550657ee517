import { type labels as zh } from './names.zh-CN.ts'

export const labels: typeof zh = {
  reports: {
    title: 'Reports',
    keywords: 'baobiao bb tongji tj counts statistics ledger attendance rate',
    one: 'Report',
    new: 'New report',
    tabs: { schedules: 'Schedules' },
  },
}
