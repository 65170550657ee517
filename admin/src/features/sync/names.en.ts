import { type labels as zh } from './names.zh-CN.ts'

export const labels: typeof zh = {
  sync: {
    title: 'Sync',
    keywords: 'shujutongbu tongbu hr',
    run: 'Sync',
  },
}
