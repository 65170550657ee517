import { type labels as zh } from './names.zh-CN.ts'

export const labels: typeof zh = {
  workbench: {
    title: 'Work queue',
    keywords: 'gongzuotai gzt tasks home',
  },
}
