import { type labels as zh } from './names.zh-CN.ts'

export const labels: typeof zh = {
  exports: {
    title: 'Exports',
    keywords: 'download excel csv json bulk file',
  },
}
