import { type labels as zh } from './names.zh-CN.ts'

export const labels: typeof zh = {
  imports: {
    title: 'Imports',
    keywords: 'excel csv roster bulk upload',
    start: 'Import a file',
  },
}
