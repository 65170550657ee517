import { type labels as zh } from './names.zh-CN.ts'

export const labels: typeof zh = {
  snapshots: {
    one: 'Report snapshot',
    ofReport: 'Report snapshots',
  },
}
